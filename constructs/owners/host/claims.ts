import { compositionRules } from '../../../lib/composition/composition-rules';
import type { BehaviourClaim as PlainBehaviourClaim, Contribution, PolicyClaim, RouteException, Share } from '../../../lib/composition/contribution';
import { claimsShape } from '../../../lib/composition/shapes/claim-shapes';
import type { HostPort } from '../../../lib/composition/host';
import { valueAt } from '../../../lib/core/edit';
import type { Path } from '../../../lib/core/finding';
import { isObject } from '../../../lib/core/is-object';
import { choices, quote } from '../../../lib/core/quote';
import { matchFromSpec } from '../../../lib/match/istio-match';
import type { RequestMatch } from '../../../lib/match/request-match';
import { tenthsOf } from '../../../lib/values/tenths';
import { type Pattern, refuseOption } from '../../core/pattern';
import { patternRules } from '../../core/pattern-rules';
import { refuse } from '../../core/refuse';
import { Match } from '../../virtual-service/match';

/** The requests that a claim is for: matches of which one has to hold, built or as plain data. An empty list stands for every request. */
export type ClaimedRequests = Match | readonly (Match | RequestMatch)[];

/** Requests that do not follow the shares, and what happens to them. Narrower exceptions are tried before wider ones. */
export interface ExceptionClaim extends Omit<RouteException, 'when'> {
  /** The requests; an empty list stands for every request. */
  readonly when: ClaimedRequests;
}

/** Behaviours, and the requests that they are for. */
export interface BehaviourClaim extends Omit<PlainBehaviourClaim, 'when' | 'orderBy'> {
  /**
   * The requests.
   *
   * @default - every request
   */
  readonly when?: ClaimedRequests;
  /**
   * Orders this claim among others by these requests instead of `when`, where `when` is only a part of them, such as the reads among them.
   *
   * @default - by `when`
   */
  readonly orderBy?: ClaimedRequests;
}

/** What a pattern claims about a host: plain data. Another construct's claim on the same leaf is an error that names both. */
export interface HostClaims {
  /**
   * How requests, or connections, divide over the versions where no exception matches. They sum to 100.
   *
   * @default - other constructs decide, else all endpoints get the traffic
   */
  readonly shares?: readonly Share[];
  /**
   * Requests that do not follow the shares.
   *
   * @default - none
   */
  readonly exceptions?: readonly ExceptionClaim[];
  /**
   * What else happens to requests: timeout, retries, fault, mirrors, headers, CORS, rewrites.
   *
   * @default - nothing
   */
  readonly behaviours?: readonly BehaviourClaim[];
  /**
   * How clients treat the host, a port, or a version of it: load balancing, limits, ejection of endpoints, TLS.
   *
   * @default - nothing
   */
  readonly policies?: readonly PolicyClaim[];
}

/** The claims as the model takes them in. @throws ConfigError for what is no claim, whatever it is @internal */
export function checkedClaims(pattern: Pattern, claims: HostClaims, ports: readonly HostPort[]): Omit<Contribution, 'by'> {
  const plain = plainClaims(pattern, claims);
  const fault = claimsShape(plain, []);
  if (fault) {
    const { at, message, fix, isUnknownKey } = fault;
    const got = valueAt(plain, at);
    const option = got === undefined || isUnknownKey || at.length === 0 ? undefined : pattern._optionWith(got);
    if (option && at[at.length - 1] === 'port') {
      const names = ports.map(({ name }) => name);
      const named = ports.find(({ number }) => number === Number(got))?.name;
      refuse(pattern, patternRules.invalidOption, option, {
        message: `Expected the name of a port, ${choices(names)}, got ${quote(got)}`, fix: `write ${named === undefined ? choices(names) : `'${named}'`}`,
      });
    }
    const rule = isUnknownKey ? patternRules.unknownOption : patternRules.invalidOption;
    refuse(pattern, rule, option ?? at, { message, ...(fix === undefined ? {} : { fix }) });
  }
  assertShares(pattern, plain.shares);
  return plain;
}

function assertShares(pattern: Pattern, shares: readonly Share[] | undefined): void {
  if (shares === undefined) return;
  const twice = shares.find(({ version }, i) => shares.findIndex((share) => share.version === version) !== i);
  if (twice) refuseOption(pattern, 'shares', `Expected each version once, got ${quote(twice.version)} twice`);
  const sum = shares.reduce((total, { percent }) => total + tenthsOf(percent), 0);
  if (sum !== 1000) refuseOption(pattern, 'shares', `Expected shares that sum to 100, got ${sum / 10}`);
}

/** Matches that were built become plain data; what is none stays, for the check of the whole to say so. */
function plainClaims(pattern: Pattern, claims: HostClaims): Omit<Contribution, 'by'> {
  if (!isObject(claims)) return claims as Omit<Contribution, 'by'>;
  const { exceptions, behaviours } = claims;
  return {
    ...claims,
    ...(Array.isArray(exceptions) ? { exceptions: exceptions.map((claim, i) => withPlainMatches(pattern, claim, ['exceptions', i])) } : {}),
    ...(Array.isArray(behaviours) ? { behaviours: behaviours.map((claim, i) => withPlainMatches(pattern, claim, ['behaviours', i])) } : {}),
  } as Omit<Contribution, 'by'>;
}

function withPlainMatches(pattern: Pattern, claim: unknown, at: Path): unknown {
  if (!isObject(claim)) return claim;
  const { when, orderBy } = claim;
  return {
    ...claim,
    ...(when === undefined ? {} : { when: plainMatches(pattern, when, [...at, 'when']) }),
    ...(orderBy === undefined ? {} : { orderBy: plainMatches(pattern, orderBy, [...at, 'orderBy']) }),
  };
}

function plainMatches(pattern: Pattern, matches: unknown, at: Path): unknown {
  if (matches instanceof Match) return [plainMatch(pattern, matches, at)];
  if (!Array.isArray(matches)) return matches;
  return matches.map((match: unknown, i) => (match instanceof Match ? plainMatch(pattern, match, [...at, i]) : match));
}

/** A match as the model has it. @throws ConfigError for a match on anything but the request itself @internal */
export function plainMatch(pattern: Pattern, match: Match, at: Path): RequestMatch {
  const { match: tests, others } = matchFromSpec(match.toSpec());
  if (others.length > 0) {
    refuse(pattern, compositionRules.matchNotForHost, [...at, others[0]!], {
      message: `Expected a match on the request itself, got one on ${quote(others[0])}`,
    });
  }
  return tests;
}
