import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** With resolution NONE Istio does not use the selected workloads. */
export const selectorWithoutResolution = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/selector-without-resolution',
  onlyWith: ['workloadSelector'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected no workload selector with resolution NONE',
  why: 'The selector has no effect: with NONE the proxy forwards to the address that the client called.',
  fix: 'set resolution to STATIC, or remove the selector',
  source: 'pkg/config/validation/validation.go#ValidateServiceEntry',
  check({ spec }, report) {
    if (spec.workloadSelector === undefined || (spec.resolution ?? 'NONE') !== 'NONE') return;
    report(['spec', 'workloadSelector'], { message: `Expected no workloadSelector with resolution NONE${spec.resolution ? '' : ' (the default)'}, got one` });
  },
  good: [
    'spec: {hosts: [a.com], resolution: STATIC, workloadSelector: {labels: {app: a}}}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], workloadSelector: {labels: {app: a}}}', at: 'spec.workloadSelector' },
  ],
});
