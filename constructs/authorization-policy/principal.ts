/** Where an identity is from. */
export interface PrincipalOptions {
  /**
   * The trust domain of the workload's mesh.
   *
   * @default 'cluster.local', which stands for the mesh's own trust domain, whatever its name is
   */
  readonly trustDomain?: string;
}

/**
 * Identities of workloads, as policies name them.
 *
 * @example
 * Principal.serviceAccount('shop', 'cart'); // => 'cluster.local/ns/shop/sa/cart'
 * Principal.serviceAccount('shop', 'cart', { trustDomain: 'partner.example' }); // => 'partner.example/ns/shop/sa/cart'
 * Principal.namespace('shop'); // => 'cluster.local/ns/shop/*'
 */
export const Principal = {
  /** The workloads that run with a service account; trust domain `*` means those of every mesh that is trusted. */
  serviceAccount: (namespace: string, name: string, options: PrincipalOptions = {}): string => (
    `${domain(options)}/ns/${namespace}/sa/${name}`
  ),
  /** All workloads of a namespace. A second star is no wildcard for Istio: for every trust domain write `namespaces` instead. */
  namespace: (namespace: string, options: PrincipalOptions = {}): string => `${domain(options)}/ns/${namespace}/*`,
  /** Every workload of a trust domain. */
  trustDomain: (trustDomain: string): string => `${trustDomain}/*`,
  /** Every workload that shows a certificate which the mesh trusts. */
  anyone: (): string => '*',
} as const;

function domain({ trustDomain = 'cluster.local' }: PrincipalOptions): string {
  return trustDomain;
}
