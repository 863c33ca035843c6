import type { Redirect } from '../requests/route-configuration';
import type { RouteMatch } from '../requests/route-match';
import type { HttpRequest } from './request';
import { withPrefix } from './rewritten-path';

/**
 * Where a redirect sends the client: what the route does not change stays.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/router/config_impl.cc RouteEntryImplBase::newUri
 */
export function redirectLocation(request: HttpRequest, match: RouteMatch, { scheme, host, port, path, prefixRewrite }: Redirect): string {
  const finalScheme = scheme ?? request.scheme;
  const finalPort = port === undefined ? '' : `:${port}`;
  const finalHost = host ?? hostOf(request, finalScheme, finalPort);
  const wanted = finalPath(request, match, path, prefixRewrite);
  return `${finalScheme}://${finalHost}${finalPort}${wanted.startsWith('/') ? '' : '/'}${wanted}`;
}

/** The host of the request; its port goes when the redirect has one, and when it is the usual one of a scheme that changes. */
function hostOf({ authority, scheme }: HttpRequest, finalScheme: string, finalPort: string): string {
  const colon = authority.startsWith('[') ? authority.lastIndexOf(']:') + 1 : authority.lastIndexOf(':');
  if (colon <= 0) return authority;
  const own = authority.slice(colon);
  const isUsual = finalScheme !== scheme && ((scheme === 'https' && own === ':443') || (scheme === 'http' && own === ':80'));
  return finalPort !== '' || isUsual ? authority.slice(0, colon) : authority;
}

function finalPath({ path }: HttpRequest, match: RouteMatch, whole: string | undefined, prefix: string | undefined): string {
  if (prefix !== undefined) return withPrefix(path, match, prefix);
  if (whole === undefined) return path;
  const query = path.indexOf('?');
  return whole.includes('?') || query < 0 ? whole : `${whole}${path.slice(query)}`;
}
