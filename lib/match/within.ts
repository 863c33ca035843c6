import { alternativesOf, type RequestMatch, type Subject, testsOf } from './request-match';
import { isTestWithin, type TextTest } from './text-test';

/** True when the wide match holds for each request that the narrow one holds for. */
export function isMatchWithin(narrow: RequestMatch, wide: RequestMatch): boolean {
  return testsOf(wide).every(([subject, test]) => {
    const own = narrow[subject];
    if (own === undefined) return isAlways(subject, test);
    return subject.startsWith('no ') ? isTestWithin(test, own) : isTestWithin(own, test);
  });
}

/** True when each narrow alternative is within one of the wide ones; no alternatives stand for every request. */
export function areMatchesWithin(narrow: readonly RequestMatch[], wide: readonly RequestMatch[]): boolean {
  return alternativesOf(narrow).every((match) => alternativesOf(wide).some((taker) => isMatchWithin(match, taker)));
}

/** True for a test that every request passes. */
export function isAlways(subject: Subject, test: TextTest): boolean {
  return subject === 'path' && 'prefix' in test && test.prefix === '/';
}
