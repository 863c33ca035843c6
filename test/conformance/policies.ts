import { isDeepStrictEqual } from 'node:util';
import type { ProxyView } from '../../lib/mesh/proxy-view';
import { type Cluster, clusterOf } from '../../lib/route/cluster';
import type { HashKey } from '../../lib/route/hash-key';
import { hashesOf } from '../../lib/route/hashes';
import { knownHosts } from '../../lib/route/known-hosts';
import { type FormatRun, printTable } from './format';
import { type MeshCase, viewsOf } from './mesh-case';

/** Resources, proxies among them, and questions: what a proxy knows, or what it does for a port of a host. */
export interface PoliciesCase extends MeshCase {
  readonly asks: readonly Ask[];
  /** What istiod does; not there in a case that is only asked. */
  readonly answers?: readonly unknown[];
}

interface Ask {
  readonly proxy: string;
  readonly host?: string;
  readonly port?: number;
  readonly subset?: string;
}

/** Our answers to a case, in the form in which those of istiod are recorded. */
export function decidePolicies(given: PoliciesCase): unknown[] {
  const views = viewsOf(given);
  return given.asks.map(({ proxy, host, port, subset }) => {
    const view = views.get(proxy)!;
    if (host === undefined) return known(view);
    const cluster = clusterOf(view, host, port!, subset);
    return cluster ? facts(view, cluster) : { exists: false };
  });
}

function known(view: ProxyView): unknown {
  const hosts = Object.fromEntries([...knownHosts(view)].sort(([a], [b]) => (a < b ? -1 : 1)));
  if (view.proxy.type === 'gateway') return { hosts };
  const { mode, egressProxy } = view.outbound;
  const elsewhere = mode === 'REGISTRY_ONLY' ? 'blackhole'
    : egressProxy ? `outbound|${egressProxy.port?.number ?? 0}|${egressProxy.subset ?? ''}|${egressProxy.host}` : 'passthrough';
  return { hosts, unknown: elsewhere };
}

function facts(view: ProxyView, cluster: Cluster): unknown {
  const { rule, balancing, limits, upstreamHttp, outlier, panicPercent, tls, proxyProtocol } = cluster;
  const { locality, portOverride, discovery, groups } = cluster;
  return without({
    exists: true,
    type: discovery,
    rule: rule && `${rule.namespace}/${rule.entries[0]!.id.name}`,
    lb: without({ ...balancing, hash: hashesOf(view, cluster).map(hashText).sort() }),
    ...limits,
    http: upstreamHttp,
    outlier,
    panic: panicPercent,
    tls,
    proxyProtocol,
    locality,
    portOverride,
    endpoints: groups && endpoints(cluster),
    ...(groups?.length === 0 ? { endpoints: [] } : {}),
  }, groups !== undefined);
}

function hashText(key: HashKey): string {
  if ('header' in key) return `header ${key.header}`;
  if ('query' in key) return `query ${key.query}`;
  if ('sourceIp' in key) return 'source ip';
  return `cookie ${key.cookie}${key.path === undefined ? '' : ` path ${key.path}`}${key.ttl === undefined ? '' : ` ttl ${key.ttl}`}`;
}

function endpoints({ groups = [], isMutual }: Cluster): unknown[] {
  const all = groups.flatMap((group) => group.endpoints.map((endpoint) => without({
    address: endpoint.port === 0 ? endpoint.address : `${endpoint.address}:${endpoint.port}`,
    weight: endpoint.weight === 1 ? undefined : endpoint.weight,
    locality: endpoint.locality.split('/').slice(0, 3).filter(Boolean).join('/'),
    localityWeight: group.weight,
    priority: group.priority || undefined,
    unhealthy: endpoint.health === 'HEALTHY' ? undefined : endpoint.health,
    mtls: isMutual(endpoint) || undefined,
  }) as { readonly address: string; readonly priority?: number; readonly locality?: string }));
  return all.sort((a, b) => (
    (a.priority ?? 0) - (b.priority ?? 0) || (a.locality ?? '').localeCompare(b.locality ?? '') || a.address.localeCompare(b.address)
  ));
}

/** The fields with a value; a list without entries is none, apart from that of endpoints. */
function without(fields: Readonly<Record<string, unknown>>, hasEndpoints = false): unknown {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => (
    value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0 && !(hasEndpoints && name === 'endpoints'))
  )));
}

/** Compares all cases and prints agreement, for each kind of question by itself. */
export const runPolicies: FormatRun<PoliciesCase> = (cases, print, most) => {
  const counts = new Map<string, { asked: number; agreed: number }>();
  const wrong: string[] = [];
  for (const given of cases) {
    for (const { ask, theirs, ours } of comparePolicies(given)) {
      const kind = ask.host === undefined ? 'what a proxy knows' : ask.subset === undefined ? 'a port of a host' : 'a subset of a host';
      const count = counts.get(kind) ?? { asked: 0, agreed: 0 };
      counts.set(kind, count);
      count.asked++;
      if (isDeepStrictEqual(theirs, ours)) count.agreed++;
      else wrong.push(`  ${given.id} ${JSON.stringify(ask)}\n    istiod: ${JSON.stringify(theirs)}\n    we: ${JSON.stringify(ours)}`);
    }
  }
  printTable([['question', 'asked', 'agreed'], ...[...counts].map(([kind, { asked, agreed }]) => [kind, String(asked), String(agreed)])], print);
  print(`${cases.length} meshes with proxies, ${wrong.length} other answers`);
  for (const line of wrong.slice(0, most)) print(line);
  return wrong.length === 0;
};

/** Both answers to each question of a case. */
export function comparePolicies(given: PoliciesCase): { readonly ask: Ask; readonly theirs: unknown; readonly ours: unknown }[] {
  const ours = JSON.parse(JSON.stringify(decidePolicies(given))) as unknown[];
  return given.asks.map((ask, i) => ({ ask, theirs: given.answers?.[i], ours: ours[i] }));
}
