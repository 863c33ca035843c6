import type { IConstruct } from 'constructs';
import type { ContextFile } from '../../lib/config/context';
import { ConfigError } from '../../lib/core/config-error';
import { configRules } from '../../lib/core/config-rules';
import type { Finding } from '../../lib/core/finding';
import { quote } from '../../lib/core/quote';
import { finding } from '../../lib/core/rule';
import { type Given, meshSettings } from '../../lib/mesh/mesh-settings';
import { fileConfigOf } from './file-config';
import { meshOptionsOf, ownOptionsOf, type SetMeshConfig } from './mesh-options';

/** What is known of the mesh of a cluster beside what a tree writes for it. */
export interface ClusterSettings {
  readonly given: Given;
  readonly context: readonly ContextFile[];
  /** What is wrong in its MeshConfig. */
  readonly findings: readonly Finding[];
}

/** What constructs set for the mesh of one cluster, the topmost of which is `at`. */
interface ClusterOptions {
  readonly at: IConstruct;
  readonly files: ContextFile[];
  world?: { readonly value: NonNullable<Given['world']>; readonly by: IConstruct };
  meshConfig?: { readonly value: SetMeshConfig; readonly by: IConstruct };
}

/**
 * What is known of the mesh of each cluster that a tree writes for.
 *
 * @throws ConfigError when constructs contradict each other: a cluster has one mesh
 */
export function clusterSettings(root: IConstruct, constructs: readonly IConstruct[]): (cluster: string | undefined) => ClusterSettings {
  const clusters = new Map<string | undefined, ClusterOptions>();
  for (const construct of constructs) {
    const own = ownOptionsOf(construct);
    if (!own) continue;
    const { cluster } = meshOptionsOf(construct);
    const options = clusters.get(cluster) ?? { at: construct, files: [] };
    clusters.set(cluster, options);
    const { world, context, meshConfig } = own;
    if (context) options.files.push(...context);
    if (world !== undefined) options.world = same('world', options.world, { value: world, by: construct });
    if (meshConfig) options.meshConfig = same('meshConfig', options.meshConfig, { value: meshConfig, by: construct });
  }
  return (cluster) => settingsOf(root, clusters.get(cluster));
}

function settingsOf(root: IConstruct, options: ClusterOptions | undefined): ClusterSettings {
  const { rootNamespace, trustDomain, clusterDomain, ...above } = meshOptionsOf(options?.at ?? root);
  const meshConfig = options?.meshConfig?.value ?? above.meshConfig;
  const context = options && options.files.length > 0 ? options.files : above.context ?? fileConfigOf(root)?.settings.context ?? [];
  return {
    given: {
      world: options?.world?.value ?? above.world,
      config: { ...changed({ rootNamespace, trustDomain }), ...meshConfig?.config },
      clusterDomain,
    },
    context,
    findings: meshConfig?.findings ?? [],
  };
}

function same<T>(
  name: string, before: { readonly value: T; readonly by: IConstruct } | undefined, now: { readonly value: T; readonly by: IConstruct },
): { readonly value: T; readonly by: IConstruct } {
  if (!before || JSON.stringify(before.value) === JSON.stringify(now.value)) return before ?? now;
  const both = `got one of ${quote(before.by.node.path)} and another of ${quote(now.by.node.path)}`;
  const found = finding(configRules.contradiction, undefined, [name], {
    message: `Expected one ${name} for all constructs of a cluster, ${both}`,
    fix: `set ${name} once, or name the cluster that each of them is for`,
  });
  throw new ConfigError([{ ...found, construct: now.by.node.path }]);
}

/** The settings that are not Istio's defaults: those leave what a ConfigMap of the program has. */
function changed(settings: { readonly rootNamespace: string; readonly trustDomain: string }): Partial<typeof settings> {
  const defaults = meshSettings();
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => defaults[name] !== value));
}
