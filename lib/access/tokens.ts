import type { ProxyView } from '../mesh/proxy-view';
import type { EntryOf } from '../mesh/mesh-entry';
import { headerOf } from '../route/decide/request';
import type { AccessRequest } from './access-request';

type Claims = Readonly<Record<string, unknown>>;
type JwtRule = NonNullable<EntryOf<'RequestAuthentication'>['resource']['spec']['jwtRules']>[number];

/** Whether the token of a request is accepted: its claims, none where no rule looks for it, or the status of the refusal. */
export type TokenVerdict = { readonly claims: Claims } | { readonly status: 401 | 403 };

/** What one rule finds: no token where it looks for one, one that it accepts, or one that it refuses. */
type Found = 'missing' | 'accepted' | 'refused' | 'wrong audience';

/** Checks the token of a request by all rules of the workload. Source: authn/policy_applier.go#convertToEnvoyJwtConfig. */
export function tokenVerdict(view: ProxyView, { token, request }: AccessRequest): TokenVerdict {
  const rules = view.policies('RequestAuthentication').flatMap(({ resource: { spec: { jwtRules = [] } } }) => jwtRules);
  if (rules.length === 0 || !request) return { claims: {} };
  // Browsers send no token with the question whether they may send a request.
  if (request.method === 'OPTIONS' && headerOf(request, 'origin') && headerOf(request, 'access-control-request-method')) return { claims: {} };
  const found = rules.map((rule) => foundBy(rule, token));
  const accepted = found.indexOf('accepted');
  if (accepted >= 0) return { claims: normalized(token as Claims, rules[accepted]!) };
  if (found.every((each) => each === 'missing')) return { claims: {} };
  return { status: found.includes('wrong audience') ? 403 : 401 };
}

function foundBy(rule: JwtRule, token: AccessRequest['token']): Found {
  const { issuer, audiences = [], fromHeaders = [], fromParams = [], fromCookies = [] } = rule;
  const isUsual = fromHeaders.length + fromParams.length + fromCookies.length === 0;
  const isNamed = fromHeaders.some(({ name, prefix = '' }) => name?.toLowerCase() === 'authorization' && prefix === 'Bearer ');
  if (token === undefined || (!isUsual && !isNamed)) return 'missing';
  if (token === 'invalid' || token.iss !== issuer) return 'refused';
  const own = [token.aud].flat().filter((each) => typeof each === 'string');
  return audiences.length === 0 || audiences.some((audience) => own.some((each) => sameAudience(each, audience))) ? 'accepted' : 'wrong audience';
}

/** Audiences are compared without scheme and slash at the end, as Envoy does. */
function sameAudience(a: string, b: string): boolean {
  const plain = (text: string): string => text.replace(/^https?:\/\//, '').replace(/\/$/, '');
  return plain(a) === plain(b);
}

/** Claims of several words are lists. */
function normalized(claims: Claims, { spaceDelimitedClaims = [] }: JwtRule): Claims {
  const names = ['permission', 'scope', ...spaceDelimitedClaims];
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => (
    [name, names.includes(name) && typeof value === 'string' ? value.split(' ') : value]
  )));
}
