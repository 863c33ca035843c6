import type { Redirect } from './outcome';
import type { Route } from './routes';

/**
 * Splits a route that redirects a prefix by its matches. Istio's redirect replaces whatever prefix the match is for, and takes no other
 * matches: so an exact path is redirected to a whole path, and each longer prefix to a longer one.
 */
export function wholeRedirects(route: Route): Route[] {
  const { then, when } = route;
  if (then.kind !== 'redirect' || then.redirect.prefix === undefined) return [route];
  const { prefix: { from, to }, ...rest } = then.redirect;
  return when.map((match) => {
    const { path = { prefix: `${from}/` } } = match;
    const text = 'exact' in path ? path.exact : 'prefix' in path ? path.prefix : `${from}/`;
    const target = `${to}${text.slice(from.length)}` || '/';
    const redirect: Redirect = 'exact' in path ? { ...rest, path: target } : { ...rest, prefix: { from: text, to: target } };
    return { ...route, when: [match], then: { kind: 'redirect', redirect } };
  });
}
