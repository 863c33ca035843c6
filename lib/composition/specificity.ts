import type { Outcome, RouteException } from './model';
import { cookieRegex, type CookieTest } from './cookie-header';
import { isAlways } from './join';
import { type RequestMatch, type Subject, testsOf, type TextTest } from './request-match';

/** How narrow a match is: the strongest way of testing, the length of what is tested for, the tests, and those of them that mind case. */
type Weight = readonly [way: number, length: number, tests: number, withCase: number];

function weightOf(match: RequestMatch): Weight {
  const tests = testsOf(match).filter(([subject, test]) => !isAlways(subject, test)).map(asked);
  const length = tests.reduce((sum, test) => sum + textOf(test).length, 0);
  return [Math.max(0, ...tests.map(way)), length, tests.length, tests.filter((test) => !('anyCase' in test)).length];
}

/** What a test counts as. A cookie is found by a regex; what a header is not is most of what it can be, unless that is anything. */
function asked([subject, test]: [Subject, TextTest]): TextTest {
  if (subject.startsWith('no ')) return 'present' in test ? { exact: '' } : { present: true };
  return subject.startsWith('cookie ') ? { regex: cookieRegex(subject.slice('cookie '.length), test as CookieTest) } : test;
}

function way(test: TextTest): number {
  if ('exact' in test) return 4;
  if ('prefix' in test) return 3;
  return 'regex' in test ? 2 : 1;
}

function textOf(test: TextTest): string {
  if ('exact' in test) return test.exact;
  if ('prefix' in test) return test.prefix;
  return 'regex' in test ? test.regex : '';
}

/**
 * Narrow before wide: exact before prefix before regex, longer before shorter, more tests before fewer. Of alternatives the widest counts,
 * and then how many there are.
 */
export function compareMatches(one: readonly RequestMatch[], two: readonly RequestMatch[]): number {
  return compareWeights(widest(two), widest(one)) || alternatives(one) - alternatives(two);
}

/** None stand for every request. */
function alternatives(matches: readonly RequestMatch[]): number {
  return matches.length || Number.MAX_SAFE_INTEGER;
}

function widest(matches: readonly RequestMatch[]): Weight {
  const [first, ...rest] = matches.map(weightOf);
  if (first === undefined) return [0, 0, 0, 0];
  return rest.reduce((least, weight) => (compareWeights(weight, least) < 0 ? weight : least), first);
}

function compareWeights(one: Weight, two: Weight): number {
  return one[0] - two[0] || one[1] - two[1] || one[2] - two[2] || one[3] - two[3];
}

/** Answers that end the request come first, then what is to be before pins, then requests that are pinned, the rest, what carries on. */
export function classOf({ then, when, first, carriesOn }: RouteException): number {
  const ends: Record<Outcome['kind'], boolean> = { redirect: true, answer: true, shares: false, version: false, delegate: false };
  if (ends[then.kind]) return 0;
  if (first || carriesOn) return first ? 1 : 4;
  const pinned = when.length > 0 && when.every((match) => testsOf(match).some(([subject]) => subject !== 'path'));
  return then.kind === 'version' && pinned ? 2 : 3;
}
