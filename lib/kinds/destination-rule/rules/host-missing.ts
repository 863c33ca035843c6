import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { DestinationRuleSpec } from '../api';

/** A DestinationRule needs a host. */
export const hostMissing = defineRule<Json<DestinationRuleSpec>>({
  id: 'destination-rule/host-missing',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a host',
  why: 'istiod refuses the resource. The API server lets it pass when there is no spec at all.',
  fix: 'add spec.host',
  source: ['pkg/config/validation/validation.go#ValidateDestinationRule', 'pkg/config/validation/agent/validation.go#ValidateWildcardDomain'],
  check({ spec }, report) {
    if ((spec.host as string | undefined) === undefined) report(['spec', 'host'], { message: 'Expected a host, got no spec' });
  },
  good: ['spec: {host: reviews}'],
  bad: [{ yaml: '{}', at: 'spec.host' }],
});
