import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import type { RouteDestination } from '../../mesh/destinations';
import { qualifyHost } from '../../values/host-name';
import type { Analyzer } from '../analyzer';
import { falseAlarm } from '../false-alarm';
import { reportOnce } from '../once';

const SET = (subset: string): string => 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop, namespace: shop}\n'
  + `spec: {hosts: [shop.example.com], gateways: [edge/public], http: [{route: [{destination: {host: reviews${subset}}}]}]}\n`
  + '---\napiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: reviews, namespace: shop}\n'
  + 'spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews, subset: v1}}]}]}';

/** A route at a gateway to a host whose own routes choose a subset: they do not hold for what enters there. */
export const subsetBypassed: Analyzer = {
  id: 'routes/subset-bypassed',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a subset at a gateway, as the routes of the host choose one',
  why: 'A gateway follows its own VirtualService alone, so requests from outside reach every version of the service, whatever '
    + 'its own routes choose.',
  fix: 'name the subsets in the routes of the gateway too',
  source: [
    'pkg/config/analysis/analyzers/virtualservice/destinationhosts.go#DestinationHostAnalyzer.analyzeSubset',
    'https://istio.io/latest/docs/reference/config/analysis/ist0140/',
  ],
  aliases: ['IST0140'],
  reads: ['Service', 'ServiceEntry', 'VirtualService'],
  check(mesh, report) {
    const routed = mesh.istioctl.destinations.filter(({ of }) => of === 'http');
    const chosen = new Map<string, Map<RouteDestination['entry'], RouteDestination>>();
    for (const destination of routed) {
      const { entry, host, subset } = destination;
      if (subset === '' || !(entry.resource.spec.hosts as readonly string[] | undefined)?.includes(host)) continue;
      const known = chosen.get(host);
      if (!known) chosen.set(host, new Map([[entry, destination]]));
      else if (!known.has(entry)) known.set(entry, destination);
    }
    reportOnce(report, routed.flatMap((destination) => {
      const { entry, namespace, host, subset, path } = destination;
      if (subset !== '' || (entry.resource.spec.gateways ?? []).length === 0) return [];
      return [...chosen.get(host)?.values() ?? []].flatMap((other) => {
        const isMeant = other.entry === entry;
        const isSame = qualifyHost(host, other.namespace) === qualifyHost(host, namespace);
        if (mesh.world === 'open' && (isMeant || !isSame)) return [];
        const detail = {
          message: `Expected a subset of ${quote(host)}, as ${renderResource(other.entry.id)} chooses ${quote(other.subset)}, got none`,
          related: [{ on: other.entry, path: [...other.path, 'subset'] }],
        };
        const why = isMeant ? 'the routes with and without a subset stand side by side in one VirtualService' : 'the two short names are hosts of different namespaces';
        return [{ key: String(other.entry.index), at: { on: entry, path }, detail: isMeant || !isSame ? falseAlarm(detail, why) : detail }];
      });
    }));
  },
  good: [SET(', subset: v2'), SET('').replace('hosts: [reviews]', 'hosts: [ratings]')],
  bad: [{ yaml: SET(''), at: [0, 'spec.http[0].route[0].destination'] }],
};
