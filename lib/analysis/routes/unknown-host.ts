import { quote } from '../../core/quote';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';
import { reportOnce } from '../once';

const VIRTUAL_SERVICE = 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: reviews, namespace: shop}\n'
  + 'spec: {hosts: [reviews], http: [{route: [{destination: {host: HOST}}]}]}';
const SERVICE = '---\napiVersion: v1\nkind: Service\nmetadata: {name: reviews, namespace: shop}\nspec: {ports: [{name: http, port: 80}]}';

/** A route, or a mirror, to a host that nothing registers. */
export const unknownHost: Analyzer = {
  id: 'routes/unknown-host',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected a destination that is a Service or the host of a ServiceEntry',
  why: 'Proxies have no cluster for a host that nothing registers: requests of that route get 503, connections are closed, '
    + 'and a mirror gets nothing.',
  fix: 'write the host of a Service or ServiceEntry; a short name is completed with the namespace of the VirtualService',
  source: [
    'pkg/config/analysis/analyzers/virtualservice/destinationhosts.go#DestinationHostAnalyzer.analyzeVirtualService',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],
  aliases: ['IST0101', 'KIA1101'],
  reads: ['Service', 'ServiceEntry', 'VirtualService'],
  check(mesh, report) {
    reportOnce(report, mesh.istioctl.destinations.flatMap(({ entry, namespace, path, of, host, listed }) => {
      if (listed) return [];
      const message = `Expected ${of === 'mirror' ? 'a mirror' : 'a destination'} that the mesh knows, got ${quote(host)}`;
      const detail: MeshDetail = { message, missing: { kind: 'host', name: host, namespace } };
      const isKnown = mesh.world === 'closed' && mesh.service(host, namespace) !== undefined;
      return [{
        key: `${of === 'mirror'} ${host}`,
        at: { on: entry, path: host === '' ? path : [...path, 'host'] },
        detail: isKnown ? falseAlarm(detail, 'clients of the namespace do find the host') : detail,
      }];
    }));
  },
  good: [`${VIRTUAL_SERVICE.replace('HOST', 'reviews')}\n${SERVICE}`],
  bad: [{ yaml: `${VIRTUAL_SERVICE.replace('HOST', 'reveiws')}\n${SERVICE}`, at: [0, 'spec.http[0].route[0].destination.host'] }],
};
