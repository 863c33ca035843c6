import { choices, quote } from '../../core/quote';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const SET = (ports: string): string => 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: reviews, namespace: shop}\n'
  + 'spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews}}]}]}\n'
  + `---\napiVersion: v1\nkind: Service\nmetadata: {name: reviews, namespace: shop}\nspec: {ports: [${ports}]}`;

/** A route without a port to a service that has several. */
export const portNeeded: Analyzer = {
  id: 'routes/port-needed',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected a port at a destination that has several',
  why: 'Without a port Istio takes the one that the client called: it is right only while clients call a port that the '
    + 'destination has too, and a gateway listens on ports of its own.',
  fix: 'add port: { number: … } to the destination',
  source: [
    'pkg/config/analysis/analyzers/virtualservice/destinationhosts.go#checkServiceEntryPorts',
    'https://istio.io/latest/docs/reference/config/analysis/ist0112/',
  ],
  aliases: ['IST0112'],
  reads: ['Service', 'ServiceEntry', 'VirtualService'],
  check(mesh, report) {
    reportOnce(report, mesh.istioctl.destinations.flatMap(({ entry, path, host, port, listed }) => {
      if (!listed || port !== undefined || listed.ports.length < 2) return [];
      return [{
        key: host,
        at: { on: entry, path },
        detail: {
          message: `Expected a port at the destination ${quote(host)}, which has ${choices(listed.ports)}, got none`,
          related: listed.entry ? [{ on: listed.entry, path: ['spec', 'ports'] }] : [],
        },
      }];
    }));
  },
  good: [SET('{name: http, port: 80}')],
  bad: [{ yaml: SET('{name: http, port: 80}, {name: http-admin, port: 81}'), at: [0, 'spec.http[0].route[0].destination'] }],
};
