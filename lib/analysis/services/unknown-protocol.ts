import { quote } from '../../core/quote';
import { protocolOf } from '../../mesh/kubernetes-services';
import { asList, asNumber, asObject, asText } from '../../mesh/unchecked';
import { isOfControlPlane } from '../control-plane-object';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const SERVICE = (port: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: reviews, namespace: shop}\nspec: {ports: [${port}]}`;

/** A port of a Service whose protocol Istio has to find out by looking at the traffic. */
export const unknownProtocol: Analyzer = {
  id: 'services/unknown-protocol',
  severity: 'info',
  authority: 'istioctl',
  summary: 'Expected a port that names its protocol',
  why: 'Istio waits for the first bytes of each connection to guess the protocol: servers that send first hang, and rules for '
    + 'HTTP hold only where it guesses HTTP.',
  fix: 'begin the name of the port with the protocol, as in http-web, or set appProtocol',
  source: [
    'pkg/config/analysis/analyzers/service/portname.go#PortNameAnalyzer.analyzeService',
    'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
  ],
  aliases: ['IST0118', 'KIA0601'],
  reads: ['Service'],
  check(mesh, report) {
    reportOnce(report, mesh.istioctl.all('Service').flatMap((on) => {
      const spec = asObject(on.resource.spec);
      if (spec.type === 'ExternalName' || isOfControlPlane(on)) return [];
      return asList(spec.ports).map(asObject).flatMap((port, i) => {
        const [number, name] = [asNumber(port.port) ?? 0, asText(port.name) ?? ''];
        if (protocolOf(number, name, asText(port.protocol), asText(port.appProtocol)) !== undefined) return [];
        return [{
          key: `${name} ${number} ${String(port.targetPort)}`,
          at: { on, path: name === '' ? ['spec', 'ports', i] : ['spec', 'ports', i, 'name'] },
          detail: { message: `Expected a name with a protocol, such as ${quote(`http${name === '' ? '' : `-${name}`}`)}, got ${name === '' ? 'none' : quote(name)} at port ${number}` },
        }];
      });
    }));
  },
  good: [SERVICE('{name: http-web, port: 80}'), SERVICE('{name: web, port: 80, appProtocol: http}'), SERVICE('{name: db, port: 3306}')],
  bad: [{ yaml: SERVICE('{name: web, port: 80}'), at: [0, 'spec.ports[0].name'] }],
};
