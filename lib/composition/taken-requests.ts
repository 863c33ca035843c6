import { alternativesOf, type RequestMatch, type Subject, testsOf } from '../match/request-match';
import type { TextTest } from '../match/text-test';
import { isAlways, isMatchWithin } from '../match/within';
import type { Route } from './routes';

/** The requests that earlier routes take. */
export class TakenRequests {
  /** Matches by an exact text that a narrower match tests as well, the others under no text; each with the number of its tests. */
  private readonly matches = new Map<string, { readonly match: RequestMatch; readonly tests: number }[]>();

  public constructor(matches: readonly RequestMatch[] = []) {
    for (const match of matches) this.push(match);
  }

  /** Adds the requests of a route. */
  public add(when: readonly RequestMatch[]): void {
    for (const match of alternativesOf(when)) this.push(match);
  }

  /** The route without the alternatives that are taken; `undefined` where none is left. */
  public rest(route: Route): Route | undefined {
    const alternatives = alternativesOf(route.when);
    const free = alternatives.filter((match) => !this.takes(match));
    if (free.length === 0) return undefined;
    return free.length === alternatives.length ? route : { ...route, when: free };
  }

  private takes(match: RequestMatch): boolean {
    const tests = Object.keys(match).length;
    const isTaken = (key: string): boolean => (
      this.matches.get(key)?.some((wide) => wide.tests <= tests && isMatchWithin(match, wide.match)) === true);
    return isTaken('') || exactTests(match).some(isTaken);
  }

  private push(match: RequestMatch): void {
    const [key = ''] = exactTests(match);
    const tests = testsOf(match).filter(([subject, test]) => !isAlways(subject, test)).length;
    const same = this.matches.get(key);
    if (same) same.push({ match, tests });
    else this.matches.set(key, [{ match, tests }]);
  }
}

/** The tests that only a test for the same text is within. */
function exactTests(match: RequestMatch): string[] {
  return (Object.entries(match) as [Subject, TextTest][]).flatMap(([subject, test]) => (
    'exact' in test && test.anyCase !== true && !subject.startsWith('no ') ? [`${subject} ${test.exact}`] : []));
}
