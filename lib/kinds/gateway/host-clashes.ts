import { lastAsked } from '../../core/last-asked';
import type { Resource } from '../../core/rule';
import { hostsMatch } from '../../values/host-relation';
import { splitNamespacedHost } from '../../values/namespaced-host';
import { isTlsProtocol, parseProtocol } from '../../values/protocol';
import type { Json } from '../../values/types';
import type { GatewayServer, GatewaySpec } from './api';

/** A host of a server, as it is written, and where it stands. */
export interface ServerHost {
  readonly server: number;
  readonly host: number;
  readonly written: string;
}

/** A host and an earlier one that a proxy cannot tell from it. */
export interface HostClash {
  readonly host: ServerHost;
  readonly first: ServerHost;
}

/** What becomes of the clashes: istiod drops the later server, or Envoy refuses the listener, at once or when there are routes for both. */
export type HostClashes = Readonly<Record<'dropped' | 'refused' | 'refusedWithRoutes', readonly HostClash[]>>;

/** How a server makes filter chains: for its hosts, for the routes of TCP or TLS that it has, or for each service. */
type Chains = 'hosts' | 'tcp routes' | 'tls routes' | 'services';

/** One server name of a server, and the host that it is from. */
interface ServerName {
  readonly chains: Chains;
  readonly name: string;
  readonly host: ServerHost;
}

const NONE: HostClashes = { dropped: [], refused: [], refusedWithRoutes: [] };

/** The hosts of a Gateway that clash on one port. */
export const hostClashes: (resource: Resource<Json<GatewaySpec>>) => HostClashes = lastAsked(({ spec: { servers = [] }, metadata }) => {
  if (!servers.some(({ tls, hosts }, i) => tls !== undefined && (i > 0 || hosts.length > 1))) return NONE;
  return serverClashes(servers.map((server) => ({ server, namespace: metadata.namespace, port: server.port.number })));
});

/** A server of one of the Gateways of the same pods. */
export interface PortServer {
  readonly server: Json<GatewayServer>;
  /** The namespace of its Gateway. */
  readonly namespace: string | undefined;
  /** The port on which the pods listen for it. */
  readonly port: number;
}

/** The hosts that clash, of servers of the same pods in istiod's order: filter chains of TLS differ by server name alone. */
export function serverClashes(servers: readonly PortServer[]): HostClashes {
  const { kept, dropped } = keptServers(servers);
  const listeners = new Map<string, ServerNames>();
  const clashes = { dropped, refused: [] as HostClash[], refusedWithRoutes: [] as HostClash[] };
  for (const { server, port, hosts } of kept) {
    if (!isTlsProtocol(server.port.protocol)) continue;
    const { bind = '' } = server;
    const listener = `${bind === '0.0.0.0' ? '' : bind}:${port}`;
    const names: ServerNames = listeners.get(listener) ?? { byName: new Map(), services: [] };
    listeners.set(listener, names);
    for (const name of serverNames(server, hosts)) {
      const same = names.byName.get(name.name) ?? [];
      const verdicts = (name.chains === 'services' ? names.services : same).flatMap((other) => {
        const verdict = verdictOf(name, other);
        return verdict === undefined ? [] : [{ verdict, first: other.host }];
      });
      const worst = verdicts.find(({ verdict }) => verdict === 'refused') ?? verdicts[0];
      if (worst) clashes[worst.verdict].push({ host: name.host, first: worst.first });
      // Another one with chains of the same kind clashes with the same names.
      if (!same.some(({ chains }) => chains === name.chains)) names.byName.set(name.name, [...same, name]);
      if (name.chains === 'services') names.services.push(name);
    }
  }
  return clashes;
}

/** The server names of one listener. */
interface ServerNames {
  readonly byName: Map<string, ServerName[]>;
  readonly services: ServerName[];
}

interface KeptServer extends PortServer {
  readonly hosts: readonly ServerHost[];
}

/** The servers that istiod keeps: it drops one that has a host of an earlier one, in the same text and namespace. */
function keptServers(servers: readonly PortServer[]): { kept: KeptServer[]; dropped: HostClash[] } {
  const kept: KeptServer[] = [];
  const dropped: HostClash[] = [];
  const known = new Map<string, { readonly bind: string; readonly host: ServerHost }>();
  servers.forEach((placed, i) => {
    const { server, namespace, port } = placed;
    if (server.tls === undefined) return;
    const { bind = '' } = server;
    const hosts = server.hosts.map((written, host) => ({ server: i, host, written }));
    const keyed = hosts.map((host) => ({ host, key: `${port} ${withNamespace(host.written, namespace)}` }));
    const twice = keyed.find(({ key }) => known.get(key)?.bind === bind);
    if (twice) {
      dropped.push({ host: twice.host, first: known.get(twice.key)!.host });
      return;
    }
    for (const { host, key } of keyed) known.set(key, { bind, host });
    kept.push({ ...placed, hosts });
  });
  return { kept, dropped };
}

/** A host as istiod compares it: `*` is no namespace, and a dot is that of the Gateway. */
function withNamespace(written: string, own: string | undefined): string {
  const { namespace, host } = splitNamespacedHost(written);
  if (namespace === undefined || namespace === '*') return host;
  return `${namespace === '.' ? own ?? namespace : namespace}/${host}`;
}

/** The server names of a server, each text once; a star takes every name, whatever stands beside it. */
function serverNames(server: Json<GatewayServer>, hosts: readonly ServerHost[]): ServerName[] {
  const chains = chainsOf(server);
  const byText = new Map<string, ServerHost>();
  for (const host of hosts) {
    const text = splitNamespacedHost(host.written).host;
    if (!byText.has(text)) byText.set(text, host);
  }
  const all = byText.get('*');
  if (all && chains !== 'services') return [{ chains, name: '*', host: all }];
  return [...byText].map(([text, host]) => ({ chains, name: text.toLowerCase(), host }));
}

function chainsOf({ port: { protocol }, tls: { mode = 'PASSTHROUGH' } = {} }: Json<GatewayServer>): Chains {
  if (mode === 'AUTO_PASSTHROUGH') return 'services';
  if (mode === 'PASSTHROUGH') return 'tls routes';
  return parseProtocol(protocol) === 'HTTPS' ? 'hosts' : 'tcp routes';
}

function verdictOf(a: ServerName, b: ServerName): 'refused' | 'refusedWithRoutes' | undefined {
  // Each service that both take has a chain for each of them; in one server it has one.
  if (a.chains === 'services' && b.chains === 'services') return a.host.server !== b.host.server && hostsMatch(a.name, b.name) ? 'refused' : undefined;
  if (a.name !== b.name || a.chains === 'services' || b.chains === 'services') return undefined;
  if (a.chains === 'hosts' && b.chains === 'hosts') return 'refused';
  // Of two routes of TLS with one server name istiod drops the later one.
  return a.chains === 'tls routes' && b.chains === 'tls routes' ? undefined : 'refusedWithRoutes';
}
