/**
 * True when both cover a name: equal names, or a name that ends as the wildcard does. Case counts; `*.foo.com` does not
 * mean `foo.com`.
 */
export function hostsMatch(a: string, b: string): boolean {
  if (isWildcard(a) && isWildcard(b)) return a.length >= b.length ? endsAs(a, b) : endsAs(b, a);
  if (isWildcard(a)) return endsAs(b, a);
  return isWildcard(b) ? endsAs(a, b) : a === b;
}

/** True when every name that `host` means is meant by `of` too. */
export function isHostSubset(host: string, of: string): boolean {
  if (!isWildcard(of)) return host === of;
  return isWildcard(host) ? host.length >= of.length && endsAs(host, of) : endsAs(host, of);
}

function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** Of two wildcards too it is the text after the star that is compared. */
function endsAs(host: string, wildcard: string): boolean {
  return (isWildcard(host) ? host.slice(1) : host).endsWith(wildcard.slice(1));
}
