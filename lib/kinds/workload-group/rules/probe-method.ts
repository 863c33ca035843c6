import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { WorkloadGroupSpec } from '../api';

/** A probe needs a method. */
export const probeMethod = defineRule<Json<WorkloadGroupSpec>>({
  id: 'workload-group/probe-method',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected the method of the probe: httpGet, tcpSocket or exec',
  why: 'istiod refuses the resource: a probe needs a method, and times alone are none.',
  fix: 'add one of the methods, or remove the probe',
  source: 'pkg/config/validation/validation.go#validateReadinessProbe',
  check({ spec: { probe } }, report) {
    if (probe === undefined) return;
    const { httpGet, tcpSocket, exec, grpc } = probe;
    if (httpGet ?? tcpSocket ?? exec ?? grpc) return;
    report(['spec', 'probe'], { message: 'Expected httpGet, tcpSocket or exec, got none of them' });
  },
  good: ['spec: {template: {}, probe: {httpGet: {port: 80}, periodSeconds: 5}}', 'spec: {template: {}}'],
  bad: [{ yaml: 'spec: {template: {}, probe: {periodSeconds: 5}}', at: 'spec.probe' }],
});
