import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import type { Mesh } from '../../mesh/mesh';
import { isSameObject } from '../../mesh/mesh-entry';
import type { RegisteredService } from '../../mesh/service';
import { isHttpProtocol, isTlsProtocol } from '../../values/protocol';
import type { Analyzer } from '../analyzer';

const entry = (host: string, more = ''): string => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${host.replaceAll('.', '-')}, namespace: shop}
spec: {hosts: [${host}], ${more}location: MESH_EXTERNAL, resolution: DNS, ports: [{number: 5432, name: tcp, protocol: TCP}]}
---`;

/** Two hosts for connections without addresses share a port: one of them takes the connections of both. */
export const sharedPort: Analyzer = {
  id: 'connections/shared-port',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected an address, or a port of its own, for each host with a TCP port',
  why: 'A connection without TLS does not say which host it is for, so a sidecar can only go by address and port. Hosts without addresses share the listener of their '
    + 'port, and the one that was created first, or has the lower name, takes the connections to all of them.',
  fix: 'add "addresses" to each entry, or let Istio assign them: PILOT_ENABLE_IP_AUTOALLOCATE, and DNS capture in the proxies',
  source: ['test/traffic/recorded/hosts-that-share-a-port.yaml', 'https://istio.io/latest/docs/ops/configuration/traffic-management/dns-proxy/'],
  reads: [],
  check(mesh, report) {
    const first = new Map<number, RegisteredService>();
    const entries = mesh.services.filter(({ registry, addresses, entry }) => registry === 'ServiceEntry' && addresses.length === 0 && entry);
    for (const service of entries) {
      for (const [i, { number, protocol }] of service.ports.entries()) {
        if (protocol === undefined || protocol === 'UDP' || isHttpProtocol(protocol) || isTlsProtocol(protocol)) continue;
        const other = first.get(number);
        if (!other) first.set(number, service);
        else if (other.host !== service.host && !isSameObject(other.entry!, service.entry!) && areSeenTogether(mesh, other, service)) {
          report({ on: service.entry!, path: ['spec', 'ports', i] }, {
            message: `Conflicting: connections to ${quote(service.host)} on port ${number} go to ${quote(other.host)} of ${renderResource(other.entry!.id)}, as neither has an address`,
            related: [{ on: other.entry!, path: ['spec', 'ports'] }],
          });
        }
      }
    }
  },
  good: [
    entry('a.example.com', 'addresses: [10.9.0.1], ') + entry('b.example.com'),
    entry('a.example.com') + entry('b.example.com').replace('5432', '5433'),
    entry('a.example.com', 'exportTo: [.], ') + entry('b.example.com', 'exportTo: [.], ').replace('namespace: shop', 'namespace: web'),
  ],
  bad: [{ yaml: entry('a.example.com') + entry('b.example.com'), at: [1, 'spec.ports[0]'] }],
};

function areSeenTogether(mesh: Mesh, a: RegisteredService, b: RegisteredService): boolean {
  return mesh.seesService(a.namespace, b) || mesh.seesService(b.namespace, a);
}
