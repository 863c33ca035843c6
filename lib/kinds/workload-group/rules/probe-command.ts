import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { WorkloadGroupSpec } from '../api';

/** A command needs a program. */
export const probeCommand = defineRule<Json<WorkloadGroupSpec>>({
  id: 'workload-group/probe-command',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a command to run',
  why: 'istiod refuses the resource.',
  fix: 'write the program and its arguments, each as an entry of its own',
  source: 'pkg/config/validation/validation.go#validateReadinessProbe',
  check({ spec: { probe } }, report) {
    if (probe?.exec?.command.length === 0) report(['spec', 'probe', 'exec', 'command'], { message: 'Expected a program to run, got []' });
  },
  good: ['spec: {template: {}, probe: {exec: {command: [curl, --fail, localhost]}}}'],
  bad: [{ yaml: 'spec: {template: {}, probe: {exec: {command: []}}}', at: 'spec.probe.exec.command' }],
});
