import { quote } from '../../../core/quote';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

/** Expected CONNECT or POST as protocol of a tunnel. */
export const tunnelProtocol = policyRule({
  id: 'destination-rule/tunnel-protocol',
  onlyWith: ['tunnel'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected CONNECT or POST as protocol of a tunnel',
  fix: 'write CONNECT or POST, or leave it out for CONNECT',
  source: 'pkg/config/validation/validation.go#validateTunnelSettings',
  good: ['{tunnel: {protocol: POST, targetHost: a.com, targetPort: 443}}'],
  bad: [{ yaml: '{tunnel: {protocol: connect, targetHost: a.com, targetPort: 443}}', at: '.tunnel.protocol' }],
  check({ of, at, policy }, report) {
    const { protocol = '' } = of === 'port' ? {} : policy.tunnel ?? {};
    if (['', 'CONNECT', 'POST'].includes(protocol)) return;
    report([...at, 'tunnel', 'protocol'], { message: `Expected "CONNECT" or "POST", got ${quote(protocol)}` });
  },
});
