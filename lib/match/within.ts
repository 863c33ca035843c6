import { alternativesOf, type RequestMatch, type Subject } from './request-match';
import { isTestWithin, type TextTest } from './text-test';

/** True when the wide match holds for each request that the narrow one holds for. */
export function isMatchWithin(narrow: RequestMatch, wide: RequestMatch): boolean {
  for (const key in wide) { // without a list of all tests: most pairs differ in the first one
    const subject = key as Subject;
    const test: TextTest = wide[subject]!;
    const own = narrow[subject];
    if (own === undefined ? !isAlways(subject, test) : subject.startsWith('no ') ? !isTestWithin(test, own) : !isTestWithin(own, test)) return false;
  }
  return true;
}

/** True when each narrow alternative is within one of the wide ones; no alternatives stand for every request. */
export function areMatchesWithin(narrow: readonly RequestMatch[], wide: readonly RequestMatch[]): boolean {
  return alternativesOf(narrow).every((match) => alternativesOf(wide).some((taker) => isMatchWithin(match, taker)));
}

/** True for a test that every request passes. */
export function isAlways(subject: Subject, test: TextTest): boolean {
  return subject === 'path' && 'prefix' in test && test.prefix === '/';
}
