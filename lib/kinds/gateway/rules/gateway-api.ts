import type { ResourceMetadata } from '../../../core/rule';

/** True for a resource that istiod generated from a Gateway of the Kubernetes Gateway API, where more names and hosts are allowed. */
export function isOfGatewayApi({ annotations }: ResourceMetadata): boolean {
  return annotations?.['internal.istio.io/gateway-semantics'] === 'gateway';
}
