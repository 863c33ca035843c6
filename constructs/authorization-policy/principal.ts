const TRUST_DOMAIN = 'cluster.local';

/**
 * Identities of workloads, as policies name them.
 *
 * @example
 * Principal.serviceAccount('shop', 'cart'); // => 'cluster.local/ns/shop/sa/cart'
 * Principal.namespace('shop'); // => 'cluster.local/ns/shop/*'
 */
export const Principal = {
  /** The workloads that run with a service account. The trust domain is the mesh's: `cluster.local` unless it is set. */
  serviceAccount: (namespace: string, name: string, trustDomain = TRUST_DOMAIN): string => `${trustDomain}/ns/${namespace}/sa/${name}`,
  /** All workloads of a namespace. The trust domain is the mesh's: `cluster.local` unless it is set. */
  namespace: (namespace: string, trustDomain = TRUST_DOMAIN): string => `${trustDomain}/ns/${namespace}/*`,
  /** Every workload that shows a certificate of the mesh. */
  anyone: (): string => '*',
} as const;
