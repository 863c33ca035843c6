import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { WorkloadGroupSpec } from '../api';

/** Narrower than what the API server takes, which knows underscores and headers without a name. */
export const probeHeaderName = defineRule<Json<WorkloadGroupSpec>>({
  id: 'workload-group/probe-header-name',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a header name of letters, digits and hyphens',
  why: 'istiod refuses the resource.',
  fix: 'give the header its name; write hyphens instead of underscores',
  source: 'pkg/config/validation/validation.go#ValidateProbeHeaderName',
  check({ spec: { probe } }, report) {
    probe?.httpGet?.httpHeaders?.forEach(({ name }, i) => {
      const at = ['spec', 'probe', 'httpGet', 'httpHeaders', i];
      if (name === undefined) report(at, { message: 'Expected a name of the header, got none' });
      else if (!/^[-A-Za-z0-9]+$/.test(name)) report([...at, 'name'], { message: `Expected letters, digits and hyphens, got ${quote(name)}` });
    });
  },
  good: ['spec: {template: {}, probe: {httpGet: {port: 80, httpHeaders: [{name: X-Probe, value: a}, {name: Host}]}}}'],
  bad: [
    { yaml: 'spec: {template: {}, probe: {httpGet: {port: 80, httpHeaders: [{name: x_probe}]}}}', at: 'spec.probe.httpGet.httpHeaders[0].name' },
    { yaml: 'spec: {template: {}, probe: {httpGet: {port: 80, httpHeaders: [{value: a}]}}}', at: 'spec.probe.httpGet.httpHeaders[0]' },
  ],
});
