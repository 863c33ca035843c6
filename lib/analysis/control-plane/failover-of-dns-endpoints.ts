import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import { compareReleases } from '../../core/release';
import { namespaceOf } from '../../mesh/mesh-entry';
import type { RuleSpec } from '../../mesh/destination-rules';
import type { Analyzer } from '../analyzer';

const entry = (localities: readonly string[], resolution = 'DNS'): string => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: partner, namespace: shop}
spec:
  hosts: [api.partner.com]
  location: MESH_EXTERNAL
  resolution: ${resolution}
  ports: [{number: 443, name: tls, protocol: TLS}]
  endpoints: [${localities.map((locality, i) => `{address: ${resolution === 'DNS' ? `${i + 1}.partner.com` : `10.0.0.${i + 1}`}, locality: ${locality}}`).join(', ')}]
---`;
const rule = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: partner, namespace: shop}
spec:
  host: api.partner.com
  trafficPolicy:
    outlierDetection: {consecutive5xxErrors: 5}
    loadBalancer: {localityLbSetting: {enabled: true, failoverPriority: [topology.kubernetes.io/region]}}
---`;

/** Failover by labels between DNS endpoints of two localities crashes istiod. */
export const failoverOfDnsEndpoints: Analyzer = {
  id: 'control-plane/failover-of-dns-endpoints',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected no failoverPriority for DNS endpoints in several localities',
  why: 'istiod up to 1.31 crashes when it sorts the endpoints of a host that is resolved by DNS into priorities, as soon as they have two localities: every proxy of the '
    + 'mesh keeps its last config, and new pods get none.',
  fix: 'write "failover" by region, or give the endpoints one locality',
  source: ['docs/control-plane-crashes.md#failover-by-labels-between-dns-endpoints', 'https://github.com/istio/istio/issues/61857'],
  reads: ['DestinationRule'],
  check(mesh, report) {
    for (const rule of mesh.all('DestinationRule')) {
      const { host, trafficPolicy, subsets = [] } = rule.resource.spec as Partial<RuleSpec>;
      const path = host === undefined ? undefined : prioritiesIn(trafficPolicy, subsets);
      const service = path && mesh.service(host!, namespaceOf(rule));
      if (!path || !service?.entry || service.registry !== 'ServiceEntry' || !service.resolution.startsWith('DNS')) continue;
      const { endpoints = [] } = service.entry.resource.spec as { readonly endpoints?: readonly { readonly locality?: string }[] };
      const localities = new Set(endpoints.map(({ locality = '' }) => locality));
      if (localities.size < 2) continue;
      report({ on: rule, path }, {
        ...(compareReleases(rule.release, '1.31') > 0 ? { severity: 'warning' } : {}),
        message: `Expected no failoverPriority for ${quote(service.host)}, whose endpoints in ${renderResource(service.entry.id)} have ${localities.size} localities: istiod crashes`,
        related: [{ on: service.entry, path: ['spec', 'endpoints'] }],
      });
    }
  },
  good: [entry(['us/east', 'us/east']) + rule, entry(['us/east', 'eu/west'], 'STATIC') + rule],
  bad: [{ yaml: entry(['us/east', 'eu/west']) + rule, at: [1, 'spec.trafficPolicy.loadBalancer.localityLbSetting.failoverPriority'] }],
};

type Policy = RuleSpec['trafficPolicy'];

/** Where a rule orders endpoints by labels beside an outlier detection, without which it has no effect. */
function prioritiesIn(policy: Policy, subsets: NonNullable<RuleSpec['subsets']>): readonly (string | number)[] | undefined {
  const levels = [
    { of: policy, outlier: policy?.outlierDetection, path: ['spec', 'trafficPolicy'] as (string | number)[] },
    ...(policy?.portLevelSettings ?? []).map((of, i) => ({ of, outlier: of.outlierDetection, path: ['spec', 'trafficPolicy', 'portLevelSettings', i] })),
    ...subsets.map(({ trafficPolicy: of }, i) => ({ of, outlier: of?.outlierDetection ?? policy?.outlierDetection, path: ['spec', 'subsets', i, 'trafficPolicy'] })),
  ];
  const found = levels.find(({ of, outlier }) => outlier && (of?.loadBalancer?.localityLbSetting?.failoverPriority ?? []).length > 0);
  return found && [...found.path, 'loadBalancer', 'localityLbSetting', 'failoverPriority'];
}
