import type { ProxyView } from '../mesh/proxy-view';
import type { Cluster } from './cluster';
import { type ClusterName, clusterText } from './cluster-name';
import type { HashKey } from './hash-key';
import { compile } from './proxy-config';

/** What routes and connections to a cluster hash, each once; of no use where the balancing of the cluster is no hash. */
export function hashesOf(view: ProxyView, { service: { host }, port: { number }, subset }: Cluster): readonly HashKey[] {
  return hashesByCluster(view).get(clusterText({ to: 'service', host, port: number, subset })) ?? [];
}

const known = new WeakMap<ProxyView, ReadonlyMap<string, readonly HashKey[]>>();

/** The keys of each cluster, by the cluster's name. */
function hashesByCluster(view: ProxyView): ReadonlyMap<string, readonly HashKey[]> {
  const found = known.get(view);
  if (found) return found;
  const keys = new Map<string, Map<string, HashKey>>();
  const add = (cluster: ClusterName, key: HashKey): void => {
    const name = clusterText(cluster);
    const own = keys.get(name) ?? new Map<string, HashKey>();
    keys.set(name, own.set(JSON.stringify(key), key));
  };
  if (view.proxy.type === 'sidecar') {
    for (const [cluster, key] of [...requestHashes(view), ...connectionHashes(view)]) add(cluster, key);
  }
  const hashes = new Map([...keys].map(([name, own]) => [name, [...own.values()]]));
  known.set(view, hashes);
  return hashes;
}

type Hash = readonly [cluster: ClusterName, key: HashKey];

function requestHashes(view: ProxyView): readonly Hash[] {
  const config = compile(view);
  const all = config.routeNames.flatMap((name) => config.routes(name).virtualHosts).flatMap(({ routes }) => routes);
  return all.flatMap(({ action }): readonly Hash[] => (
    action.does === 'forward' ? action.clusters.flatMap(({ cluster }) => action.hashes.map((key) => [cluster, key] as const)) : []
  ));
}

function connectionHashes(view: ProxyView): readonly Hash[] {
  const chains = compile(view).listeners.flatMap((listener) => listener.chains.concat(listener.defaultChain ?? []));
  return chains.flatMap(({ filter }): readonly Hash[] => (
    filter.reads === 'bytes' && filter.hashesSourceIp ? filter.clusters.map(({ cluster }) => [cluster, { sourceIp: true }]) : []
  ));
}
