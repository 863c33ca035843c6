import { quote } from '../../core/quote';
import { protocolOf } from '../../mesh/kubernetes-services';
import { asList, asNumber, asObject, asText } from '../../mesh/unchecked';
import { isOfControlPlane } from '../control-plane-object';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const SERVICE = (port: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: db, namespace: shop}\nspec: {type: ExternalName, externalName: db.example.com, ports: [${port}]}`;

/** A port of a Service of type ExternalName that is taken for plain TCP. */
export const externalNameWithoutProtocol: Analyzer = {
  id: 'services/external-name-without-protocol',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a port of an ExternalName Service that names a protocol other than TCP',
  why: 'A Service of that type has no address, so for TCP the sidecar listens on the port at every address: connections to '
    + 'other hosts of that port end up at this one.',
  fix: 'begin the name of the port with its protocol, as in tls-db or http-web',
  source: [
    'pkg/config/analysis/analyzers/service/portname.go#PortNameAnalyzer.analyzeService',
    'https://istio.io/latest/docs/reference/config/analysis/ist0150/',
  ],
  aliases: ['IST0150'],
  reads: ['Service'],
  check(mesh, report) {
    reportOnce(report, mesh.istioctl.all('Service').flatMap((on) => {
      const spec = asObject(on.resource.spec);
      if (spec.type !== 'ExternalName' || isOfControlPlane(on)) return [];
      return asList(spec.ports).map(asObject).flatMap((port, i) => {
        const name = asText(port.name) ?? '';
        const protocol = protocolOf(asNumber(port.port) ?? 0, name, asText(port.protocol), asText(port.appProtocol));
        if (protocol !== undefined && name !== 'tcp') return [];
        return [{
          key: '',
          at: { on, path: name === '' ? ['spec', 'ports', i] : ['spec', 'ports', i, 'name'] },
          detail: { message: `Expected a name with a protocol other than TCP, got ${name === '' ? 'none' : quote(name)}` },
        }];
      });
    }));
  },
  good: [SERVICE('{name: tls-db, port: 5432}'), SERVICE('')],
  bad: [{ yaml: SERVICE('{name: tcp, port: 5432}'), at: [0, 'spec.ports[0].name'] }, { yaml: SERVICE('{port: 5432}'), at: [0, 'spec.ports[0]'] }],
};
