import type { PrefixRewrite } from './options';

/**
 * The regex that takes a prefix off a path. Istio's own prefix rewrite replaces whatever prefix the route matched, which is another one as
 * soon as another pattern narrows the route.
 *
 * @internal
 */
export function prefixRewrite({ prefix, to }: PrefixRewrite): { match: string; rewrite: string } {
  const from = String(prefix).replace(/\/+$/, '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const base = String(to).replace(/\/+$/, '').replaceAll('\\', '\\\\');
  return base === '' ? { match: `^${from}/?(.*)$`, rewrite: '/\\1' } : { match: `^${from}(/.*)?$`, rewrite: `${base}\\1` };
}
