import { quote } from '../../lib/core/quote';
import type { StringMatch } from '../../lib/kinds/_shared/string-match/api';
import { pathProblem } from '../../lib/kinds/virtual-service/path-problem';
import { routeRules } from '../core/route-rules';
import type { GatewayReference } from './gateways';
import { Match, PathMatch, refuseMatch } from './match';

/** The ways to compare a text; all of them with its case. */
export interface TextCondition<M extends Match = Match> {
  /** The whole text is this one. */
  exact(text: string): M;
  /** The text starts with this one. */
  prefix(text: string): M;
  /** The whole text matches this regular expression, in RE2 syntax and of at most 1024 bytes. */
  regex(pattern: string): M;
}

/** The ways to compare what may be missing. */
export interface OptionalTextCondition extends TextCondition {
  /** It is there, whatever its value. */
  present(): Match;
}

/** A text to compare: called with a text, the whole of it is this one. */
export type WholeTextCondition = TextCondition & ((text: string) => Match);

/** A text that starts with a slash, as far as the compiler knows the text. */
export type PathText<T extends string> = T extends `${infer First}${string}` ? (string extends First ? T : First extends '/' ? T : `/${T}`) : T;

/** How to compare the path of a request: with its case, and without its query. */
export interface PathCondition {
  /**
   * The whole path is this one.
   *
   * @throws ConfigError `route/path-matches-nothing` for a path without a slash at its start, or with a query
   */
  exact<const T extends string>(text: T & PathText<T>): PathMatch;
  /**
   * The path starts with this text.
   *
   * @throws ConfigError `route/path-matches-nothing` for a text without a slash at its start, or with a query
   */
  prefix<const T extends string>(text: T & PathText<T>): PathMatch;
  /**
   * The whole path matches this regular expression, in RE2 syntax and of at most 1024 bytes.
   *
   * @throws ConfigError `route/path-matches-nothing` for one that plainly starts with a letter
   */
  regex(pattern: string): PathMatch;
}

/** How to compare the method of a request, which is in upper case: called with a text, the whole of it is this one. */
export interface MethodCondition {
  (text: Uppercase<string>): Match;
  /** The whole method is this one. */
  exact(text: Uppercase<string>): Match;
  /** The method starts with this text. */
  prefix(text: Uppercase<string>): Match;
  /** The whole method matches this regular expression, in RE2 syntax and of at most 1024 bytes. */
  regex(pattern: string): Match;
}

function textCondition<M extends Match>(make: (text: StringMatch) => M): TextCondition<M> {
  return {
    exact: (text) => make({ exact: text }),
    prefix: (text) => make({ prefix: text }),
    regex: (pattern) => make({ regex: pattern }),
  };
}

function optionalTextCondition(make: (text: StringMatch) => Match): OptionalTextCondition {
  return { ...textCondition(make), present: () => make({}) };
}

function wholeTextCondition(make: (text: StringMatch) => Match): WholeTextCondition {
  return Object.assign((text: string) => make({ exact: text }), textCondition(make));
}

/** The name of what is compared; a program without types can have put anything in its place. */
function nameIn(field: string, name: unknown): string {
  if (typeof name === 'string' || name === undefined) return String(name); // of the latter the value is refused
  return refuseMatch(routeRules.conditionWithoutValue, [field], { message: `Expected a name, got ${quote(name)}` });
}

/**
 * The path of the request, without the query. A prefix is compared as text: `/shop` holds for `/shopping` too, `/shop/` does not hold
 * for `/shop`.
 *
 * @example
 * virtualService.addHttpRoute('pages', { match: [path.exact('/'), path.prefix('/static/')], to: reviews.subset('v1') });
 */
export const path: PathCondition = textCondition((uri) => {
  const problem = Object.values(uri).every((text) => typeof text === 'string') ? pathProblem(uri) : undefined;
  if (problem === undefined) return new PathMatch({ uri });
  const { kind, reason, fix } = problem;
  const message = `Expected a path that requests have, got ${kind} ${quote(uri[kind])}: ${reason}`;
  return refuseMatch(routeRules.pathMatchesNothing, ['uri', kind], { message, ...(fix ? { fix } : {}) });
});

