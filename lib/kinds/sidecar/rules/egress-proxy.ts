import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { dnsLabel, fqdn } from '../../../values/host-name';
import { port as portNumber } from '../../../values/port';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';
import { AT } from './egress-proxy-parts';

/** An egress proxy is one port of one service. */
export const egressProxy = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/egress-proxy',
  onlyWith: ['egressProxy'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected the full name of a service and one of its ports',
  why: 'istiod refuses the resource. Short names are not completed here.',
  fix: 'write the full host name, as service.namespace.svc.cluster.local, and port: {number: …}',
  source: ['pkg/config/validation/validation.go#validateSidecarOutboundTrafficPolicy', 'pkg/config/validation/validation.go#validateDestination'],
  check({ spec: { outboundTrafficPolicy: policy } }, report) {
    const proxy = policy?.egressProxy;
    if (proxy === undefined || policy?.mode !== 'ALLOW_ANY') return;
    const hostReason = fqdn.test(proxy.host);
    if (hostReason !== undefined) report([...AT, 'host'], { message: `Expected ${fqdn.expected}, got ${quote(proxy.host)}: ${hostReason}` });
    if (proxy.port === undefined) return report(AT, { message: 'Expected a port, got none' });
    const { number = 0 } = proxy.port;
    const portReason = portNumber.test(number);
    if (portReason !== undefined) report([...AT, 'port', 'number'], { message: `Expected ${portNumber.expected}, got ${number}: ${portReason}` });
    const subsetReason = proxy.subset ? dnsLabel.test(proxy.subset) : undefined;
    if (subsetReason !== undefined) report([...AT, 'subset'], { message: `Expected ${dnsLabel.expected}, got ${quote(proxy.subset)}: ${subsetReason}` });
  },
  good: ['spec: {outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: proxy.shop.svc.cluster.local, subset: v1, port: {number: 80}}}}'],
  bad: [
    {
      yaml: 'spec: {outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: "*.com", port: {number: 80}}}}',
      at: 'spec.outboundTrafficPolicy.egressProxy.host',
    },
    { yaml: 'spec: {outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: proxy.com}}}', at: 'spec.outboundTrafficPolicy.egressProxy' },
    {
      yaml: 'spec: {outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: proxy.com, port: {}}}}',
      at: 'spec.outboundTrafficPolicy.egressProxy.port.number',
    },
    {
      yaml: 'spec: {outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: proxy.com, subset: v_1, port: {number: 80}}}}',
      at: 'spec.outboundTrafficPolicy.egressProxy.subset',
    },
  ],
});
