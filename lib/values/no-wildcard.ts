import { defineValue } from '../core/value-rule';

/** A label value in a selector. */
export const noWildcard = defineValue({
  id: 'value/no-wildcard',
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected a label value without wildcards',
  why: 'The API server refuses the resource: selectors compare labels, they do not match patterns.',
  fix: 'write the whole value of the label',
  source: [
    'manifests/charts/base/files/crd-all.gen.yaml#Sidecar.spec.workloadSelector.labels{}',
    'pkg/config/validation/validation.go#ValidateAlphaWorkloadSelector',
  ],
  cel: ['!self.contains("*")'],
  expected: 'a label value without "*"',
  test: (text) => (text.includes('*') ? '"*" is no wildcard here' : undefined),
  good: ['reviews', '', 'v1.2'],
  bad: ['*', 'v*'],
});
