import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

/** Expected the port that the settings are for. */
export const portMissing = policyRule({
  id: 'destination-rule/port-missing',
  onlyWith: ['portLevelSettings'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected the port that the settings are for',
  fix: 'add port: {number: …}',
  source: 'pkg/config/validation/validation.go#validatePortTrafficPolicies',
  good: ['{portLevelSettings: [{port: {number: 80}, tls: {}}]}'],
  bad: [{ yaml: '{portLevelSettings: [{tls: {}}]}', at: '.portLevelSettings[0]' }],
  check({ of, at, policy }, report) {
    if (of === 'port' && policy.port === undefined) report(at, { message: 'Expected a port for the settings, got none' });
  },
});
