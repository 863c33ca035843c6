import { quote } from '../../core/quote';
import type { Mesh } from '../../mesh/mesh';
import type { ProxyView } from '../../mesh/proxy-view';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';
import { reportOnce } from '../once';

const SET = (subset: string): string => 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: reviews, namespace: shop}\n'
  + `spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews, subset: ${subset}}}]}]}\n`
  + '---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: reviews, namespace: shop}\n'
  + 'spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}';

/** The subsets that clients of a namespace have. */
class FollowedSubsets {
  readonly #views = new Map<string, ProxyView>();

  public constructor(private readonly mesh: Mesh) {}

  public has(namespace: string, host: string, subset: string): boolean {
    const view = this.#views.get(namespace) ?? this.mesh.proxy({ namespace });
    this.#views.set(namespace, view);
    const service = this.mesh.service(host, namespace);
    return view.ruleOf(service?.host ?? host)?.subsets.some(({ name }) => name === subset) === true;
  }
}

/** A route to a subset that no DestinationRule of the host has. */
export const unknownSubset: Analyzer = {
  id: 'routes/unknown-subset',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected a subset that a DestinationRule of the host has',
  why: 'Proxies have a cluster for each subset of a DestinationRule: requests of a route to another one get 503, and '
    + 'connections are closed.',
  fix: 'write the name of a subset, or add the subset to the DestinationRule of the host',
  source: [
    'pkg/config/analysis/analyzers/virtualservice/destinationrules.go#DestinationRuleAnalyzer.checkDestinationSubset',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],
  aliases: ['IST0101', 'KIA1107'],
  coveredBy: ['reference/unknown-subset', 'reference/unknown-version'],
  reads: ['DestinationRule', 'Service', 'ServiceEntry', 'VirtualService'],
  check(mesh, report) {
    const { subsets } = mesh.istioctl;
    const followed = new FollowedSubsets(mesh);
    reportOnce(report, mesh.istioctl.destinations.flatMap(({ entry, namespace, path, of, host, subset }) => {
      if (subset === '' || subsets.has(namespace, host, subset)) return [];
      const known = subsets.of(namespace, host);
      const detail: MeshDetail = {
        message: `Expected a subset that a DestinationRule of ${quote(host)} has, got ${quote(subset)}`,
        missing: { kind: 'part', name: subset, of: known.map(({ name }) => name) },
        related: known.slice(0, 5).map(({ on, path: at }) => ({ on, path: at })),
      };
      const isKnown = mesh.world === 'closed' && followed.has(namespace, host, subset);
      return [{
        key: `${of === 'mirror'} ${host} ${subset}`,
        at: { on: entry, path: [...path, 'subset'] },
        detail: isKnown ? falseAlarm(detail, 'the DestinationRule that clients follow has the subset') : detail,
      }];
    }));
  },
  good: [SET('v1')],
  bad: [{ yaml: SET('v3'), at: [0, 'spec.http[0].route[0].destination.subset'] }],
};
