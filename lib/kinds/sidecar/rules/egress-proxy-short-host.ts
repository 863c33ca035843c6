import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { fqdn, isShortName } from '../../../values/host-name';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';
import { AT } from './egress-proxy-parts';

/** Istio does not complete a short name of the egress proxy. */
export const egressProxyShortHost = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/egress-proxy-short-host',
  onlyWith: ['egressProxy'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected the full name of the egress proxy',
  why: 'Istio completes short names in routes, but not here: unless a ServiceEntry has this very host, the traffic finds no cluster.',
  fix: 'write service.namespace.svc.cluster.local',
  source: [
    'pilot/pkg/networking/core/httproute.go#buildCatchAllVirtualHost',
    'https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy',
  ],
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
