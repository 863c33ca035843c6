import { MOST_COOKIES } from './cookie-header';
import { alternativesOf, type RequestMatch, type Subject, testsOf } from './request-match';
import { areSameTests, isTestWithin, type TextTest } from './text-test';
import { isMatchWithin } from './within';

/** Two tests of one text that one match of Istio's has no room for. */
export class Unjoinable {
  public constructor(public readonly subject: Subject, public readonly first: TextTest, public readonly second: TextTest) {}
}

/** What holds when both do; `never` when they cannot hold together. */
export type Joined<T> = T | 'never' | Unjoinable;

/** The match for the requests that both matches hold for. */
export function joinMatch(first: RequestMatch, second: RequestMatch): Joined<RequestMatch> {
  if (haveOtherTexts(first, second)) return 'never';
  const joined: Record<string, TextTest> = { ...first } as Record<string, TextTest>;
  let problem: Unjoinable | undefined;
  for (const [subject, test] of testsOf(second)) {
    const own = joined[subject];
    const both = own === undefined ? test : joinTest(subject, own, test);
    if (both === 'never') return 'never';
    if (both instanceof Unjoinable) problem ??= both;
    else joined[subject] = both;
  }
  const match = joined as RequestMatch;
  problem ??= tooManyCookies(match);
  if (problem) return problem;
  return testsOf(match).some(([subject, test]) => isDenied(match, subject, test)) ? 'never' : match;
}

/** The alternatives for the requests that one alternative of each side holds for; no alternatives stand for every request. */
export function joinMatches(
  first: readonly RequestMatch[], second: readonly RequestMatch[],
): { matches: RequestMatch[]; problem?: Unjoinable } {
  if (first.length === 0 || second.length === 0) return { matches: [...first, ...second] };
  const matches: RequestMatch[] = [];
  let problem: Unjoinable | undefined;
  for (const a of first) {
    for (const b of second) {
      const joined = joinMatch(a, b);
      if (joined instanceof Unjoinable) problem ??= joined;
      else if (joined !== 'never' && !matches.some((earlier) => isMatchWithin(joined, earlier))) matches.push(joined);
    }
  }
  return { matches, ...(problem ? { problem } : {}) };
}

/** True when certainly no request has both: each pair of alternatives contradicts itself. */
export function areExclusive(first: readonly RequestMatch[], second: readonly RequestMatch[]): boolean {
  return alternativesOf(first).every((a) => alternativesOf(second).every((b) => joinMatch(a, b) === 'never'));
}

/** True when one text would have to be two: the usual reason why two matches exclude each other, found without joining them. */
function haveOtherTexts(first: RequestMatch, second: RequestMatch): boolean {
  for (const key in second) {
    const a = first[key as Subject];
    const b = second[key as Subject];
    if (a === undefined || b === undefined || !('exact' in a) || !('exact' in b) || key.startsWith('no ')) continue;
    if (a.exact !== b.exact && a.anyCase !== true && b.anyCase !== true) return true;
  }
  return false;
}

function joinTest(subject: Subject, a: TextTest, b: TextTest): Joined<TextTest> {
  // Denied texts are joined by "or", and one field of Istio's has no room for two of them.
  if (subject.startsWith('no ')) return areSameTests(a, b) ? a : new Unjoinable(subject, a, b);
  if (isTestWithin(a, b)) return a;
  if (isTestWithin(b, a)) return b;
  const exact = 'exact' in a ? a : 'exact' in b ? b : undefined;
  if (exact !== undefined && exact.anyCase !== true) return 'never';
  if ('prefix' in a && 'prefix' in b && a.anyCase === b.anyCase) return 'never';
  if ('exact' in a && 'exact' in b && a.anyCase === b.anyCase) return 'never';
  return new Unjoinable(subject, a, b);
}

/** All cookies are in one header, so that tests of several cookies have to fit in one regex for that header. */
function tooManyCookies(match: RequestMatch): Unjoinable | undefined {
  const cookies = testsOf(match).filter(([subject]) => subject.startsWith('cookie '));
  const whole = match['header cookie'];
  if (cookies.length === 0 || (whole === undefined && cookies.length <= MOST_COOKIES)) return undefined;
  return new Unjoinable('header cookie', whole ?? cookies[0]![1], cookies[cookies.length - 1]![1]);
}

/** True for a header that has to be present and absent at once. */
function isDenied(match: RequestMatch, subject: Subject, test: TextTest): boolean {
  if (subject.startsWith('cookie ')) return 'present' in (match['no header cookie'] ?? {});
  if (!subject.startsWith('header ')) return false;
  const denied = match[`no ${subject}` as Subject];
  return denied !== undefined && isTestWithin(test, denied);
}
