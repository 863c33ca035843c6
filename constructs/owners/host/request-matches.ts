import type { Construct } from 'constructs';
import { compositionRules } from '../../../lib/composition/composition-rules';
import { matchFromSpec } from '../../../lib/match/istio-match';
import { matchKey, type RequestMatch } from '../../../lib/match/request-match';
import { quote } from '../../../lib/core/quote';
import { refuse } from '../../core/refuse';
import { routeRules } from '../../core/route-rules';
import { Match } from '../../virtual-service/match';

/** Which requests a pattern is for: of a list, those for which at least one entry holds. */
export type RequestMatches = Match | readonly Match[];

/** Requests that change nothing, by HTTP's own definition. @internal */
export const READS: readonly RequestMatch[] = [{ method: { exact: 'GET' } }, { method: { exact: 'HEAD' } }];

/** The matches as the model of a host has them. @throws ConfigError for what is no match on the request itself @internal */
export function requestMatches(pattern: Construct, matches: RequestMatches | undefined, option: string): RequestMatch[] {
  if (matches === undefined) return [];
  const at = option.split('.');
  if (Array.isArray(matches) && matches.length === 0) {
    refuse(pattern, routeRules.notAMatch, at, { message: 'Expected at least one match, got an empty list, which would be every request' });
  }
  const found = (Array.isArray(matches) ? matches as readonly unknown[] : [matches]).map((match, i) => {
    if (!(match instanceof Match)) return refuse(pattern, routeRules.notAMatch, [...at, i], { message: `Expected a match, got ${quote(match)}` });
    const { match: tests, others } = matchFromSpec(match.toSpec());
    if (others.length > 0) {
      refuse(pattern, compositionRules.matchNotForHost, [...at, i, others[0]!], { message: `Expected a match on the request itself, got one on ${quote(others[0])}` });
    }
    return tests;
  });
  // Saying the same twice would be a conflict with oneself.
  return found.filter((match, i) => found.findIndex((other) => matchKey([other]) === matchKey([match])) === i);
}
