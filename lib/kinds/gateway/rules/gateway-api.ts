import type { ResourceMetadata } from '../../../core/rule';

/** True for what says that istiod made it of a Gateway of the Kubernetes Gateway API: names and hosts are freer there. */
export function isOfGatewayApi({ annotations }: ResourceMetadata): boolean {
  return annotations?.['internal.istio.io/gateway-semantics'] === 'gateway';
}
