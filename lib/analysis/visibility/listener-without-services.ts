import { choices, quote } from '../../core/quote';
import { EgressHosts } from '../../mesh/egress-hosts';
import { namespaceOf } from '../../mesh/mesh-entry';
import { parseProtocol } from '../../values/protocol';
import type { Analyzer } from '../analyzer';

const service = `
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {selector: {app: db}, ports: [{name: tcp-db, port: 3306, targetPort: 3306}]}
---`;
const sidecar = (listener: string): string => `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: default, namespace: shop}
spec: {egress: [{${listener}, hosts: ["./*"]}, {hosts: ["./*"]}]}
---`;

/** A listener of a Sidecar on a port that none of its services has. */
export const listenerWithoutServices: Analyzer = {
  id: 'visibility/listener-without-services',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected the port of a service on a listener of a Sidecar',
  why: 'A listener with a port imports the services that have a port of the same number. Where none has, it imports nothing, and istiod makes no listener at all, with or '
    + 'without a VirtualService.',
  fix: 'write the number of the service\'s port, or leave out the port',
  source: ['test/traffic/recorded/listener-on-another-port.yaml', 'pilot/pkg/model/sidecar.go#convertIstioListenerToWrapper'],
  reads: ['Sidecar'],
  check(mesh, report) {
    for (const entry of mesh.all('Sidecar')) {
      const namespace = namespaceOf(entry);
      for (const [i, { port, hosts = [] }] of (entry.resource.spec.egress ?? []).entries()) {
        const { number = 0, protocol = '' } = port ?? {};
        if (number === 0 || parseProtocol(protocol) === 'HTTP_PROXY') continue;
        const imports = new EgressHosts(hosts, namespace);
        const imported = mesh.services
          .filter((service) => imports.hasService(service.namespace, service.host) && mesh.seesService(namespace, service));
        const ports = new Set(imported.flatMap((service) => service.ports.map((each) => each.number)));
        if (imported.length === 0 || ports.has(number)) continue;
        report({ on: entry, path: ['spec', 'egress', i, 'port', 'number'] }, {
          message: `Expected a port of ${imported.length === 1 ? quote(imported[0]!.host) : `one of the ${imported.length} services`} that the listener imports, `
            + `${choices([...ports].sort((a, b) => a - b))}, got ${number}, so it imports none`,
          related: imported.slice(0, 3).flatMap(({ entry: on }) => (on ? [{ on, path: ['spec', 'ports'] }] : [])),
        });
      }
    }
  },
  good: [service + sidecar('port: {number: 3306, name: tcp, protocol: TCP}'), sidecar('port: {number: 3307, name: tcp, protocol: TCP}')],
  bad: [{ yaml: service + sidecar('port: {number: 3307, name: tcp, protocol: TCP}'), at: [1, 'spec.egress[0].port.number'] }],
};
