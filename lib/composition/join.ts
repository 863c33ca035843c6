import { compileRegex } from '../values/re2';
import { MOST_COOKIES } from './cookie-header';
import { type RequestMatch, type Subject, testsOf, type TextTest } from './request-match';

/** Two tests of one text that Istio cannot ask in one match. */
export class Unjoinable {
  public constructor(public readonly subject: Subject, public readonly one: TextTest, public readonly two: TextTest) {}
}

/** What holds when both do; `never` when they cannot hold together. */
export type Joined<T> = T | 'never' | Unjoinable;

/** Both matches as one. */
export function joinMatch(one: RequestMatch, two: RequestMatch): Joined<RequestMatch> {
  const joined: Record<string, TextTest> = { ...one } as Record<string, TextTest>;
  let problem: Unjoinable | undefined;
  for (const [subject, test] of testsOf(two)) {
    const there = joined[subject];
    const both = there === undefined ? test : joinTest(subject, there, test);
    if (both === 'never') return 'never';
    if (both instanceof Unjoinable) problem ??= both;
    else joined[subject] = both;
  }
  const match = joined as RequestMatch;
  problem ??= tooManyCookies(match);
  if (problem) return problem;
  return testsOf(match).some(([subject, test]) => isDenied(match, subject, test)) ? 'never' : match;
}

/** All cookies are in one header, and what is asked of that has to fit in one regex. */
function tooManyCookies(match: RequestMatch): Unjoinable | undefined {
  const cookies = testsOf(match).filter(([subject]) => subject.startsWith('cookie '));
  const whole = match['header cookie'];
  if (cookies.length === 0 || (whole === undefined && cookies.length <= MOST_COOKIES)) return undefined;
  return new Unjoinable('header cookie', whole ?? cookies[0]![1], cookies[cookies.length - 1]![1]);
}

/** A header that must be there and must not be there. */
function isDenied(match: RequestMatch, subject: Subject, test: TextTest): boolean {
  if (subject.startsWith('cookie ')) return 'present' in (match['no header cookie'] ?? {});
  if (!subject.startsWith('header ')) return false;
  const denied = match[`no ${subject}` as Subject];
  return denied !== undefined && implies(test, denied);
}

function joinTest(subject: Subject, one: TextTest, two: TextTest): Joined<TextTest> {
  // What must not hold is joined by "or": one field of Istio's has no room for two of them.
  if (subject.startsWith('no ')) return same(one, two) ? one : new Unjoinable(subject, one, two);
  if (implies(one, two)) return one;
  if (implies(two, one)) return two;
  const exact = 'exact' in one ? one : 'exact' in two ? two : undefined;
  if (exact !== undefined && exact.anyCase !== true) return 'never';
  if ('prefix' in one && 'prefix' in two && one.anyCase === two.anyCase) return 'never';
  if ('exact' in one && 'exact' in two && one.anyCase === two.anyCase) return 'never';
  return new Unjoinable(subject, one, two);
}

/** True when the second test holds wherever the first does, as far as that can be told. */
export function implies(one: TextTest, two: TextTest): boolean {
  if ('present' in two || same(one, two)) return true;
  if ('exact' in one) return one.anyCase === true ? coversAnyCase(one.exact, two) : holds(two, one.exact);
  if (!('prefix' in one) || !('prefix' in two)) return false;
  // What ignores its case holds for more than what does not.
  return (one.anyCase !== true || two.anyCase === true) && startsWith(one.prefix, two.prefix, two.anyCase);
}

function coversAnyCase(exact: string, two: TextTest): boolean {
  return ('exact' in two || 'prefix' in two) && two.anyCase === true && holds(two, exact);
}

function holds(test: TextTest, text: string): boolean {
  if ('exact' in test) return fold(test.exact, test.anyCase) === fold(text, test.anyCase);
  if ('prefix' in test) return startsWith(text, test.prefix, test.anyCase);
  if ('regex' in test) return compileRegex(test.regex)?.matches(text) ?? false;
  return true;
}

function startsWith(text: string, prefix: string, anyCase: true | undefined): boolean {
  return fold(text, anyCase).startsWith(fold(prefix, anyCase));
}

function fold(text: string, anyCase: true | undefined): string {
  return anyCase === true ? text.toLowerCase() : text;
}

function same(one: TextTest, two: TextTest): boolean {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(two).sort());
}

/** True when the second match holds wherever the first does. */
export function matchImplies(one: RequestMatch, two: RequestMatch): boolean {
  return testsOf(two).every(([subject, test]) => {
    const there = one[subject];
    if (there === undefined) return isAlways(subject, test);
    return subject.startsWith('no ') ? implies(test, there) : implies(there, test);
  });
}

/** True for a test that every request passes. */
export function isAlways(subject: Subject, test: TextTest): boolean {
  return subject === 'path' && 'prefix' in test && test.prefix === '/';
}

/** True when each of the first alternatives is covered by one of the second; no alternatives stand for every request. */
export function covers(wide: readonly RequestMatch[], narrow: readonly RequestMatch[]): boolean {
  const all = (matches: readonly RequestMatch[]): readonly RequestMatch[] => (matches.length === 0 ? [{}] : matches);
  return all(narrow).every((one) => all(wide).some((two) => matchImplies(one, two)));
}

/** The alternatives that hold when one of each side does. */
export function joinMatches(one: readonly RequestMatch[], two: readonly RequestMatch[]): { matches: RequestMatch[]; problem?: Unjoinable } {
  if (one.length === 0 || two.length === 0) return { matches: [...one, ...two] };
  const matches: RequestMatch[] = [];
  let problem: Unjoinable | undefined;
  for (const a of one) {
    for (const b of two) {
      const joined = joinMatch(a, b);
      if (joined instanceof Unjoinable) problem ??= joined;
      else if (joined !== 'never' && !matches.some((there) => matchImplies(joined, there))) matches.push(joined);
    }
  }
  return { matches, ...(problem ? { problem } : {}) };
}
