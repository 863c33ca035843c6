import type { MeshEntry } from '../mesh/mesh-entry';

/** The controllers of istiod that make Services of gateways and waypoints. */
const MAKERS: ReadonlySet<string> = new Set(['istio.io-gateway-controller', 'istio.io-mesh-controller', 'istio.io-eastwest-controller']);

/** True for objects of Istio's own installation, and for those that istiod makes: their authors cannot change them. */
export function isOfControlPlane({ resource: { metadata: { labels = {} } } }: MeshEntry): boolean {
  return Object.hasOwn(labels, 'istio') || labels.release === 'istio' || MAKERS.has(labels['gateway.istio.io/managed'] ?? '');
}
