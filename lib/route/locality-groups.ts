import { compareText } from '../core/compare-text';
import type { Endpoint } from '../mesh/endpoint';
import { type Locality, parseLocality } from '../mesh/locality';

/** Endpoints of one locality that share a priority. */
export interface EndpointGroup {
  readonly locality: string;
  readonly endpoints: readonly Endpoint[];
  /** The share of the group beside others of its priority. */
  readonly weight: number;
  /** Zero comes first; the next one is used when too few endpoints of those before it are healthy. */
  readonly priority: number;
}

/** Endpoints by their localities, in the order of the names of those. */
export function byLocality(endpoints: readonly Endpoint[]): readonly EndpointGroup[] {
  const groups = new Map<string, Endpoint[]>();
  for (const endpoint of endpoints) {
    const group = groups.get(endpoint.locality);
    if (group) group.push(endpoint);
    else groups.set(endpoint.locality, [endpoint]);
  }
  return [...groups].sort(([a], [b]) => compareText(a, b))
    .map(([locality, members]) => ({ locality, endpoints: members, weight: weightOf(members), priority: 0 }));
}

function weightOf(endpoints: readonly Endpoint[]): number {
  return endpoints.reduce((sum, { weight }) => sum + weight, 0);
}

type Distribution = { readonly from?: string; readonly to?: Readonly<Record<string, number>> };
type Failover = { readonly from?: string; readonly to?: string };

/** The shares that a setting gives to localities. Those that it does not name get nothing, and their endpoints go. */
export function distributed(
  groups: readonly EndpointGroup[], client: Locality, distribute: readonly Distribution[],
): readonly EndpointGroup[] {
  const setting = distribute.find(({ from = '' }) => isWithin(client, from));
  if (!setting) return groups;
  const shares = new Map<EndpointGroup, number>();
  for (const [place, share] of Object.entries(setting.to ?? {})) {
    const named = groups.filter((group) => !shares.has(group) && isWithin(parseLocality(group.locality), place));
    const total = named.reduce((sum, { weight }) => sum + weight, 0);
    for (const group of named) shares.set(group, Math.ceil((group.weight * share) / total) || group.weight);
  }
  return groups.flatMap((group) => (shares.has(group) ? [{ ...group, weight: shares.get(group)! }] : []));
}

/** True when a locality is the one of a setting, in which a star and a part that is not there mean any. */
function isWithin({ region, zone, subzone }: Locality, place: string): boolean {
  const rule = parseLocality(place);
  return (rule.region === '*' || rule.region === region) && ['*', '', zone].includes(rule.zone) && ['*', '', subzone].includes(rule.subzone);
}

/** The nearer a locality, the earlier its turn; of far regions the one that the client's fails over to comes before the others. */
export function failedOver(groups: readonly EndpointGroup[], client: Locality, failover: readonly Failover[]): readonly EndpointGroup[] {
  const setting = failover.find(({ from }) => from === client.region);
  return compacted(groups.map((group) => {
    const { region, zone, subzone } = parseLocality(group.locality);
    const distance = region !== client.region ? (setting && region !== (setting.to ?? '') ? 4 : 3)
      : zone !== client.zone ? 2 : subzone !== client.subzone ? 1 : 0;
    return { ...group, priority: group.priority * 5 + distance };
  }));
}

/** The same by regions alone: Envoy balances the zones of one region itself. */
export function failedOverByRegion(
  groups: readonly EndpointGroup[], client: Locality, failover: readonly Failover[],
): readonly EndpointGroup[] {
  const setting = failover.find(({ from }) => from === client.region);
  return compacted(groups.map((group) => {
    const { region } = parseLocality(group.locality);
    const distance = region === client.region ? 0 : setting && region === (setting.to ?? '') ? 1 : 2;
    return { ...group, priority: group.priority * 3 + distance };
  }));
}

const NETWORK = 'topology.istio.io/network';

/**
 * The more labels of a list an endpoint shares with the client, from the first on, the earlier its turn; `label=value` compares with that
 * value.
 */
export function prioritized(
  groups: readonly EndpointGroup[], client: Readonly<Record<string, string>>, labels: readonly string[],
): readonly EndpointGroup[] {
  if (Object.keys(client).length === 0 || groups.length === 0) return groups;
  const wanted = labels.map((label): readonly [string, string] => {
    const [key, value, ...more] = label.split('=') as [string, string?];
    return [key, value !== undefined && more.length === 0 ? value : overridden(labels, key) ?? client[key] ?? ''];
  });
  return compacted(groups.flatMap((group) => {
    const parts = new Map<number, Endpoint[]>();
    for (const endpoint of group.endpoints) {
      const priority = priorityOf(endpoint, wanted, labels);
      const part = parts.get(priority);
      if (part) part.push(endpoint);
      else parts.set(priority, [endpoint]);
    }
    return [...parts].sort(([a], [b]) => a - b)
      .map(([priority, endpoints]) => ({ ...group, endpoints, priority, weight: weightOf(endpoints) }));
  }));
}

/** The value that any entry of the list names for a label. */
function overridden(labels: readonly string[], key: string): string | undefined {
  return labels.map((label) => label.split('=')).filter((parts) => parts.length === 2 && parts[0] === key).pop()?.[1];
}

function priorityOf({ labels }: Endpoint, wanted: readonly (readonly [string, string])[], names: readonly string[]): number {
  const count = wanted.length;
  let beyondNetwork = 0;
  for (const [i, [key, value]] of wanted.entries()) {
    if ((labels[key] ?? '') === value) continue;
    if (i > 0 || names[0] !== NETWORK) return count - i + beyondNetwork;
    beyondNetwork = count; // endpoints of other networks come last, each in its own order
  }
  return beyondNetwork;
}

/** Priorities without gaps, as Envoy needs them. */
function compacted(groups: readonly EndpointGroup[]): readonly EndpointGroup[] {
  const used = [...new Set(groups.map(({ priority }) => priority))].sort((a, b) => a - b);
  const ranks = new Map(used.map((priority, rank) => [priority, rank]));
  return groups.map((group) => ({ ...group, priority: ranks.get(group.priority)! }));
}
