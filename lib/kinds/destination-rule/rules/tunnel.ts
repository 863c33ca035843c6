import { quote } from '../../../core/quote';
import { isFqdn } from '../../../values/host-name';
import { isIp } from '../../../values/ip';
import { port as portNumber } from '../../../values/port';
import { policyRules } from './policy-rows';

/** Where a tunnel leads. */
export const tunnel = policyRules([
  {
    name: 'tunnel-target',
    summary: 'Expected a full host name or an IP address, and a port, at the end of a tunnel',
    fix: 'write the host and the port that the proxy is asked to connect to',
    source: 'DR-TP-004, DR-TP-005; validation.go validateTunnelSettings',
    good: ['{tunnel: {targetHost: a.com, targetPort: 443}}', '{tunnel: {targetHost: "::1", targetPort: 443}}'],
    bad: [
      { policy: '{tunnel: {targetHost: "*.com", targetPort: 443}}', at: '.tunnel.targetHost' },
      { policy: '{tunnel: {targetHost: a.com, targetPort: 0}}', at: '.tunnel.targetPort' },
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
  },
  {
    name: 'tunnel-protocol',
    summary: 'Expected CONNECT or POST as protocol of a tunnel',
    fix: 'write CONNECT or POST, or leave it out for CONNECT',
    source: 'DR-TP-006; validation.go validateTunnelSettings',
    good: ['{tunnel: {protocol: POST, targetHost: a.com, targetPort: 443}}'],
    bad: [{ policy: '{tunnel: {protocol: connect, targetHost: a.com, targetPort: 443}}', at: '.tunnel.protocol' }],
    check({ of, at, policy }, report) {
      const { protocol = '' } = of === 'port' ? {} : policy.tunnel ?? {};
      if (['', 'CONNECT', 'POST'].includes(protocol)) return;
      report([...at, 'tunnel', 'protocol'], { message: `Expected "CONNECT" or "POST", got ${quote(protocol)}` });
    },
  },
]);
