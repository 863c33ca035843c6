import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

const PARTS = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const;

/** Expected at least one setting in a policy. */
export const policyNotEmpty = policyRule({
  id: 'destination-rule/policy-not-empty',
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected at least one setting in a policy',
  fix: 'add what the policy is for, or remove it',
  source: ['pkg/config/validation/validation.go#validateTrafficPolicy', 'pkg/config/validation/validation.go#validatePortTrafficPolicies'],
  good: ['{tls: {}}', '{retryBudget: {}}'],
  bad: [{ yaml: '{}', at: '' }, { yaml: '{portLevelSettings: [{port: {number: 80}}]}', at: '.portLevelSettings[0]' }],
  check(place, report) {
    if (PARTS.some((part) => place.policy[part] !== undefined)) return;
    if (place.of !== 'port') {
      const { tunnel, proxyProtocol, retryBudget, portLevelSettings = [] } = place.policy;
      if (tunnel !== undefined || proxyProtocol !== undefined || retryBudget !== undefined || portLevelSettings.length > 0) return;
    }
    report(place.at, { message: 'Expected at least one setting in a policy, got none' });
  },
});
