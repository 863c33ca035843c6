import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { conditions, type PolicyFields } from '../parts';
import { AT, GRAMMARS, WITH_BRACKETS, condition, grammarOf } from './condition-parts';

/** The key of a condition is an attribute of requests. */
export const conditionKey = defineRule<PolicyFields>({
  id: 'authorization-policy/condition-key',
  onlyWith: ['when'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected an attribute of requests as key of a condition',
  why: 'istiod refuses the resource.',
  fix: `write one of ${Object.keys(GRAMMARS).join(', ')}, or a name in brackets behind ${WITH_BRACKETS.slice(0, 2).join(' or ')}`,
  source: 'pkg/config/security/security.go#ValidateAttribute',
  check({ spec }, report, { release }) {
    for (const { at, part: { key } } of conditions(spec)) {
      const grammar = grammarOf(key, release);
      if (typeof grammar === 'string') report([...at, 'key'], { message: `Expected an attribute of requests, got ${quote(key)}: ${grammar}` });
    }
  },
  good: [condition('key: "request.headers[x-user]", values: [a]'), condition('key: source.ip, notValues: [10.0.0.1]')],
  bad: [
    { yaml: condition('key: source.user, values: [a]'), at: `${AT}.key` },
    { yaml: condition('key: request.headers, values: [a]'), at: `${AT}.key` },
    { yaml: condition('key: "", values: [a]'), at: `${AT}.key` },
    { yaml: condition('key: source.trustDomain, values: [a]'), at: `${AT}.key`, release: '1.29' },
  ],
});
