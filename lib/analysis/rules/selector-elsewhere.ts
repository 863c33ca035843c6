import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import { namespaceOf } from '../../mesh/mesh-entry';
import type { Analyzer } from '../analyzer';
import { rule } from '../rule-yaml';

const deployment = (namespace: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: ${namespace}}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}}
---`;
const SELECTOR = 'workloadSelector: {matchLabels: {app: web}}, trafficPolicy: {tls: {mode: MUTUAL, credentialName: partner}}';

/** A rule chooses workloads that run in another namespace. */
export const selectorElsewhere: Analyzer = {
  id: 'rules/selector-elsewhere',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected a rule for chosen workloads in their namespace',
  why: 'A rule with a workloadSelector holds for workloads of its own namespace alone. Those of another namespace follow another rule, or none, so that the TLS, the '
    + 'certificate and the limits of this one are not theirs.',
  fix: 'write the rule, and the Secret that it names, into the namespace of the workloads',
  source: ['test/traffic/recorded/rule-beside-its-workload.yaml', 'pilot/pkg/model/push_context.go#PushContext.destinationRule'],
  reads: ['DestinationRule'],
  check(mesh, report) {
    for (const entry of mesh.all('DestinationRule')) {
      const { matchLabels } = entry.resource.spec.workloadSelector ?? {};
      if (!matchLabels || Object.keys(matchLabels).length === 0) continue;
      const namespace = namespaceOf(entry);
      const selected = mesh.workloadsWith(matchLabels);
      const [elsewhere] = selected;
      if (!elsewhere || selected.some((each) => each.namespace === namespace)) continue;
      report({ on: entry, path: ['spec', 'workloadSelector', 'matchLabels'] }, {
        message: `Expected the rule in ${quote(elsewhere.namespace)}, the namespace of ${renderResource(elsewhere.entry.id)}, got it in ${quote(namespace)}, `
          + 'where no workload has these labels',
        related: [{ on: elsewhere.entry }],
      });
    }
  },
  good: [rule('shop', SELECTOR, 'partner', 'api.partner.com') + deployment('shop'), rule('shop', SELECTOR, 'partner', 'api.partner.com')],
  bad: [{ yaml: rule('egress', SELECTOR, 'partner', 'api.partner.com') + deployment('shop'), at: [0, 'spec.workloadSelector.matchLabels'] }],
};
