import type { ResourceMetadata } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { VirtualServiceSpec } from '../api';

/** The spec as rules read it. */
export type Spec = Json<VirtualServiceSpec>;

/** A VirtualService with one HTTP route that has these fields, in YAML. */
export function withRoute(fields: string): string {
  return `spec: {hosts: [a.com], http: [{${fields}}]}`;
}

/** A destination that is fine, in YAML. */
export const TO_A = 'route: [{destination: {host: a.com}}]';

/** True when the routes stand for a delegate: others refer to it, and it has no hosts of its own. */
export function isDelegate({ hosts = [] }: Spec): boolean {
  return hosts.length === 0;
}

/** True when the routes are for the sidecars of the mesh, perhaps among others. */
export function appliesToMesh({ gateways = [] }: Spec): boolean {
  return gateways.length === 0 || gateways.includes('mesh');
}

/** True when the annotation is there by which istiod marks what it made from the Gateway API. */
export function hasGatewaySemantics({ annotations }: ResourceMetadata): boolean {
  return annotations?.['internal.istio.io/route-semantics'] === 'gateway';
}
