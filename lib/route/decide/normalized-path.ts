/** How a mesh reads paths that can be written in several ways: `pathNormalization` of its MeshConfig. */
export type PathNormalization = 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

/**
 * The path as Envoy routes it; undefined for one that it refuses.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto
 */
export function normalizedPath(path: string, normalization: PathNormalization): string | undefined {
  if (normalization === 'NONE') return path;
  const query = path.search(/[?#]/);
  const [own, rest] = query < 0 ? [path, ''] : [path.slice(0, query), path.slice(query)];
  const decoded = normalization === 'DECODE_AND_MERGE_SLASHES' ? own.replace(/%2f/gi, '/').replace(/%5c/gi, '\\') : own;
  const canonical = canonicalPath(decoded);
  return `${normalization === 'BASE' ? canonical : canonical.replace(/\/{2,}/g, '/')}${rest}`;
}

/** The path with backslashes as slashes and without segments of dots. */
function canonicalPath(path: string): string {
  const segments = path.replaceAll('\\', '/').split('/').slice(1);
  const kept: string[] = [];
  for (const [i, segment] of segments.entries()) {
    const dots = segment.replace(/%2e/gi, '.');
    if (dots === '..') kept.pop();
    if (dots !== '.' && dots !== '..') kept.push(segment);
    else if (i === segments.length - 1) kept.push('');
  }
  return `/${kept.join('/')}`;
}
