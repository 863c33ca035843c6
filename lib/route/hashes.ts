import type { ProxyView } from '../mesh/proxy-view';
import { isHttpProtocol } from '../values/protocol';
import type { Cluster } from './cluster';
import { type HashKey, hashesConnections } from './hash-key';
import { type ClusterName, isRouted, type RouteTarget, virtualHosts } from './request-routes';

/** What routes and connections to a cluster hash, each once; of no use where the balancing of the cluster is no hash. */
export function hashesOf(view: ProxyView, cluster: Cluster): readonly HashKey[] {
  const targets = [...requestTargets(view), ...connectionTargets(view, cluster)];
  const keys = targets.filter(({ clusters }) => clusters.some((name) => isName(name, cluster))).flatMap(({ hashes }) => hashes);
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}

function isName({ host, port, subset }: ClusterName, cluster: Cluster): boolean {
  return host === cluster.service.host && port === cluster.port.number && subset === cluster.subset;
}

const targetsOfView = new WeakMap<ProxyView, readonly RouteTarget[]>();

/** Where the requests of a sidecar go, on all of its ports. */
function requestTargets(view: ProxyView): readonly RouteTarget[] {
  const known = targetsOfView.get(view);
  if (known) return known;
  const own = new Set(view.listeners.flatMap(({ port }) => port?.number ?? []));
  const targets = view.listeners.flatMap((listener) => {
    const { port, services } = listener;
    if (port && !isHttpProtocol(port.protocol)) return [];
    const routed = services.flatMap(({ ports }) => ports.filter(isRouted).map(({ number }) => number));
    const numbers = port?.number === undefined ? [...new Set(routed)].filter((number) => !own.has(number)) : [port.number];
    return numbers.flatMap((number) => virtualHosts(view, listener, number).flatMap(({ routes }) => routes));
  });
  targetsOfView.set(view, targets);
  return targets;
}

/** Where plain connections to the port of a service go that no VirtualService routes. */
function connectionTargets(view: ProxyView, { service: { host }, port, rule, subset }: Cluster): readonly RouteTarget[] {
  const isConnection = port.protocol === undefined || !isRouted(port);
  if (!isConnection || subset !== '' || !hashesConnections(rule, '')) return [];
  // A service that only a route leads to has a cluster, and no listener.
  const hasListener = view.listeners.some((listener) => (
    (listener.port === undefined || listener.port.number === port.number)
    && listener.services.some((service) => service.host === host && service.ports.some(({ number }) => number === port.number))
  ));
  if (!hasListener) return [];
  return [{ clusters: [{ host, port: port.number, subset: '' }], hashes: [{ sourceIp: true }] }];
}
