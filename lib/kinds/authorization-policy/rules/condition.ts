import { quote } from '../../../core/quote';
import { compareReleases, type IstioRelease } from '../../../core/release';
import { defineRule } from '../../../core/rule';
import { type Grammar, ipBlock, portText, serviceAccount, trustDomainPattern } from '../grammars';
import { conditions, type PolicyFields } from '../parts';

const ANY: Grammar = () => undefined;
const GRAMMARS: Readonly<Record<string, Grammar>> = {
  'source.ip': ipBlock,
  'remote.ip': ipBlock,
  'destination.ip': ipBlock,
  'destination.port': portText,
  'source.serviceAccount': serviceAccount,
  'source.trustDomain': trustDomainPattern,
  'source.namespace': ANY,
  'source.principal': ANY,
  'request.auth.principal': ANY,
  'request.auth.audiences': ANY,
  'request.auth.presenter': ANY,
  'connection.sni': ANY,
};
/** Attributes that came with a release, as their fields of a source did. */
const SINCE: Readonly<Record<string, IstioRelease>> = { 'source.trustDomain': '1.30' };
const WITH_BRACKETS = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];

const condition = (fields: string): string => `spec: {rules: [{when: [{${fields}}]}]}`;
const AT = 'spec.rules[0].when[0]';

/** What the values of a key may be; text for what is wrong with the key. */
function grammarOf(key: string, release: IstioRelease): Grammar | string {
  if (WITH_BRACKETS.some((prefix) => key.startsWith(prefix))) {
    const open = key.indexOf('[');
    return open > 0 && key.endsWith(']') && key.length - open > 2 ? ANY : 'it needs a name in brackets, such as request.headers[x-user]';
  }
  const since = Object.hasOwn(SINCE, key) ? SINCE[key] : undefined;
  if (since !== undefined && compareReleases(since, release) > 0) return `it came with Istio ${since}, the target is ${release}`;
  if (Object.hasOwn(GRAMMARS, key)) return GRAMMARS[key]!;
  return key === '' ? 'it is empty' : 'there is no attribute of that name';
}

/** A condition is about something that is known of a request. */
export const conditionKey = defineRule<PolicyFields>({
  id: 'authorization-policy/condition-key',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected an attribute of requests as key of a condition',
  why: 'istiod refuses the resource.',
  fix: `write one of ${Object.keys(GRAMMARS).join(', ')}, or a name in brackets behind ${WITH_BRACKETS.slice(0, 2).join(' or ')}`,
  source: 'AUTHZ-020, AUTHZ-022; security.go ValidateAttribute',
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

/** A condition compares with something. */
export const conditionValues = defineRule<PolicyFields>({
  id: 'authorization-policy/condition-values',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected values or notValues in a condition, each of the form that the key has',
  why: 'istiod refuses the resource.',
  fix: 'add values or notValues, and write each as the key has it',
  source: 'AUTHZ-021, AUTHZ-022; security.go ValidateAttribute',
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
