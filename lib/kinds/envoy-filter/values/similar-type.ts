import { closest } from '../../../core/suggest';

/** Words of a name that differ between versions of Envoy's API and say nothing about the type. */
const NOISE = new Set(['envoy', 'api', 'config', 'extensions', 'type']);

/** The type that a name which istiod does not know probably means: for a name of the v2 API the one of v3. */
export function similarType(name: string, known: readonly string[]): string | undefined {
  const short = shortName(name);
  const sameName = known.filter((candidate) => shortName(candidate) === short);
  if (sameName.length > 0) return nearest(name, sameName);
  const scope = name.slice(0, -short.length);
  const neighbours = known.filter((candidate) => candidate.startsWith(scope) && !candidate.slice(scope.length).includes('.'));
  const meant = scope === '' ? undefined : closest(short, neighbours.map(shortName));
  return meant === undefined ? undefined : `${scope}${meant}`;
}

/** The candidate that shares most words with the name. Types of Envoy come before those that are only built into istiod. */
function nearest(name: string, candidates: readonly string[]): string {
  const wanted = words(name);
  const score = (candidate: string): number => {
    const has = words(candidate);
    const shared = [...has].filter((word) => wanted.has(word)).length;
    return 100 * shared - has.size + (candidate.startsWith('envoy.') ? 10 : 0);
  };
  return candidates.reduce((best, candidate) => (score(candidate) > score(best) ? candidate : best));
}

function words(name: string): Set<string> {
  const parts = name.toLowerCase().split(/[._]/).filter((word) => !NOISE.has(word) && !/^v\d/.test(word));
  return new Set(parts.map((word) => word.replace(/s$/, '')));
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
