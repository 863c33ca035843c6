import { injectionOf } from '../mesh/istioctl/in-mesh';
import { selectorOf } from '../mesh/istioctl/listed-hosts';
import { SelectorIndex } from '../mesh/label-index';
import { type MeshEntry, namespaceOf } from '../mesh/mesh-entry';
import type { Mesh } from '../mesh/mesh';
import { asList, asNumber, asObject, asText } from '../mesh/unchecked';
import { isTemplateInMesh, templateOf } from './template';

/** A port of a Service in front of a Deployment of the mesh. */
export interface PortClaim {
  readonly service: MeshEntry;
  readonly index: number;
  readonly port: number;
  readonly targetPort: string;
  readonly transport: string;
}

/** The ports of the Services in front of each Deployment that has a sidecar; waypoints are left out. */
export function* portClaims(mesh: Mesh): Generator<{ readonly deployment: MeshEntry; readonly claims: readonly PortClaim[] }> {
  const injecting = injectionOf(mesh.istioctl);
  const services = new Map<string, SelectorIndex<MeshEntry>>();
  for (const deployment of mesh.istioctl.all('Deployment.apps')) {
    if (deployment.resource.metadata.labels?.['gateway.istio.io/managed'] === 'istio.io-mesh-controller') continue;
    const namespace = namespaceOf(deployment);
    const template = templateOf(deployment);
    if (!isTemplateInMesh(template, injecting.get(namespace))) continue;
    const index = services.get(namespace) ?? new SelectorIndex(mesh.istioctl.byNamespace('Service').get(namespace) ?? [], selectorOf);
    services.set(namespace, index);
    yield { deployment, claims: index.selecting(template.labels).flatMap(claimsOf) };
  }
}

function claimsOf(service: MeshEntry): readonly PortClaim[] {
  return asList(asObject(service.resource.spec).ports).map(asObject).map(({ port, targetPort, protocol }, index) => {
    const number = asNumber(port) ?? 0;
    const target = typeof targetPort === 'string' || typeof targetPort === 'number' ? String(targetPort) : '';
    return { service, index, port: number, targetPort: target === '' || target === '0' ? String(number) : target, transport: asText(protocol) ?? 'TCP' };
  });
}

/** Claims by what they share. */
export function groupedBy(claims: readonly PortClaim[], key: (claim: PortClaim) => string | number): ReadonlyMap<string | number, readonly PortClaim[]> { // eslint-disable-line max-len -- one sentence
  const groups = new Map<string | number, PortClaim[]>();
  for (const claim of claims) {
    const group = groups.get(key(claim));
    if (group) group.push(claim);
    else groups.set(key(claim), [claim]);
  }
  return groups;
}
