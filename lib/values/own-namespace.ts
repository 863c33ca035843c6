import { defineValue } from '../core/value-rule';

/** The namespace of what a policy is attached to: only its own, which is not written. */
export const ownNamespace = defineValue({
  id: 'value/own-namespace',
  severity: 'error',
  authority: 'api-server',
  summary: 'A policy is attached to something of its own namespace, which it does not name',
  why: 'The API server refuses the resource: references to another namespace are not supported.',
  fix: 'leave the namespace out, and put the policy into the namespace of what it is attached to',
  source: 'SEL-007',
  cel: ['self.size() == 0'],
  expected: 'no namespace',
  test: (text) => (text === '' ? undefined : 'only the own namespace is possible'),
  good: [''],
  bad: ['shop', ' '],
});
