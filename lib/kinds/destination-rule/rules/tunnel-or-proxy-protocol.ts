import { policyRule } from './policy-rule';

/** Conflicting fields: tunnel and proxyProtocol. */
export const tunnelOrProxyProtocol = policyRule({
  name: 'tunnel-or-proxy-protocol',
  summary: 'Conflicting fields: tunnel and proxyProtocol',
  fix: 'keep one of them',
  source: 'DR-TP-002; validation.go validateTrafficPolicy',
  good: ['{proxyProtocol: {version: V2}}'],
  bad: [{ policy: '{tunnel: {targetHost: a.com, targetPort: 443}, proxyProtocol: {}}', at: '' }],
  check({ of, at, policy }, report) {
    if (of !== 'port' && policy.tunnel && policy.proxyProtocol) report(at, { message: 'Expected tunnel or proxyProtocol, got both' });
  },
});
