import { closest } from '../../../core/suggest';
import { types } from './table';

/** Words of a name that differ between versions of Envoy's API and say nothing about the type. */
const NOISE = new Set(['envoy', 'api', 'config', 'extensions', 'type']);

/** The type that a name which istiod does not know probably means: for a name of the v2 API the one of v3. */
export function similarType(name: string): string | undefined {
  const { byShortName, byScope } = knownTypes();
  const [scope, short] = split(name);
  const sameName = byShortName.get(short);
  if (sameName) return nearest(name, sameName);
  const meant = closest(short, byScope.get(scope) ?? []);
  return meant === undefined ? undefined : `${scope}${meant}`;
}

interface KnownTypes {
  /** The full names of the types with that last part. */
  readonly byShortName: ReadonlyMap<string, readonly string[]>;
  /** The last parts of the names with those parts before. */
  readonly byScope: ReadonlyMap<string, readonly string[]>;
}

let known: KnownTypes | undefined;

function knownTypes(): KnownTypes {
  if (known) return known;
  const byShortName = new Map<string, string[]>();
  const byScope = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, value: string): void => {
    const values = map.get(key);
    if (values) values.push(value);
    else map.set(key, [value]);
  };
  for (const name of types().messageNames()) {
    const [scope, short] = split(name);
    add(byShortName, short, name);
    add(byScope, scope, short);
  }
  return known = { byShortName, byScope };
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

/** `envoy.config.cluster.v3.` and `Cluster`. */
function split(name: string): [scope: string, short: string] {
  const at = name.lastIndexOf('.') + 1;
  return [name.slice(0, at), name.slice(at)];
}
