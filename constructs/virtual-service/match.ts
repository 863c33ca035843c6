import { markCopy } from '../../lib/core/package-copy';
import { quote } from '../../lib/core/quote';
import type { Detail, RuleDoc } from '../../lib/core/rule';
import type { Path } from '../../lib/core/finding';
import type { HttpMatchRequest } from '../../lib/kinds/virtual-service/api-match';
import { throwFinding } from '../core/refuse';
import { routeRules } from '../core/route-rules';
import type { Viewpoint } from '../core/route-target';
import { type GatewayReference, gatewayNames } from './gateways';

/** A match whose gateways are still references. @internal */
export type MatchFields = Omit<HttpMatchRequest, 'gateways'> & { readonly gateways?: readonly GatewayReference[] };

/** Fields that hold many conditions, each under a key of its own. */
const MAPS: readonly string[] = ['headers', 'withoutHeaders', 'queryParams', 'sourceLabels'];

/**
 * Says which requests a route is for. Made by {@link path}, {@link header}, {@link query}, {@link method} and the like; joined by
 * {@link Match.and}. A match is a value: each method returns another one.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 * @example
 * const testers = header('end-user').exact('jason').and(path.prefix('/reviews'));
 * virtualService.addHttpRoute('testers', { match: testers, to: reviews.subset('v2') });
 */
export class Match {
  static {
    markCopy(this.prototype);
  }

  /** @internal */
  public constructor(
    /** @internal */
    public readonly _fields: MatchFields,
  ) {
    const { gateways: _, ...conditions } = _fields;
    assertValues(conditions, []);
  }

  /**
   * Both hold. For *either holds*, give the route a list of matches.
   *
   * @throws ConfigError when both say something about the same field, header, parameter or label
   * @example
   * method('GET').and(header('x-beta').present()).toSpec(); // => { method: { exact: 'GET' }, headers: { 'x-beta': {} } }
   */
  public and(other: Match): Match {
    if (!(other instanceof Match)) refuseMatch(routeRules.notAMatch, [], { message: `Expected a match, got ${quote(other)}` });
    return new Match(joined(this._fields, other._fields, []));
  }

  /** Gives the match a name, which stands behind the route's name in access logs. */
  public named(name: string): Match {
    return this.and(new Match({ name }));
  }

  /** Counts the requests of the match in Envoy's statistics under a prefix of their own. Each one costs memory in every proxy. */
  public statPrefix(prefix: string): Match {
    return this.and(new Match({ statPrefix: prefix }));
  }

  /** The match in Istio's words, for {@link IstioVirtualService}; a gateway that has a namespace is written with it. */
  public toSpec(): HttpMatchRequest {
    return this._toSpec({ namespace: undefined });
  }

  /** The match as a resource of that namespace writes it. @internal */
  public _toSpec(from: Pick<Viewpoint, 'namespace'>): HttpMatchRequest {
    const { gateways, ...rest } = this._fields;
    return { ...rest, ...(gateways === undefined ? {} : { gateways: gatewayNames(gateways, from) }) };
  }
}

/** A match on the path, which can ignore the case. */
export class PathMatch extends Match {
  /**
   * Compares the path without its case; a regex keeps its case, unless it starts with `(?i)`.
   *
   * @example
   * path.prefix('/shop').ignoreCase().toSpec(); // => { uri: { prefix: '/shop' }, ignoreUriCase: true }
   */
  public ignoreCase(): PathMatch {
    return new PathMatch({ ...this._fields, ignoreUriCase: true });
  }
}

function joined<T extends object>(one: T, two: T, at: Path): T {
  const all = { ...one } as Record<string, unknown>;
  for (const [key, value] of Object.entries(two)) {
    const here = [...at, key];
    if (!Object.hasOwn(all, key)) all[key] = value;
    else if (at.length === 0 && MAPS.includes(key)) all[key] = joined(all[key] as object, value as object, here);
    else refuseMatch(routeRules.conditionTwice, here, { message: `Expected ${quote(key)} once, got ${inWords(all[key])} and ${inWords(value)}` });
  }
  return all as T;
}

/** Refuses what a program without types, or without a variable that it reads, has left open. */
function assertValues(conditions: object, at: Path): void {
  for (const [key, value] of Object.entries(conditions)) {
    if (value === undefined || key === 'undefined') {
      refuseMatch(routeRules.conditionWithoutValue, [...at, key], { message: `Expected a value, got undefined` });
    }
    // A condition is no deeper than that; what a program without types has put below is for the check of the spec.
    if (at.length < 2 && typeof value === 'object' && value !== null) assertValues(value as object, [...at, key]);
  }
}

function inWords(value: unknown): string {
  const [entry, ...more] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return entry && more.length === 0 ? `${entry[0]} ${quote(entry[1])}` : quote(value);
}

/** A match knows no construct, so the line that made it is all there is to name. @internal */
export function refuseMatch(rule: RuleDoc, at: Path, detail: Detail): never {
  return throwFinding(rule, undefined, at, detail);
}
