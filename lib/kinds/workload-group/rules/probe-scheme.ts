import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { WorkloadGroupSpec } from '../api';

/** The CRD allows two schemes, by a CEL expression. */
export const probeScheme = defineRule<Json<WorkloadGroupSpec>>({
  id: 'workload-group/probe-scheme',
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected the scheme HTTP or HTTPS, in upper case',
  why: 'The API server refuses the resource.',
  fix: 'write HTTP or HTTPS, or leave it out for HTTP',
  source: [
    'manifests/charts/base/files/crd-all.gen.yaml#WorkloadGroup.spec.probe.httpGet.scheme',
    'pkg/config/validation/validation.go#validateReadinessProbe',
  ],
  cel: ['self in ["", "HTTP", "HTTPS"]'],
  check({ spec: { probe } }, report) {
    const scheme = probe?.httpGet?.scheme ?? '';
    if (!['', 'HTTP', 'HTTPS'].includes(scheme)) {
      report(['spec', 'probe', 'httpGet', 'scheme'], { message: `Expected HTTP or HTTPS, got ${quote(scheme)}` });
    }
  },
  good: ['spec: {template: {}, probe: {httpGet: {port: 80, scheme: HTTPS}}}'],
  bad: [{ yaml: 'spec: {template: {}, probe: {httpGet: {port: 80, scheme: https}}}', at: 'spec.probe.httpGet.scheme' }],
});
