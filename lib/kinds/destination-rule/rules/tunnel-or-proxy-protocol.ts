import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

/** Conflicting fields: tunnel and proxyProtocol. */
export const tunnelOrProxyProtocol = policyRule({
  id: 'destination-rule/tunnel-or-proxy-protocol',
  onlyWith: ['proxyProtocol'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Conflicting fields: tunnel and proxyProtocol',
  fix: 'keep one of them',
  source: 'pkg/config/validation/validation.go#validateTrafficPolicy',
  good: ['{proxyProtocol: {version: V2}}'],
  bad: [{ yaml: '{tunnel: {targetHost: a.com, targetPort: 443}, proxyProtocol: {}}', at: '' }],
  check({ of, at, policy }, report) {
    if (of !== 'port' && policy.tunnel && policy.proxyProtocol) report(at, { message: 'Expected tunnel or proxyProtocol, got both' });
  },
});
