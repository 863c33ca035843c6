import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { conditions, type PolicyFields } from '../parts';
import { AT, condition, grammarOf } from './condition-parts';

/** A condition needs values to compare with. */
export const conditionValues = defineRule<PolicyFields>({
  id: 'authorization-policy/condition-values',
  onlyWith: ['when'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected values or notValues in a condition, each of the form that the key has',
  why: 'istiod refuses the resource.',
  fix: 'add values or notValues, and write each as the key has it',
  source: ['pkg/config/validation/validation.go#ValidateAuthorizationPolicy', 'pkg/config/security/security.go#ValidateAttribute'],
  check({ spec }, report, { release }) {
    for (const { at, part: { key, values = [], notValues = [] } } of conditions(spec)) {
      if (values.length + notValues.length === 0) report(at, { message: 'Expected values or notValues, got neither' });
      const grammar = grammarOf(key, release);
      for (const [name, list] of [['values', values], ['notValues', notValues]] as const) {
        list.forEach((value, i) => {
          const reason = value === '' ? 'it is empty' : typeof grammar === 'string' ? undefined : grammar(value);
          if (reason !== undefined) report([...at, name, i], { message: `Expected a value of ${key}, got ${quote(value)}: ${reason}` });
        });
      }
    }
  },
  good: [condition('key: destination.port, values: ["8080"]')],
  bad: [
    { yaml: condition('key: source.ip'), at: AT },
    { yaml: condition('key: destination.port, values: ["http"]'), at: `${AT}.values[0]` },
    { yaml: condition('key: connection.sni, notValues: [""]'), at: `${AT}.notValues[0]` },
  ],
});
