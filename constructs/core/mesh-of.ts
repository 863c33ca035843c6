import type { IConstruct } from 'constructs';
import { ConfigError } from '../../lib/core/config-error';
import { quote } from '../../lib/core/quote';
import type { ContextFile } from '../../lib/config/context';
import type { IstioRelease } from '../../lib/core/release';
import type { World as MeshWorld } from '../../lib/mesh/absence';
import { meshInputs } from '../../lib/mesh/entry';
import { Mesh } from '../../lib/mesh/mesh';
import { clusterSettings } from './cluster-settings';
import { meshOptionsOf } from './mesh-options';
import { Synthesis } from './synthesis';

/** Which mesh of an app is meant. */
export interface MeshOfAppOptions {
  /**
   * The cluster, as `configureMesh` names it.
   *
   * @default - the only one that the app writes for
   */
  readonly cluster?: string;
  /**
   * Whether the app, with the context, is all that the cluster has. In an open world other resources may exist.
   *
   * @default 'open', or as configureMesh or `cdk8s-istio.yaml` say
   */
  readonly world?: MeshWorld;
  /**
   * Resources that are there too, such as what a cluster has. What the app writes replaces those of the same kind, namespace and name.
   *
   * @default - none beside those that configureMesh or `cdk8s-istio.yaml` name
   */
  readonly context?: readonly unknown[];
}

/**
 * The mesh of everything that an app writes, and of what it declares without writing it, as it is now. Objects are rendered for it.
 *
 * @param scope any construct of the app
 * @throws ConfigError when context cannot be read
 * @throws RangeError when the app writes for several clusters and none of them is named, or when there is no cluster of that name
 * @example
 * const app = new App();
 * const shop = new Chart(app, 'shop', { namespace: 'shop' });
 * new MeshService(shop, 'reviews', { ports: { http: { number: 9080, protocol: 'HTTP' } } });
 * meshOf(app).service('reviews', 'shop')?.host; // => 'reviews.shop.svc.cluster.local'
 */
export function meshOf(scope: IConstruct, { cluster, world, context = [] }: MeshOfAppOptions = {}): Mesh {
  const synthesis = Synthesis.of(scope);
  const objects = synthesis.examine().objects.map(({ object, json }) => ({ json, cluster: meshOptionsOf(object).cluster }));
  const declared = synthesis.declaredServices;
  const clusters = [...new Set([...objects, ...declared].map((each) => each.cluster))].filter((name) => name !== undefined).sort();
  if (cluster === undefined ? clusters.length > 1 : !clusters.includes(cluster)) {
    throw new RangeError(`Expected the name of a cluster, ${clusters.map(quote).join(' or ') || 'and this app names none'}, got ${quote(cluster)}`);
  }
  const chosen = cluster ?? clusters[0];
  const { root } = scope.node;
  const { given, context: files } = clusterSettings(root, root.node.findAll())(chosen);
  const { release } = meshOptionsOf(root);
  const isThere = (each: { readonly cluster?: string }): boolean => each.cluster === undefined || each.cluster === chosen;
  return new Mesh(
    meshInputs(objects.filter(isThere).map(({ json }) => json), release, [...context, ...contextOf(files, release)]),
    () => declared.filter(isThere),
    { ...given, world: world ?? given.world },
  );
}

/** The objects in files of context: what cannot be read would be taken to be missing. */
function contextOf(files: readonly ContextFile[], release: IstioRelease): readonly unknown[] {
  if (files.length === 0) return [];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- few programs have context
  const { contextSubjects } = require('../../lib/config/context') as typeof import('../../lib/config/context');
  const subjects = [...contextSubjects(files, release)];
  const unread = subjects.flatMap(({ findings = [] }) => findings);
  if (unread.length > 0) throw new ConfigError(unread);
  return subjects.map(({ value }) => value);
}
