import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';
import { AT } from './egress-proxy-parts';

/** An egress proxy gets the traffic to unknown destinations, which REGISTRY_ONLY drops. */
export const proxyNeedsAllowAny = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/proxy-needs-allow-any',
  onlyWith: ['egressProxy'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected mode ALLOW_ANY beside an egress proxy',
  why: 'istiod refuses the resource: with REGISTRY_ONLY, traffic to unknown destinations is dropped and reaches no proxy.',
  fix: 'set mode: ALLOW_ANY, or remove egressProxy',
  source: 'pkg/config/validation/validation.go#validateSidecarOutboundTrafficPolicy',
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
