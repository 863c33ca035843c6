import type { IConstruct } from 'constructs';
import { quote } from '../../lib/core/quote';
import type { World as MeshWorld } from '../../lib/mesh/absence';
import { meshInputs } from '../../lib/mesh/entry';
import { Mesh } from '../../lib/mesh/mesh';
import { meshSettings } from '../../lib/mesh/mesh-settings';
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
   * @default 'open'
   */
  readonly world?: MeshWorld;
  /**
   * Resources that are there too, such as what a cluster has. What the app writes replaces those of the same kind, namespace and name.
   *
   * @default - none
   */
  readonly context?: readonly unknown[];
}

/**
 * The mesh of everything that an app writes, and of what it declares without writing it, as it is now. Objects are rendered for it.
 *
 * @param scope any construct of the app
 * @throws RangeError when the app writes for several clusters and none of them is named, or when there is no cluster of that name
 * @example
 * const app = new App();
 * const shop = new Chart(app, 'shop', { namespace: 'shop' });
 * new MeshService(shop, 'reviews', { ports: { http: { number: 9080, protocol: 'HTTP' } } });
 * meshOf(app).service('reviews', 'shop')?.host; // => 'reviews.shop.svc.cluster.local'
 */
export function meshOf(scope: IConstruct, { cluster, world, context }: MeshOfAppOptions = {}): Mesh {
  const synthesis = Synthesis.of(scope);
  const objects = synthesis.examine().objects.map(({ object, json }) => ({ json, cluster: meshOptionsOf(object).cluster }));
  const declared = synthesis.declaredServices;
  const clusters = [...new Set([...objects, ...declared].map((each) => each.cluster))].filter((name) => name !== undefined).sort();
  if (cluster === undefined ? clusters.length > 1 : !clusters.includes(cluster)) {
    throw new RangeError(`Expected the name of a cluster, ${clusters.map(quote).join(' or ') || 'and this app names none'}, got ${quote(cluster)}`);
  }
  const chosen = cluster ?? clusters[0];
  const { release, rootNamespace, trustDomain, clusterDomain } = meshOptionsOf(scope.node.root);
  const isThere = (each: { readonly cluster?: string }): boolean => each.cluster === undefined || each.cluster === chosen;
  return new Mesh(
    meshInputs(objects.filter(isThere).map(({ json }) => json), release, context),
    () => declared.filter(isThere),
    { config: changed({ rootNamespace, trustDomain }), clusterDomain, world },
  );
}

/** The settings that are not Istio's defaults: those leave what a ConfigMap of the app has. */
function changed(settings: { readonly rootNamespace: string; readonly trustDomain: string }): Partial<typeof settings> {
  const defaults = meshSettings();
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => defaults[name] !== value));
}
