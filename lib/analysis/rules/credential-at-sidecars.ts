import { quote } from '../../core/quote';
import { namespaceOf } from '../../mesh/mesh-entry';
import type { Mesh } from '../../mesh/mesh';
import type { RuleSpec } from '../../mesh/destination-rules';
import { qualifyHost } from '../../values/host-name';
import type { Analyzer } from '../analyzer';
import { rule } from '../rule-yaml';

const PARTNER = 'api.partner.com';
const SECRET = 'tls: {mode: SIMPLE, credentialName: partner}';
const gateway = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: egress, namespace: egress}
spec: {selector: {istio: egress}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [api.partner.com]}]}
---`;

/** A rule for sidecars names a Secret: they send in the clear. */
export const credentialAtSidecars: Analyzer = {
  id: 'rules/credential-at-sidecars',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected the sidecars that a rule with a Secret is for',
  why: 'istiod gives a Secret to gateways, and to sidecars that a workloadSelector of the rule chooses. To any other sidecar it sends the rule without TLS, so that '
    + 'requests leave in the clear.',
  fix: 'add a workloadSelector, with the right to read the Secret for the service account of its pods; or name files, `configmap://` for the authorities alone, or let an '
    + 'egress gateway do it',
  source: ['test/traffic/recorded/credential-at-a-sidecar.yaml', 'pilot/pkg/networking/core/cluster_tls.go#ClusterBuilder.buildUpstreamTLSSettings'],
  reads: ['DestinationRule'],
  check(mesh, report) {
    for (const entry of mesh.all('DestinationRule')) {
      const { host, trafficPolicy, subsets = [], workloadSelector, exportTo = [] } = entry.resource.spec as Partial<RuleSpec>;
      if (host === undefined || workloadSelector) continue;
      const found = secretsOf(trafficPolicy, ['spec', 'trafficPolicy'])
        .concat(subsets.flatMap((subset, i) => secretsOf(subset.trafficPolicy, ['spec', 'subsets', i, 'trafficPolicy'])));
      if (found.length === 0) continue;
      const namespace = namespaceOf(entry);
      if (isForGateways(mesh, qualifyHost(host, namespace, mesh.settings.clusterDomain), namespace, exportTo)) continue;
      // In an open world the clients may be gateways that are not given.
      const isCertain = mesh.world === 'closed' || mesh.workloads.some((each) => each.hasProxy && each.namespace === namespace);
      for (const { path, name } of found) {
        report({ on: entry, path }, {
          ...(isCertain ? {} : { severity: 'warning' }),
          message: `Expected a workloadSelector beside the Secret ${quote(name)}: to sidecars istiod sends the rule without TLS, so requests to ${quote(host)} leave in the clear`,
        });
      }
    }
  },
  good: [
    rule('shop', `trafficPolicy: {${SECRET}}, workloadSelector: {matchLabels: {app: web}}`, 'partner', PARTNER),
    rule('shop', 'trafficPolicy: {tls: {mode: SIMPLE, caCertificates: /etc/ca.pem, subjectAltNames: [api.partner.com], sni: api.partner.com}}', 'partner', PARTNER),
    rule('egress', `trafficPolicy: {${SECRET}}, exportTo: [.]`, 'partner', PARTNER) + gateway,
  ],
  bad: [
    { yaml: rule('shop', `trafficPolicy: {${SECRET}}`, 'partner', PARTNER), at: [0, 'spec.trafficPolicy.tls.credentialName'] },
    {
      yaml: rule('shop', `trafficPolicy: {portLevelSettings: [{port: {number: 443}, ${SECRET}}]}`, 'partner', PARTNER),
      at: [0, 'spec.trafficPolicy.portLevelSettings[0].tls.credentialName'],
    },
  ],
};

/** The Secrets that a policy names. */
function secretsOf(policy: RuleSpec['trafficPolicy'], at: readonly (string | number)[]): { path: readonly (string | number)[]; name: string }[] {
  const all = [{ tls: policy?.tls, path: at }, ...(policy?.portLevelSettings ?? []).map(({ tls }, i) => ({ tls, path: [...at, 'portLevelSettings', i] }))];
  return all.flatMap(({ tls, path }) => {
    const { mode, credentialName = '' } = tls ?? {};
    const isSecret = credentialName !== '' && !credentialName.startsWith('configmap://') && (mode === 'SIMPLE' || mode === 'MUTUAL');
    return isSecret ? [{ path: [...path, 'tls', 'credentialName'], name: credentialName }] : [];
  });
}

/** True for a rule that gateways follow: those of its namespace, or those at which routes send to the host. */
function isForGateways(mesh: Mesh, host: string, namespace: string, exportTo: readonly string[]): boolean {
  const isPrivate = exportTo.length > 0 && exportTo.every((to) => to === '.' || to === namespace);
  const areHere = mesh.gateways.some(({ entry, workloads }) => (
    workloads.length > 0 ? workloads.some((each) => each.namespace === namespace) : namespaceOf(entry) === namespace
  ));
  return areHere || (!isPrivate && mesh.destinations.some((each) => each.host === host && each.gateways.some((gateway) => gateway !== 'mesh')));
}
