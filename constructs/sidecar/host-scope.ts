/**
 * Services that a workload may see, as `namespace/host`.
 *
 * @example
 * HostScope.own(); // => './*'
 * HostScope.namespace('istio-system'); // => 'istio-system/*'
 * HostScope.everywhere('*.shop.example.com'); // => '*\/*.shop.example.com'
 */
export const HostScope = {
  /** The services of the resource's own namespace, or one host of it. */
  own: (host = '*'): string => `./${host}`,
  /** The services of a namespace, or one host of it. */
  namespace: (namespace: string, host = '*'): string => `${namespace}/${host}`,
  /** The services of all namespaces, or one host wherever it is. */
  everywhere: (host = '*'): string => `*/${host}`,
  /** No service at all. */
  nothing: (): string => '~/*',
  /** Leaves services out of what the other entries of the listener import. Needs Istio 1.31. */
  without: (namespace: string, host = '*'): string => `~${namespace}/${host}`,
} as const;
