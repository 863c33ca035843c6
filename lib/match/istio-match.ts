import type { StringMatch } from '../kinds/_shared/string-match/api';
import type { HttpMatchRequest } from '../kinds/virtual-service/api-match';
import { type CookieTest, cookieOf, cookiesRegex } from './cookie-header';
import { type RequestMatch, testsOf } from './request-match';
import type { TextTest } from './text-test';

const MAPS = { 'header': 'headers', 'no header': 'withoutHeaders', 'query': 'queryParams' } as const;

/** A match in Istio's words. */
export function matchSpec(match: RequestMatch): HttpMatchRequest {
  const spec: Record<string, unknown> = {};
  const cookies: [name: string, test: CookieTest][] = [];
  for (const [subject, test] of testsOf(match)) {
    const map = (Object.keys(MAPS) as (keyof typeof MAPS)[]).find((prefix) => subject.startsWith(`${prefix} `));
    if (map) spec[MAPS[map]] = { ...spec[MAPS[map]] as object, [subject.slice(map.length + 1)]: textSpec(test) };
    else if (subject.startsWith('cookie ')) cookies.push([subject.slice('cookie '.length), test as CookieTest]);
    else if (subject.startsWith('client label ')) {
      spec.sourceLabels = { ...spec.sourceLabels as object, [subject.slice('client label '.length)]: exactOf(test) };
    } else if (subject === 'client namespace') spec.sourceNamespace = exactOf(test);
    else if (subject === 'path') Object.assign(spec, { uri: textSpec(test), ...('anyCase' in test && test.anyCase ? { ignoreUriCase: true } : {}) });
    else spec[subject] = textSpec(test);
  }
  if (cookies.length > 0) spec.headers = { ...spec.headers as object, cookie: { regex: cookiesRegex(cookies) } };
  return spec;
}

function textSpec(test: TextTest): StringMatch {
  if ('exact' in test) return { exact: test.exact };
  if ('prefix' in test) return { prefix: test.prefix };
  return 'regex' in test ? { regex: test.regex } : {};
}

function exactOf(test: TextTest): string {
  return 'exact' in test ? test.exact : '';
}

/** A match of Istio's as tests, and the fields that are none. */
export function matchFromSpec(spec: HttpMatchRequest): { match: RequestMatch; others: string[] } {
  const {
    uri, ignoreUriCase, scheme, method, authority, headers, withoutHeaders, queryParams, sourceLabels, sourceNamespace, ...others
  } = spec;
  const match: Record<string, TextTest> = {};
  const add = (subject: string, text: StringMatch | undefined): void => {
    if (text !== undefined) match[subject] = testOf(text);
  };
  add('path', uri);
  if (ignoreUriCase === true && match.path && !('regex' in match.path)) match.path = { ...match.path, anyCase: true } as TextTest;
  add('scheme', scheme);
  add('method', method);
  add('authority', authority);
  for (const [name, text] of Object.entries(headers ?? {})) {
    const cookie = name === 'cookie' && text.regex !== undefined ? cookieOf(text.regex) : undefined;
    if (cookie) match[`cookie ${cookie.name}`] = cookie.test;
    else add(`header ${asEnvoyReads(name)}`, text);
  }
  for (const [name, text] of Object.entries(withoutHeaders ?? {})) add(`no header ${asEnvoyReads(name)}`, text);
  for (const [name, text] of Object.entries(queryParams ?? {})) add(`query ${name}`, text);
  for (const [name, value] of Object.entries(sourceLabels ?? {})) match[`client label ${name}`] = { exact: value };
  if (sourceNamespace !== undefined) match['client namespace'] = { exact: sourceNamespace };
  return { match: match as RequestMatch, others: Object.entries(others).flatMap(([field, value]) => (value === undefined ? [] : [field])) };
}

/** Headers are the same whatever the case of their names; those of claims are not. */
function asEnvoyReads(name: string): string {
  return name.startsWith('@') ? name : name.toLowerCase();
}

function testOf(text: StringMatch): TextTest {
  if (text.exact !== undefined) return { exact: text.exact };
  if (text.prefix !== undefined) return { prefix: text.prefix };
  return text.regex === undefined ? { present: true } : { regex: text.regex };
}
