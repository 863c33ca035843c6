import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import { compareReleases } from '../../core/release';
import { type MeshEntry, namespaceOf } from '../../mesh/mesh-entry';
import type { RuleSpec } from '../../mesh/destination-rules';
import { qualifyHost } from '../../values/host-name';
import { hostsMatch } from '../../values/host-relation';
import type { Analyzer } from '../analyzer';

const entry = (resolution: string): string => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: partner, namespace: shop}
spec: {hosts: ["*.partner.com"], location: MESH_EXTERNAL, resolution: ${resolution}, ports: [{number: 443, name: tls, protocol: TLS}]}
---`;
const rule = (policy: string): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: partner, namespace: shop}
spec: {host: "*.partner.com", ${policy}}
---`;
const EJECTION = 'trafficPolicy: {outlierDetection: {consecutive5xxErrors: 5}}';

/** Ejection of endpoints for a wildcard that proxies resolve themselves crashes istiod. */
export const ejectionOfDynamicHosts: Analyzer = {
  id: 'control-plane/ejection-of-dynamic-hosts',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected no outlier detection for a host with resolution DYNAMIC_DNS',
  why: 'istiod up to 1.31 looks for the endpoints of such a host, has none, and crashes: every proxy of the mesh keeps its last config, and new pods get none.',
  fix: 'take outlierDetection out of the rule for this host',
  source: ['docs/control-plane-crashes.md#ejection-for-hosts-that-proxies-resolve', 'https://github.com/istio/istio/issues/61433'],
  reads: ['DestinationRule'],
  check(mesh, report) {
    const dynamic = mesh.services.filter(({ resolution }) => resolution === 'DYNAMIC_DNS');
    if (dynamic.length === 0) return;
    if (mesh.settings.defaultTrafficPolicy?.outlierDetection) {
      for (const { entry, host } of dynamic) {
        report({ on: entry!, path: ['spec', 'resolution'] }, {
          ...severityOf(entry!),
          message: `Expected no outlier detection in the default policy of the mesh beside ${quote(host)} with resolution DYNAMIC_DNS: istiod crashes`,
          fix: 'take outlierDetection out of defaultTrafficPolicy in MeshConfig, or the wildcard out of the mesh',
        });
      }
    }
    for (const entry of mesh.all('DestinationRule')) {
      const { host, trafficPolicy, subsets = [] } = entry.resource.spec as Partial<RuleSpec>;
      if (host === undefined) continue;
      const full = qualifyHost(host, namespaceOf(entry), mesh.settings.clusterDomain);
      const service = dynamic.find((each) => hostsMatch(full, each.host) && full.length <= each.host.length);
      const path = service && ejectionIn(trafficPolicy, subsets);
      if (!path) continue;
      report({ on: entry, path }, {
        ...severityOf(entry),
        message: `Expected no outlier detection for ${quote(service.host)}, which has resolution DYNAMIC_DNS in ${renderResource(service.entry!.id)}: istiod crashes`,
        related: [{ on: service.entry!, path: ['spec', 'resolution'] }],
      });
    }
  },
  good: [entry('DYNAMIC_DNS') + rule('trafficPolicy: {connectionPool: {tcp: {maxConnections: 10}}}'), entry('NONE') + rule(EJECTION)],
  bad: [{ yaml: entry('DYNAMIC_DNS') + rule(EJECTION), at: [1, 'spec.trafficPolicy.outlierDetection'] }],
};

/** No recorded answer says yet whether later releases crash. */
function severityOf({ release }: MeshEntry): { readonly severity?: 'warning' } {
  return compareReleases(release, '1.31') > 0 ? { severity: 'warning' } : {};
}

/** Where a rule has an outlier detection. */
function ejectionIn(policy: RuleSpec['trafficPolicy'], subsets: NonNullable<RuleSpec['subsets']>): readonly (string | number)[] | undefined {
  if (policy?.outlierDetection) return ['spec', 'trafficPolicy', 'outlierDetection'];
  const port = (policy?.portLevelSettings ?? []).findIndex(({ outlierDetection }) => outlierDetection);
  if (port >= 0) return ['spec', 'trafficPolicy', 'portLevelSettings', port, 'outlierDetection'];
  const subset = subsets.findIndex(({ trafficPolicy }) => trafficPolicy?.outlierDetection);
  return subset >= 0 ? ['spec', 'subsets', subset, 'trafficPolicy', 'outlierDetection'] : undefined;
}
