import type { ProxyView } from '../mesh/proxy-view';
import { clusterOf } from './cluster';

/** The hosts that a proxy can reach by name, each with the numbers of its ports; a host without a cluster is not among them. */
export function knownHosts(view: ProxyView): ReadonlyMap<string, readonly number[]> {
  return new Map([...view.services].flatMap(([host, { ports }]) => {
    const numbers = [...new Set(ports.map(({ number }) => number))].filter((number) => clusterOf(view, host, number)).sort((a, b) => a - b);
    return numbers.length > 0 ? [[host, numbers]] : [];
  }));
}
