import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { isKubernetesName, isWildcardHost } from '../../../values/host-name';
import type { Json } from '../../../values/types';
import type { DestinationRuleSpec } from '../api';

/** Istio looks for the rule of a Service with the name of the Service, which has no upper case. */
export const hostCase = defineRule<Json<DestinationRuleSpec>>({
  id: 'destination-rule/host-case',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected the name of a Service in lower case',
  why: 'Names of Services have no upper case, and Istio compares hosts of rules with their case: clients treat the Service as if there was no rule.',
  fix: 'write the host in lower case',
  source: ['test/traffic/recorded/rule-in-upper-case.yaml', 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  check({ spec: { host = '' } }, report) {
    const lower = host.toLowerCase();
    if (host === lower || !isWildcardHost(host) || !isKubernetesName(host)) return;
    report(['spec', 'host'], { message: `Expected the name of a Service in lower case, got ${quote(host)}`, fix: `write ${lower}`, edits: [{ path: ['spec', 'host'], op: 'set', value: lower }] });
  },
  good: ['spec: {host: reviews}', 'spec: {host: API.example.com}'],
  bad: [{ yaml: 'spec: {host: Reviews}', at: 'spec.host' }, { yaml: 'spec: {host: reviews.Shop.svc.cluster.local}', at: 'spec.host' }],
});
