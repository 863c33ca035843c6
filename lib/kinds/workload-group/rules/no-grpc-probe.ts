import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { WorkloadGroupSpec } from '../api';

/** The CRD has a field for gRPC probes, which istiod refuses. */
export const noGrpcProbe = defineRule<Json<WorkloadGroupSpec>>({
  id: 'workload-group/no-grpc-probe',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a probe by HTTP, TCP or command: istiod knows no gRPC probe',
  why: 'istiod refuses the resource, though the API server knows the field.',
  fix: 'use tcpSocket on the same port, or exec with a gRPC health client',
  source: 'pkg/config/validation/validation.go#validateReadinessProbe',
  check({ spec: { probe } }, report) {
    if (probe?.grpc !== undefined) report(['spec', 'probe', 'grpc'], { message: 'Expected httpGet, tcpSocket or exec, got grpc' });
  },
  good: ['spec: {template: {}, probe: {tcpSocket: {port: 8080}}}'],
  bad: [{ yaml: 'spec: {template: {}, probe: {grpc: {port: 8080}}}', at: 'spec.probe.grpc' }],
});
