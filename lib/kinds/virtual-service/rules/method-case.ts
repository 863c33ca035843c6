import type { Edit } from '../../../core/edit';
import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { HTTP_METHODS } from '../../../values/http-method';
import { compileRegex } from '../../../values/re2';
import { textMatches } from '../text-matches';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

const when = (method: string): string => withRoute(`match: [{method: ${method}}], ${TO_A}}, {${TO_A}`);
const AT = 'spec.http[0].match[0].method';

/** Methods are compared with their case, and requests have them in upper case. */
export const methodCase = defineRule<Spec>({
  id: 'virtual-service/method-case',
  onlyWith: ['method'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected a method in upper case',
  why: 'Envoy compares methods with their case, and requests have them in upper case: the route is never taken.',
  fix: 'write the method in upper case',
  source: ['https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest', 'test/traffic/recorded/matches-that-take-no-request.yaml'],
  check({ spec }, report) {
    for (const { at, field, match } of textMatches(spec)) {
      if (field !== 'method') continue;
      const kind = match.exact !== undefined ? 'exact' : match.prefix !== undefined ? 'prefix' : 'regex';
      const text = match[kind];
      if (text === undefined || !/[a-z]/.test(text) || !(kind === 'regex' ? isLowerCaseRegex(text) : isMethod(kind, text.toUpperCase()))) continue;
      const method = text.toUpperCase();
      const edits: readonly Edit[] = kind === 'exact' ? [{ path: [...at, kind], op: 'set', value: method }] : [];
      report([...at, kind], { message: `Expected a method in upper case, got ${kind} ${quote(text)}`, fix: `write ${method}`, edits });
    }
  },
  good: [when('{exact: GET}'), when('{prefix: P}'), when('{regex: "(?i)get|post"}'), when('{regex: "GET|POST"}'), when('{exact: PURGE}'), when('{exact: sayHello}')],
  bad: [
    { yaml: when('{exact: delete}'), at: `${AT}.exact` },
    { yaml: when('{exact: Get}'), at: `${AT}.exact` },
    { yaml: when('{regex: get|post}'), at: `${AT}.regex` },
  ],
});

function isMethod(kind: 'exact' | 'prefix', text: string): boolean {
  return HTTP_METHODS.some((method) => (kind === 'exact' ? method === text : method.startsWith(text)));
}

/** True when the regex matches no method of HTTP as it is, and would in upper case. */
function isLowerCaseRegex(regex: string): boolean {
  if (!/^[a-z|()]+$/i.test(regex)) return false;
  const matchesSome = (text: string): boolean => HTTP_METHODS.some((method) => compileRegex(text)?.matches(method));
  return !matchesSome(regex) && matchesSome(regex.toUpperCase());
}