/**
 * A header of the request. The name may also be a pseudo-header, or on gateways a claim of the request's token.
 *
 * @param name in lower case, such as `end-user` or `@request.auth.claims.group`
 * @example
 * header('end-user').exact('jason').toSpec(); // => { headers: { 'end-user': { exact: 'jason' } } }
 */
export function header(name: string): OptionalTextCondition {
  return optionalTextCondition((text) => new Match({ headers: { [nameIn('headers', name)]: text } }));
}

/**
 * A header that the request must not have with that value; with `present`, not at all.
 *
 * @param name in lower case
 * @example
 * withoutHeader('x-internal').present().toSpec(); // => { withoutHeaders: { 'x-internal': {} } }
 */
export function withoutHeader(name: string): OptionalTextCondition {
  return optionalTextCondition((text) => new Match({ withoutHeaders: { [nameIn('withoutHeaders', name)]: text } }));
}

/**
 * A parameter of the query.
 *
 * @example
 * query('debug').exact('1').toSpec(); // => { queryParams: { debug: { exact: '1' } } }
 */
export function queryParam(name: string): OptionalTextCondition {
  return optionalTextCondition((text) => new Match({ queryParams: { [nameIn('queryParams', name)]: text } }));
}

/**
 * The HTTP method, in upper case.
 *
 * @example
 * method('GET').toSpec(); // => { method: { exact: 'GET' } }
 * method.regex('GET|HEAD').toSpec(); // => { method: { regex: 'GET|HEAD' } }
 */
export const method: MethodCondition = wholeTextCondition((text) => new Match({ method: text }));

/**
 * The host that the client asked for, with the port when the client sent it.
 *
 * @example
 * authority.prefix('shop.example.com').toSpec(); // => { authority: { prefix: 'shop.example.com' } }
 */
export const authority: WholeTextCondition = wholeTextCondition((text) => new Match({ authority: text }));

/**
 * The scheme, `http` or `https`.
 *
 * @example
 * scheme('https').toSpec(); // => { scheme: { exact: 'https' } }
 */
export const scheme: WholeTextCondition = wholeTextCondition((text) => new Match({ scheme: text }));

/**
 * The port that the client asked for; on a gateway, the port of its server.
 *
 * @param number 1 to 65535
 * @example
 * port(80).toSpec(); // => { port: 80 }
 */
export function port(number: number): Match {
  return new Match({ port: number });
}

/**
 * The client's pod has all these labels. Without effect beside {@link fromGateway}.
 *
 * @example
 * virtualService.addHttpRoute('batch', { match: sourceLabels({ app: 'nightly-report' }), to: reviews.subset('v1') });
 */
export function sourceLabels(labels: Readonly<Record<string, string>>): Match {
  return new Match({ sourceLabels: labels });
}

/**
 * The client's pod is in that namespace. Without effect beside {@link fromGateway}.
 *
 * @example
 * virtualService.addHttpRoute('staging', { match: sourceNamespace('staging'), to: reviews.subset('v2') });
 */
export function sourceNamespace(namespace: string): Match {
  return new Match({ sourceNamespace: namespace });
}

/**
 * The request comes through one of these gateways, which the VirtualService has to name too; `GatewayRef.mesh` stands for all sidecars.
 *
 * @example
 * new VirtualService(chart, 'reviews', { hosts: ['reviews.example.com'], gateways: [gateway, GatewayRef.mesh] })
 *   .addHttpRoute('from outside', { match: fromGateway(gateway), to: reviews.subset('v1'), timeout: '2s' })
 *   .addHttpRoute('from inside', { to: reviews.subset('v1') });
 */
export function fromGateway(...gateways: readonly GatewayReference[]): Match {
  return new Match({ gateways });
}
