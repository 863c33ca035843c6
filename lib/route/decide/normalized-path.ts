/** How a mesh reads paths that can be written in several ways: `pathNormalization` of its MeshConfig. */
export type PathNormalization = 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

/** The path as Envoy routes it; undefined for one that it refuses with 400. */
export function normalizedPath(path: string, normalization: PathNormalization): string | undefined {
  if (!path.startsWith('/') || path.includes('#')) return undefined;
  if (normalization === 'NONE') return path;
  const query = path.indexOf('?');
  const [own, rest] = query < 0 ? [path, ''] : [path.slice(0, query), path.slice(query)];
  if (own.includes('%00')) return undefined;
  const unescaped = normalization === 'DECODE_AND_MERGE_SLASHES' ? own.replace(/%2f/gi, '/').replace(/%5c/gi, '\\') : own;
  const canonical = canonicalPath(unescaped);
  return `${normalization === 'BASE' ? canonical : canonical.replace(/\/{2,}/g, '/')}${rest}`;
}

/** The path without segments of dots, with slashes for backslashes, and each character escaped only where it has to be. */
function canonicalPath(path: string): string {
  const segments = path.replaceAll('\\', '/').split('/').slice(1);
  const kept: string[] = [];
  for (const [i, segment] of segments.entries()) {
    const dots = dotsOf(segment);
    if (dots === '..') kept.pop();
    if (dots === undefined) kept.push(canonicalSegment(segment));
    else if (i === segments.length - 1) kept.push('');
  }
  return `/${kept.join('/')}`;
}

/** The dots that a segment stands for: escaped ones count, and parameters behind plain ones do not. */
function dotsOf(segment: string): '.' | '..' | undefined {
  const plain = /^(\.\.?);/.exec(segment)?.[1] ?? segment.replace(/%2e/gi, '.');
  return plain === '.' || plain === '..' ? plain : undefined;
}

const UNRESERVED = /%(2[de]|3[0-9]|[46][1-9a-f]|[57][0-9a]|5f|7e)/gi;
const ESCAPED = /["<>^`{|}]|[^\x21-\x7e]/gu;

function canonicalSegment(segment: string): string {
  return segment.replace(UNRESERVED, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))).replace(ESCAPED, (character) => (
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
  ));
}
