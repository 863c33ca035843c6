import { defineValue } from '../../../core/value-rule';

/** A label value in a selector. */
export const labelPattern = defineValue({
  id: 'value/selector-label',
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected a label value of at most 63 characters, without wildcards',
  why: 'The API server refuses the resource: selectors compare labels, they do not match patterns.',
  fix: 'write the whole value of the label',
  source: 'G-SEL; CEL on workloadSelector.labels',
  expected: 'a label value without "*", of at most 63 characters',
  test: (text) => (text.includes('*') ? '"*" is not a wildcard here' : [...text].length > 63 ? `it has ${[...text].length} characters` : undefined),
  good: ['reviews', '', 'v1.2'],
  bad: ['*', 'v*', 'x'.repeat(64)],
});
