import { isObject } from '../core/is-object';
import { quote } from '../core/quote';

type Json = Readonly<Record<string, unknown>>;

/** The blocks of a policy without which clients connect otherwise, or keep to endpoints that fail. */
const BLOCKS = { tls: 'the TLS', outlierDetection: 'the ejection of endpoints' } as const;

/**
 * What clients lose that follow one rule of a host in place of another: subsets that routes lead to, TLS and ejection.
 *
 * @param used names of the subsets that routes lead to
 */
export function hiddenParts(owners: object, theirs: object, used: ReadonlySet<string>): string[] {
  const [ownSpec, theirSpec] = [objectOf(owners), objectOf(theirs)];
  const subsets = objectsOf(ownSpec.subsets);
  const kept = new Map(objectsOf(theirSpec.subsets).map((subset) => [subset.name, subset]));
  const lost = subsets.filter(({ name }) => used.has(String(name)) && !kept.has(name)).map(({ name }) => `the subset ${quote(name)}`);
  const levels: (readonly [where: string, own: Json, other: Json])[] = [
    ['', objectOf(ownSpec.trafficPolicy), objectOf(theirSpec.trafficPolicy)],
    ...subsets.filter(({ name }) => kept.has(name)).map(({ name, trafficPolicy }) => (
      [` of subset ${quote(name)}`, objectOf(trafficPolicy), { ...objectOf(theirSpec.trafficPolicy), ...objectOf(kept.get(name)!.trafficPolicy) }] as const
    )),
  ];
  const blocks = Object.entries(BLOCKS).flatMap(([block, words]) => levels.flatMap(([where, own, other]) => [
    ...isLost(block, own, other) ? [`${words}${where}`] : [],
    ...objectsOf(own.portLevelSettings).filter((settings) => isLost(block, settings, portOf(other, settings))).map((settings) => (
      `${words}${where} on port ${String(objectOf(settings.port).number)}`
    )),
  ]));
  return [...lost, ...blocks];
}

/** True where the block is lost, or TLS is another. Mutual TLS of the mesh needs no rule, unless it has a server name of its own. */
function isLost(block: string, own: Json, other: Json): boolean {
  if (own[block] === undefined) return false;
  if (block !== 'tls') return other[block] === undefined;
  const { mode, sni } = objectOf(own.tls);
  return mode !== objectOf(other.tls).mode && !(mode === 'ISTIO_MUTUAL' && sni === undefined && other.tls === undefined);
}

/** The settings of the same port; those of all ports where there are none. */
function portOf(policy: Json, { port }: Json): Json {
  return objectsOf(policy.portLevelSettings).find((settings) => objectOf(settings.port).number === objectOf(port).number) ?? policy;
}

function objectOf(value: unknown): Json {
  return isObject<unknown>(value) ? value : {};
}

function objectsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter((entry): entry is Json => isObject<unknown>(entry)) : [];
}
