import type { Path } from '../../core/finding';
import { compileRegex } from '../../values/re2';
import type { Json } from '../../values/types';
import type { StringMatch } from '../_shared/string-match/api';
import type { CorsPolicy } from './api-policy';
import type { HttpMatchRequest } from './api-match';

/** How a text is tested, without the words that say which test it is. */
interface TextMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

/** Headers of a preflight that a browser sends, or that proxies on the way add. */
const OF_PREFLIGHTS = new Set([
  'origin', 'access-control-request-method', 'access-control-request-headers', 'access-control-request-private-network',
  'user-agent', 'accept', 'accept-encoding', 'accept-language', 'cache-control', 'pragma', 'connection', 'host', 'referer', 'dnt', 'priority',
  'via', 'forwarded', 'traceparent', 'tracestate', 'baggage', 'b3', 'true-client-ip',
]);
const ADDED_BY_PROXIES = /^(?::|x-forwarded-|x-envoy-|x-request-id$|x-real-ip$|x-b3-|x-cloud-trace-|x-amzn?-|x-azure-|sec-|cf-|fastly-)/;

/** True for a header that a preflight may have: a browser sends it without headers of the page and without credentials. */
export function isOfPreflights(header: string): boolean {
  const name = header.toLowerCase();
  return OF_PREFLIGHTS.has(name) || ADDED_BY_PROXIES.test(name);
}

/** True when a test of the method takes `OPTIONS`, the method of preflights. */
export function takesPreflights(method: TextMatch): boolean {
  return holds(method, 'OPTIONS');
}

/** The condition of a match that no preflight meets, as a path below the match. */
export function preflightObstacle({ method, headers = {} }: Json<HttpMatchRequest>): Path | undefined {
  if (method !== undefined && !takesPreflights(method)) return ['method'];
  for (const [name, test] of Object.entries(headers)) {
    if (name === ':method' ? !takesPreflights(test) : !isOfPreflights(name)) return ['headers', name];
  }
  return undefined;
}

/** Methods that a browser sends without a preflight; of POST only forms and plain text, which is not what APIs take. */
const SIMPLE_METHODS = ['GET', 'HEAD'];

/** True when pages need a preflight to send what a match asks for, or when the policy allows headers that only a preflight can ask for. */
export function needsPreflight({ method, headers = {} }: Json<HttpMatchRequest>, { allowHeaders = [] }: Json<CorsPolicy>): boolean {
  if (allowHeaders.length > 0) return true;
  const tests = [method, headers[':method']].filter((test): test is Json<StringMatch> => test !== undefined);
  if (tests.some((test) => !SIMPLE_METHODS.some((simple) => holds(test, simple)))) return true;
  return Object.keys(headers).some((name) => name !== ':method' && name.toLowerCase() !== 'cookie' && !isOfPreflights(name));
}

/** True unless no path can meet both matches. */
export function mayShareAPath({ uri: a }: Json<HttpMatchRequest>, { uri: b }: Json<HttpMatchRequest>): boolean {
  if (a === undefined || b === undefined) return true;
  if (a.exact !== undefined) return holds(b, a.exact);
  if (b.exact !== undefined) return holds(a, b.exact);
  if (a.prefix === undefined || b.prefix === undefined) return true;
  return a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix);
}

function holds({ exact, prefix, regex }: TextMatch, text: string): boolean {
  if (exact !== undefined) return exact === text;
  if (prefix !== undefined) return text.startsWith(prefix);
  return regex === undefined || (compileRegex(regex)?.matches(text) ?? true);
}
