import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

/** Labels have names. */
export const selectorKey = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/selector-key',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected names of labels, without wildcards, in the workload selector',
  why: 'istiod refuses the resource.',
  fix: 'write the whole name of the label',
  source: 'SC-001, G-SEL; validation.go validateWorkloadSelector',
  check({ spec }, report) {
    for (const key of Object.keys(spec.workloadSelector?.labels ?? {})) {
      if (key !== '' && !key.includes('*')) continue;
      report(['spec', 'workloadSelector', 'labels', key], { message: `Expected the name of a label, got ${JSON.stringify(key)}` });
    }
  },
  good: ['spec: {workloadSelector: {labels: {app: shop}}, egress: [{hosts: ["./*"]}]}'],
  bad: [{ yaml: 'spec: {workloadSelector: {labels: {"": shop}}, egress: [{hosts: ["./*"]}]}', at: 'spec.workloadSelector.labels[""]' }],
});

/** A selector without labels selects everything. */
export const selectorSelectsAll = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/selector-selects-all',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected labels in the workload selector',
  why: 'Without labels the Sidecar applies to every workload of the namespace, and before those without a selector.',
  fix: 'add the labels of the workloads that are meant, or remove the selector',
  source: 'SC-002; validation.go ValidateSidecar',
  check({ spec }, report) {
    if (spec.workloadSelector === undefined || Object.keys(spec.workloadSelector.labels ?? {}).length > 0) return;
    report(['spec', 'workloadSelector'], { message: 'Expected labels, got a selector without any' });
  },
  good: ['spec: {workloadSelector: {labels: {app: shop}}, egress: [{hosts: ["./*"]}]}'],
  bad: [{ yaml: 'spec: {workloadSelector: {}, egress: [{hosts: ["./*"]}]}', at: 'spec.workloadSelector' }],
});
