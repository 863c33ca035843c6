import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { dnsLabel, fqdn, isShortName } from '../../../values/host-name';
import { port as portNumber } from '../../../values/port';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

const AT = ['spec', 'outboundTrafficPolicy', 'egressProxy'];

/** Traffic that is dropped cannot be sent somewhere. */
export const proxyNeedsAllowAny = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/proxy-needs-allow-any',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected mode ALLOW_ANY beside an egress proxy',
  why: 'istiod refuses the resource: with REGISTRY_ONLY, traffic to unknown destinations is dropped and reaches no proxy.',
  fix: 'set mode: ALLOW_ANY, or remove egressProxy',
  source: 'SC-051; validation.go validateSidecarOutboundTrafficPolicy',
  check({ spec: { outboundTrafficPolicy: policy } }, report) {
    if (policy?.egressProxy === undefined || policy.mode === 'ALLOW_ANY') return;
    report(AT, { message: `Expected mode ALLOW_ANY beside egressProxy, got ${policy.mode ?? 'no mode, which means REGISTRY_ONLY'}` });
  },
  good: ['spec: {outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: proxy.shop.svc.cluster.local, port: {number: 80}}}}'],
  bad: [
    {
      yaml: 'spec: {outboundTrafficPolicy: {egressProxy: {host: proxy.shop.svc.cluster.local, port: {number: 80}}}}',
      at: 'spec.outboundTrafficPolicy.egressProxy',
    },
  ],
});

/** The proxy is one port of one service. */
export const egressProxy = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/egress-proxy',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected the full name of a service and one of its ports',
  why: 'istiod refuses the resource. Short names are not completed here.',
  fix: 'write the full host name, as service.namespace.svc.cluster.local, and port: {number: …}',
  source: 'SC-052, SC-053, SC-054; validation.go validateSidecarOutboundTrafficPolicy, validateDestination',
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

/** Nobody completes the name of the proxy. */
export const egressProxyShortHost = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/egress-proxy-short-host',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected the full name of the egress proxy',
  why: 'Istio completes short names in routes, but not here: unless a ServiceEntry has this very host, the traffic finds no cluster.',
  fix: 'write service.namespace.svc.cluster.local',
  source: 'facts/istio-networking.md §17',
  check({ spec: { outboundTrafficPolicy: policy } }, report) {
    const host = policy?.egressProxy?.host;
    if (host === undefined || policy?.mode !== 'ALLOW_ANY' || !isShortName(host) || fqdn.test(host) !== undefined) return;
    report([...AT, 'host'], { message: `Expected a full host name, got ${quote(host)}` });
  },
  good: ['spec: {outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: proxy.com, port: {number: 80}}}}'],
  bad: [
    {
      yaml: 'spec: {outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: proxy, port: {number: 80}}}}',
      at: 'spec.outboundTrafficPolicy.egressProxy.host',
    },
  ],
});
