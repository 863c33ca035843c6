import { cookieRegex, type CookieTest } from './cookie-header';
import { type RequestMatch, type Subject, testsOf } from './request-match';
import { kindOf, textOf, type TextTest } from './text-test';
import { isAlways } from './within';

/** How specific a match is: the rank of its strongest test, the length of the texts, the number of tests, and of those that mind case. */
type Weight = readonly [rank: number, length: number, tests: number, withCase: number];

const RANK = { exact: 4, prefix: 3, regex: 2, present: 1 } as const;

/**
 * Orders alternatives from specific to general: exact before prefix before regex, longer before shorter, more tests before fewer. A list is
 * as specific as its least specific alternative, and then the one with fewer alternatives comes first.
 */
export function compareMatches(a: readonly RequestMatch[], b: readonly RequestMatch[]): number {
  return compareWeights(leastOf(b), leastOf(a)) || alternativeCount(a) - alternativeCount(b);
}

/** True when neither list tests more strictly than the other, so that the lengths of their texts alone order them. */
export function haveSameRank(a: readonly RequestMatch[], b: readonly RequestMatch[]): boolean {
  return leastOf(a)[0] === leastOf(b)[0];
}

function weightOf(match: RequestMatch): Weight {
  const tests = testsOf(match).filter(([subject, test]) => !isAlways(subject, test)).map(effectiveTest);
  const length = tests.reduce((sum, test) => sum + textOf(test).length, 0);
  return [Math.max(0, ...tests.map((test) => RANK[kindOf(test)])), length, tests.length, tests.filter((test) => !('anyCase' in test)).length];
}

/** A cookie is found by a regex, and a header may have most values but the denied one, so that both count as that. */
function effectiveTest([subject, test]: [Subject, TextTest]): TextTest {
  if (subject.startsWith('no ')) return 'present' in test ? { exact: '' } : { present: true };
  return subject.startsWith('cookie ') ? { regex: cookieRegex(subject.slice('cookie '.length), test as CookieTest) } : test;
}

/** No alternatives stand for every request, which is more than any list. */
function alternativeCount(matches: readonly RequestMatch[]): number {
  return matches.length || Number.MAX_SAFE_INTEGER;
}

function leastOf(matches: readonly RequestMatch[]): Weight {
  const [first, ...rest] = matches.map(weightOf);
  if (first === undefined) return [0, 0, 0, 0];
  return rest.reduce((least, weight) => (compareWeights(weight, least) < 0 ? weight : least), first);
}

function compareWeights(a: Weight, b: Weight): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3];
}
