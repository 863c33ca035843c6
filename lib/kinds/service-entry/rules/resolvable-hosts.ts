import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { fqdn } from '../../../values/host-name';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** DNS cannot resolve a wildcard. */
export const resolvableHosts = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/resolvable-hosts',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected hosts without wildcards where their own names are resolved',
  why: 'istiod refuses the resource: without endpoints the proxy resolves the hosts themselves.',
  fix: 'list the names, add endpoints to resolve in their stead, or set resolution to NONE or DYNAMIC_DNS',
  source: ['pkg/config/validation/validation.go#ValidateServiceEntry', 'pkg/config/validation/agent/validation.go#ValidateFQDN'],
  check({ spec }, report) {
    const { resolution, endpoints = [], hosts } = spec;
    if ((resolution !== 'DNS' && resolution !== 'DNS_ROUND_ROBIN') || endpoints.length > 0) return;
    hosts.forEach((host, i) => {
      const reason = fqdn.test(host);
      if (reason === undefined) return;
      report(['spec', 'hosts', i], {
        message: `Expected ${fqdn.expected} that can be resolved, got ${quote(host)}: ${host.includes('*') ? 'DNS knows no wildcards' : reason}`,
      });
    });
  },
  good: [
    'spec: {hosts: [a.com], resolution: DNS}',
    'spec: {hosts: ["*.a.com"], resolution: DNS, endpoints: [{address: a.com}]}',
    'spec: {hosts: ["*.a.com"]}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com, "*.a.com"], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]}', at: 'spec.hosts[1]' },
    { yaml: 'spec: {hosts: ["123"], resolution: DNS_ROUND_ROBIN}', at: 'spec.hosts[0]' },
  ],
});
