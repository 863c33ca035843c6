import type { Path } from '../../core/finding';
import { lastAsked } from '../../core/last-asked';
import type { Json } from '../../values/types';
import type { TrafficSettings } from '../_shared/traffic-policy/api';
import type { DestinationRuleSpec } from './api';

/** The blocks of a policy that a port's entry replaces as a whole, and that a policy of a subset replaces one by one. */
const BLOCKS = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const;

type Block = (typeof BLOCKS)[number];

/** Each block that is in force, with the place of the policy that has it. */
export type InForce = { readonly [Name in Block]?: { readonly at: Path; readonly value: NonNullable<Json<TrafficSettings>[Name]> } };

/** What is in force for one port, or for all ports without an entry; of the host or of one subset. */
export interface Level {
  readonly subset?: string;
  /** The number of the port; undefined for those without an entry. */
  readonly port?: number;
  readonly inForce: InForce;
  /** The entry of the port that stands lowest, and what would be in force without it. */
  readonly entry?: { readonly at: Path; readonly without: InForce };
}

interface Policy {
  readonly at: Path;
  readonly own: InForce;
  readonly ports: ReadonlyMap<number, { readonly at: Path; readonly own: InForce }>;
}

/** What is in force at every level that has a policy of its own. */
export const levels: (spec: Json<DestinationRuleSpec>) => readonly Level[] = lastAsked((spec) => [...walk(spec)]);

function* walk({ trafficPolicy, subsets = [] }: Json<DestinationRuleSpec>): Generator<Level> {
  const host = policyOf(['spec', 'trafficPolicy'], trafficPolicy);
  if (host) {
    yield { inForce: host.own };
    for (const [port, { at, own }] of host.ports) yield { port, inForce: own, entry: { at, without: host.own } };
  }
  for (const [i, { name, trafficPolicy: own }] of subsets.entries()) {
    const subset = policyOf(['spec', 'subsets', i, 'trafficPolicy'], own);
    if (!subset) continue; // it has the host's policy
    yield { subset: name, inForce: { ...host?.own, ...subset.own } };
    for (const port of new Set([...host?.ports.keys() ?? [], ...subset.ports.keys()])) {
      const above: InForce = { ...(host?.ports.get(port)?.own ?? host?.own), ...subset.own };
      const entry = subset.ports.get(port);
      yield { subset: name, port, inForce: entry?.own ?? above, ...(entry ? { entry: { at: entry.at, without: above } } : {}) };
    }
  }
}

function policyOf(at: Path, policy: NonNullable<Json<DestinationRuleSpec>['trafficPolicy']> | undefined): Policy | undefined {
  if (policy === undefined) return undefined;
  const ports = new Map<number, { at: Path; own: InForce }>();
  policy.portLevelSettings?.forEach((entry, i) => {
    const number = entry.port?.number;
    // Of two entries for a port istiod takes the first.
    if (number === undefined || ports.has(number)) return;
    const of = [...at, 'portLevelSettings', i];
    ports.set(number, { at: of, own: blocksOf(of, entry) });
  });
  return { at, own: blocksOf(at, policy), ports };
}

function blocksOf(at: Path, policy: Json<TrafficSettings>): InForce {
  return Object.fromEntries(BLOCKS.flatMap((name) => (
    policy[name] === undefined ? [] : [[name, { at: [...at, name], value: policy[name] }]]
  )));
}

/** The level as a message names it: `port 80 of subset "v1"`. */
export function levelName({ subset, port }: Level): string {
  const of = subset === undefined ? 'the host' : `subset "${subset}"`;
  return port === undefined ? of : `port ${port} of ${of}`;
}
