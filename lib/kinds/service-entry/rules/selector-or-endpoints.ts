import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** Endpoints are either listed or selected. */
export const selectorOrEndpoints = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/selector-or-endpoints',
  onlyWith: ['endpoints'],
  severity: 'error',
  authority: 'api-server',
  summary: 'Conflicting fields: workloadSelector and endpoints',
  why: 'The API server refuses the resource: the endpoints are either listed or selected.',
  fix: 'keep one of them',
  source: ['manifests/charts/base/files/crd-all.gen.yaml#ServiceEntry.spec', 'pkg/config/validation/validation.go#ValidateServiceEntry'],
  cel: ['(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1'],
  check({ spec }, report) {
    if (spec.workloadSelector === undefined || spec.endpoints === undefined) return;
    report(['spec', 'endpoints'], { message: `Expected endpoints or a workloadSelector, got both, with ${spec.endpoints.length} endpoints` });
  },
  good: [
    'spec: {hosts: [a.com], resolution: STATIC, workloadSelector: {labels: {app: a}}}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], resolution: STATIC, workloadSelector: {labels: {app: a}}, endpoints: []}', at: 'spec.endpoints' },
  ],
});
