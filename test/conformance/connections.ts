import { isDeepStrictEqual } from 'node:util';
import type { ProxyView } from '../../lib/mesh/proxy-view';
import { clusterText } from '../../lib/route/cluster-name';
import { type ConnectionDecision, decideConnection } from '../../lib/route/decide/decide-connection';
import type { DownstreamTls } from '../../lib/route/listeners/downstream-tls';
import { inboundEndpoint } from '../../lib/route/listeners/inbound-endpoint';
import { compile } from '../../lib/route/proxy-config';
import { type FormatRun, printTable } from './format';
import { type MeshCase, viewsOf } from './mesh-case';

/** A mesh, proxies in it, and connections at them. */
export interface ConnectionsCase extends MeshCase {
  readonly connections: readonly ConnectionSpec[];
  /** Where they go; not there in a case that is only asked. */
  readonly answers?: readonly unknown[];
}

interface ConnectionSpec {
  readonly proxy: string;
  readonly direction?: 'inbound';
  readonly address?: string;
  readonly host?: string;
  readonly port: number;
  readonly transport: 'tls' | 'http' | 'h2c' | 'raw' | 'silent';
  readonly sni?: string;
  readonly alpn?: readonly string[];
}

/** An address that nothing in a case has. */
const NOWHERE = '198.51.100.10';

/** Our answers to a case, in the form of the recorded ones. */
export function decideConnections(given: ConnectionsCase): unknown[] {
  const views = viewsOf(given);
  return given.connections.map(({ proxy, direction, address, host, sni, ...rest }) => {
    const view = views.get(proxy)!;
    const wanted = address ?? (host === undefined ? NOWHERE : addressOf(given.docs as readonly Doc[], host));
    const decision = decideConnection(compile(view), {
      ...rest, direction: direction ?? 'outbound', address: wanted, ...(sni === undefined ? {} : { serverName: sni }),
    });
    return answerOf(view, decision, given.proxies.find(({ name }) => name === proxy)?.ip);
  });
}

interface Doc {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: { readonly clusterIP?: string; readonly hosts: readonly string[]; readonly addresses?: readonly string[] };
  readonly endpoints: readonly { readonly addresses: readonly string[] }[];
}

/** The address that a client's DNS has for a name. */
function addressOf(docs: readonly Doc[], host: string): string {
  for (const { kind, metadata: { name, namespace }, spec } of docs) {
    if (kind === 'Service' && `${name}.${namespace}.svc.cluster.local` === host) {
      if (spec.clusterIP && spec.clusterIP !== 'None') return spec.clusterIP;
      const slice = docs.find((doc) => (
        doc.kind === 'EndpointSlice' && doc.metadata.namespace === namespace && doc.metadata.labels?.['kubernetes.io/service-name'] === name
      ));
      return slice?.endpoints[0]?.addresses[0] ?? NOWHERE;
    }
    if (kind === 'ServiceEntry' && spec.hosts.includes(host) && spec.addresses?.[0]) return spec.addresses[0].split('/')[0]!;
  }
  return NOWHERE;
}

function answerOf(view: ProxyView, { listener, rejected, tls, after, outcome }: ConnectionDecision, ip = '10.244.255.1'): unknown {
  const about = {
    ...(listener && { listener: listener.name }),
    ...(rejected && { rejected: rejected.name }),
    ...(after !== undefined && { after: `${after}s` }),
    ...(tls && { tls: tlsAnswer(tls) }),
  };
  if (outcome.is === 'waiting') return { waits: true, ...about };
  if (outcome.is === 'refused') return { refused: outcome.why, ...about };
  if (outcome.is === 'read') return { http: outcome.routes, ...about };
  const to: Record<string, number> = {};
  for (const { cluster, share } of outcome.to) to[clusterText(cluster)] = (to[clusterText(cluster)] ?? 0) + share;
  const missing = [...new Set(outcome.to.filter(({ isMissing }) => isMissing).map(({ cluster }) => clusterText(cluster)))];
  const [first] = outcome.to;
  const endpoint = first?.cluster.to === 'workload' ? inboundEndpoint(view, first.cluster.port) : undefined;
  const { idle, tunnel } = outcome.proxy;
  return {
    to,
    ...(missing.length > 0 && { missing }),
    ...(endpoint && { endpoint: 'socket' in endpoint ? endpoint.socket : `${endpoint.at === 'pod' ? ip : '127.0.0.1'}:${endpoint.port}` }),
    ...(tunnel && { tunnel: tunnel.to }),
    ...(idle && { idleTimeout: `${idle}s` }),
    ...about,
  };
}

function tlsAnswer({ mode, certificates, ca, sans, minVersion, maxVersion, ciphers }: DownstreamTls): unknown {
  if (mode === 'ISTIO_MUTUAL') return { mode, ...(sans && { sans }) };
  const version = (text: string | undefined): string | undefined => text?.replace('TLSV', 'TLSv');
  return {
    mode, credentials: certificates, ...(ca && { ca }), ...(sans && { sans }),
    ...(minVersion && minVersion !== 'TLSV1_2' && { min: version(minVersion) }),
    ...(maxVersion && { max: version(maxVersion) }),
    ...(ciphers && { ciphers }),
  };
}

/** True when both answers are the same, shares as far as they were sampled. */
export function isSameConnection(theirs: unknown, ours: unknown): boolean {
  const { to: wanted, ...rest } = theirs as { readonly to?: Readonly<Record<string, number>> };
  const { to = {}, ...others } = ours as { readonly to?: Readonly<Record<string, number>> };
  if (!wanted) return isDeepStrictEqual(theirs, ours);
  const keys = new Set([...Object.keys(wanted), ...Object.keys(to)]);
  return isDeepStrictEqual(rest, others) && [...keys].every((key) => Math.abs((wanted[key] ?? 0) - (to[key] ?? 0)) < 0.2);
}

/** Both answers to each connection of a case. */
export function compareConnections(
  given: ConnectionsCase,
): { readonly ask: ConnectionSpec; readonly theirs: unknown; readonly ours: unknown }[] {
  const ours = JSON.parse(JSON.stringify(decideConnections(given))) as unknown[];
  return given.connections.map((ask, i) => ({ ask, theirs: given.answers?.[i], ours: ours[i] }));
}

/** Compares all cases and prints agreement, for each transport by itself. */
export const runConnections: FormatRun<ConnectionsCase> = (cases, print, most) => {
  const counts = new Map<string, { asked: number; agreed: number }>();
  const wrong: string[] = [];
  for (const given of cases) {
    for (const { ask, theirs, ours } of compareConnections(given)) {
      const count = counts.get(ask.transport) ?? { asked: 0, agreed: 0 };
      counts.set(ask.transport, count);
      count.asked++;
      if (isSameConnection(theirs, ours)) count.agreed++;
      else wrong.push(`  ${given.id} ${JSON.stringify(ask)}\n    istiod: ${JSON.stringify(theirs)}\n    we: ${JSON.stringify(ours)}`);
    }
  }
  printTable([['first bytes', 'asked', 'agreed'], ...[...counts].map(([kind, { asked, agreed }]) => [kind, String(asked), String(agreed)])], print);
  print(`${cases.length} meshes with connections, ${wrong.length} other answers`);
  for (const line of wrong.slice(0, most)) print(line);
  return wrong.length === 0;
};
