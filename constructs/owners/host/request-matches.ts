import { matchKey, type RequestMatch } from '../../../lib/match/request-match';
import { quote } from '../../../lib/core/quote';
import { isHttpProtocol } from '../../../lib/values/protocol';
import type { Pattern } from '../../core/pattern';
import { refuse } from '../../core/refuse';
import { routeRules } from '../../core/route-rules';
import { Match } from '../../virtual-service/match';
import { plainMatch } from './claims';
import { HostOwner } from './host-owner';

/** Which requests a pattern is for: of a list, those for which at least one entry holds. */
export type RequestMatches = Match | readonly Match[];

/** Requests that change nothing, by HTTP's own definition. @internal */
export const READS: readonly RequestMatch[] = [{ method: { exact: 'GET' } }, { method: { exact: 'HEAD' } }];

/** True for an owner whose HTTP ports are all GRPC: all of its requests are POST. @internal */
export function hasOnlyCalls(service: object): boolean {
  if (!(service instanceof HostOwner)) return false;
  const ports = service._ports.filter(({ protocol }) => isHttpProtocol(protocol));
  return ports.length > 0 && ports.every(({ protocol }) => protocol.startsWith('GRPC'));
}

/** The matches as the model of a host has them. @throws ConfigError for a match on anything but the request itself @internal */
export function requestMatches(pattern: Pattern, matches: RequestMatches | undefined, option: string): RequestMatch[] {
  if (matches === undefined) return [];
  const at = option.split('.');
  if (Array.isArray(matches) && matches.length === 0) {
    refuse(pattern, routeRules.notAMatch, at, { message: 'Expected at least one match, got an empty list, which would be every request' });
  }
  const found = (Array.isArray(matches) ? matches as readonly unknown[] : [matches]).map((match, i) => {
    if (!(match instanceof Match)) return refuse(pattern, routeRules.notAMatch, [...at, i], { message: `Expected a match, got ${quote(match)}` });
    return plainMatch(pattern, match, [...at, i]);
  });
  // The same match twice would be a conflict of the pattern with itself.
  return found.filter((match, i) => found.findIndex((other) => matchKey([other]) === matchKey([match])) === i);
}
