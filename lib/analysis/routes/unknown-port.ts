import { choices, quote } from '../../core/quote';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const SET = (port: number): string => 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: reviews, namespace: shop}\n'
  + `spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews, port: {number: ${port}}}}]}]}\n`
  + '---\napiVersion: v1\nkind: Service\nmetadata: {name: reviews, namespace: shop}\nspec: {ports: [{name: http, port: 80}]}';

/** A route to a port that the service does not have. */
export const unknownPort: Analyzer = {
  id: 'routes/unknown-port',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected a port that the destination has',
  why: 'Proxies have a cluster for each port of a service and for no other: requests of that route get 503, and connections are closed.',
  fix: 'write the number of a port of the Service, not that of its pods',
  source: [
    'pkg/config/analysis/analyzers/virtualservice/destinationhosts.go#checkServiceEntryPorts',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],
  aliases: ['IST0101'],
  reads: ['Service', 'ServiceEntry', 'VirtualService'],
  check(mesh, report) {
    reportOnce(report, mesh.istioctl.destinations.flatMap(({ entry, path, host, port, listed }) => {
      if (!listed || port === undefined || listed.ports.includes(port)) return [];
      return [{
        key: `${host} ${port}`,
        at: { on: entry, path: [...path, 'port', 'number'] },
        detail: {
          message: `Expected ${listed.ports.length > 0 ? `port ${choices(listed.ports)}` : 'a service with ports'} of ${quote(host)}, got ${port}`,
          ...(listed.ports.length === 1 ? { fix: `write ${listed.ports[0]!}` } : {}),
          related: listed.entry ? [{ on: listed.entry, path: ['spec', 'ports'] }] : [],
        },
      }];
    }));
  },
  good: [SET(80)],
  bad: [{ yaml: SET(9080), at: [0, 'spec.http[0].route[0].destination.port.number'] }],
};
