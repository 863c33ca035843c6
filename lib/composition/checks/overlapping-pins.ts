import { quote } from '../../core/quote';
import { joinMatches } from '../../match/join';
import { matchText } from '../../match/request-match';
import { haveSameRank } from '../../match/specificity';
import { areMatchesWithin } from '../../match/within';
import type { Claimed } from '../claim';
import { compositionRules } from '../composition-rules';
import type { RouteException } from '../contribution';
import { classOf } from '../exception-order';
import type { HostModel } from '../host-model';
import type { Problem } from '../problem';

/**
 * Requests that are pinned to two versions, where neither pin is the narrower one: the length of their texts decides. Each pair of
 * constructs has one problem.
 */
export function overlappingPins({ exceptions }: HostModel): Problem[] {
  const problems = new Map<string, Problem>();
  const all = exceptions.map(({ value }) => value);
  for (const [i, first] of exceptions.entries()) {
    for (const second of exceptions.slice(i + 1)) {
      const key = `${first.by.construct} ${second.by.construct}`;
      if (problems.has(key) || !areRivals(first, second, all)) continue;
      const both = joinMatches(first.value.when, second.value.when).matches;
      const isDecided = exceptions.slice(0, i).some(({ value: { when } }) => areMatchesWithin(both, when));
      if (both.length === 0 || isDecided || areMatchesWithin(first.value.when, second.value.when)) continue;
      const text = ({ value: { when }, by }: Claimed<RouteException>): string => `${matchText(when)} from ${quote(by.construct)}`;
      problems.set(key, {
        rule: compositionRules.pinsOverlap,
        message: `Expected requests to be pinned to one version, got ${text(first)} and ${text(second)}: ${quote(versionOf(first))} gets requests that have both`,
        by: second.by,
        others: first.by.construct === second.by.construct ? [] : [first.by],
      });
    }
  }
  return [...problems.values()];
}

function areRivals(first: Claimed<RouteException>, second: Claimed<RouteException>, all: readonly RouteException[]): boolean {
  const versions = [first, second].map(versionOf);
  return !versions.includes(undefined) && versions[0] !== versions[1]
    && classOf(first.value, all) === classOf(second.value, all) && haveSameRank(first.value.when, second.value.when);
}

/** The version that requests are pinned to; `undefined` for what is no pin, or one that comes after all others. */
function versionOf({ value: { then, sticky } }: Claimed<RouteException>): string | undefined {
  return then.kind === 'version' && !sticky ? then.version : undefined;
}
