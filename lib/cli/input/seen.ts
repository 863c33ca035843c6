import { dirname } from 'node:path';
import { aboutMeshConfig } from '../../analysis/given-mesh-config';
import { type ContextFile, contextFiles } from '../../config/context';
import type { MeshConfig } from '../../config/mesh-config';
import { contradictions } from '../../config/mesh-setting';
import { ConfigError } from '../../core/config-error';
import { configRules } from '../../core/config-rules';
import type { Finding } from '../../core/finding';
import { finding } from '../../core/rule';
import type { World } from '../../mesh/absence';
import { type GivenMeshConfig, givenMeshConfig, type MeshConfigInput } from '../../mesh/given-mesh-config';
import { inClusters } from './configuration';

/** What a command was asked for about the mesh beside what it checks. */
export interface SeenRequest {
  readonly world?: World;
  /** Paths from the working folder. */
  readonly context?: readonly string[];
  readonly meshConfig?: MeshConfigInput;
}

/** The mesh that resources are checked in: what is known of it beside them. */
export interface Seen {
  readonly world: World;
  readonly context: readonly ContextFile[];
  readonly meshConfig?: GivenMeshConfig;
  /** What is wrong in the MeshConfig. */
  readonly findings: readonly Finding[];
}

/**
 * What is known of the mesh: what was asked for, else what the configuration says.
 *
 * @throws ConfigError when a MeshConfig cannot be read, or contradicts a setting of the configuration
 */
export async function seenOf(request: SeenRequest, config: MeshConfig | undefined, cwd: string): Promise<Seen> {
  const { world = config?.world ?? 'open', context, meshConfig: asked } = request;
  const meshConfig = asked === undefined ? config?.meshConfig : givenMeshConfig(asked, cwd);
  const findings = asked === undefined ? config?.aboutMeshConfig ?? [] : aboutMeshConfig(meshConfig!);
  const wrong = [
    ...findings.filter(({ rule }) => rule === configRules.unreadable.id),
    ...contradictions(config ?? {}, meshConfig?.config).map(({ name, message }) => (
      { ...finding(configRules.contradiction, undefined, [name], { message }), file: config!.file }
    )),
  ];
  if (wrong.length > 0) throw new ConfigError(wrong);
  const files = context ? contextFiles(context, cwd, cwd) : contextFiles(config?.context ?? [], dirname(config?.file ?? '.'), cwd);
  return { world, context: await inClusters(files, config, cwd), ...(meshConfig ? { meshConfig } : {}), findings };
}
