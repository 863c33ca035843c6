import { policyRules } from './policy-rows';

const PARTS = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const;

/** A policy says something, and nothing that excludes itself. */
export const policyWhole = policyRules([
  {
    name: 'policy-not-empty',
    summary: 'Expected a policy that says something',
    fix: 'add what the policy is for, or remove it',
    source: 'DR-TP-001, DR-PLS-003; validation.go validateTrafficPolicy, validatePortTrafficPolicies',
    good: ['{tls: {}}', '{retryBudget: {}}'],
    bad: [{ policy: '{}', at: '' }, { policy: '{portLevelSettings: [{port: {number: 80}}]}', at: '.portLevelSettings[0]' }],
    check(place, report) {
      if (PARTS.some((part) => place.policy[part] !== undefined)) return;
      if (place.of !== 'port') {
        const { tunnel, proxyProtocol, retryBudget, portLevelSettings = [] } = place.policy;
        if (tunnel !== undefined || proxyProtocol !== undefined || retryBudget !== undefined || portLevelSettings.length > 0) return;
      }
      report(place.at, { message: 'Expected a policy that says something, got an empty one' });
    },
  },
  {
    name: 'port-missing',
    summary: 'Expected the port that the settings are for',
    fix: 'add port: {number: …}',
    source: 'DR-PLS-002; validation.go validatePortTrafficPolicies',
    good: ['{portLevelSettings: [{port: {number: 80}, tls: {}}]}'],
    bad: [{ policy: '{portLevelSettings: [{tls: {}}]}', at: '.portLevelSettings[0]' }],
    check({ of, at, policy }, report) {
      if (of === 'port' && policy.port === undefined) report(at, { message: 'Expected a port for the settings, got none' });
    },
  },
  {
    name: 'tunnel-or-proxy-protocol',
    summary: 'Conflicting fields: tunnel and proxyProtocol',
    fix: 'keep one of them',
    source: 'DR-TP-002; validation.go validateTrafficPolicy',
    good: ['{proxyProtocol: {version: V2}}'],
    bad: [{ policy: '{tunnel: {targetHost: a.com, targetPort: 443}, proxyProtocol: {}}', at: '' }],
    check({ of, at, policy }, report) {
      if (of !== 'port' && policy.tunnel && policy.proxyProtocol) report(at, { message: 'Expected tunnel or proxyProtocol, got both' });
    },
  },
]);
