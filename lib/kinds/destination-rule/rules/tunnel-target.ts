import { quote } from '../../../core/quote';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { isFqdn } from '../../../values/host-name';
import { isIp } from '../../../values/ip';
import { port as portNumber } from '../../../values/port';
import { policyRule } from './policy-rule';

/** Expected a full host name or an IP address, and a port, at the end of a tunnel. */
export const tunnelTarget = policyRule({
  id: 'destination-rule/tunnel-target',
  onlyWith: ['tunnel'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected a full host name or an IP address, and a port, at the end of a tunnel',
  fix: 'write the host and the port that the proxy connects to',
  source: 'pkg/config/validation/validation.go#validateTunnelSettings',
  good: ['{tunnel: {targetHost: a.com, targetPort: 443}}', '{tunnel: {targetHost: "::1", targetPort: 443}}'],
  bad: [
    { yaml: '{tunnel: {targetHost: "*.com", targetPort: 443}}', at: '.tunnel.targetHost' },
    { yaml: '{tunnel: {targetHost: a.com, targetPort: 0}}', at: '.tunnel.targetPort' },
  ],
  check({ of, at, policy }, report) {
    const settings = of === 'port' ? undefined : policy.tunnel;
    if (settings === undefined) return;
    const { targetHost, targetPort } = settings;
    if (!isFqdn(targetHost) && !isIp(targetHost)) {
      report([...at, 'tunnel', 'targetHost'], { message: `Expected a full host name or an IP address, got ${quote(targetHost)}` });
    }
    const reason = portNumber.test(targetPort);
    if (reason !== undefined) report([...at, 'tunnel', 'targetPort'], { message: `Expected ${portNumber.expected}, got ${targetPort}: ${reason}` });
  },
});
