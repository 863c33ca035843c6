import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** DNS_ROUND_ROBIN resolves one name. */
export const roundRobinOneEndpoint = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/round-robin-one-endpoint',
  onlyWith: ['endpoints'],
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected one endpoint at most with resolution DNS_ROUND_ROBIN',
  why: 'The API server refuses the resource: Envoy resolves one name, and uses its first address.',
  fix: 'keep one endpoint, or set resolution to DNS',
  source: ['manifests/charts/base/files/crd-all.gen.yaml#ServiceEntry.spec', 'pkg/config/validation/validation.go#ValidateServiceEntry'],
  cel: [
    '((has(self.resolution) ? self.resolution : "") == "DNS_ROUND_ROBIN") ? ((has(self.endpoints) ? self.endpoints : []).size() <= 1) : true',
  ],
  check({ spec }, report) {
    const { resolution, endpoints = [] } = spec;
    if (resolution !== 'DNS_ROUND_ROBIN' || endpoints.length <= 1) return;
    report(['spec', 'endpoints'], { message: `Expected one endpoint with resolution DNS_ROUND_ROBIN, got ${endpoints.length}` });
  },
  good: [
    'spec: {hosts: [a.com], resolution: DNS_ROUND_ROBIN, endpoints: [{address: b.com}]}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], resolution: DNS_ROUND_ROBIN, endpoints: [{address: b.com}, {address: c.com}]}', at: 'spec.endpoints' },
  ],
});
