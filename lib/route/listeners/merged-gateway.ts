import type { EntryOf } from '../../mesh/mesh-entry';
import { namespaceOf } from '../../mesh/mesh-entry';
import type { ProxyView } from '../../mesh/proxy-view';
import type { ServiceTarget } from '../../mesh/service-targets';
import { isHttpProtocol, parseProtocol } from '../../values/protocol';

/** A server as a Gateway has it. */
export type ServerSpec = NonNullable<EntryOf<'Gateway'>['resource']['spec']['servers']>[number];

/** A server of a Gateway that a gateway's pod opens. */
export interface GatewayServer {
  /** The server, as it is written. */
  readonly spec: ServerSpec;
  /** The Gateway, `namespace/name`. */
  readonly gateway: string;
  /** The Gateway's resource, and the server's place in it. */
  readonly entry: EntryOf<'Gateway'>;
  readonly index: number;
  /** Its hosts: `shop/*.example.com` for VirtualServices of one namespace, `*.example.com` for those of all. */
  readonly hosts: readonly string[];
  /** The name of the route configuration of its requests; empty for one that passes connections on. */
  readonly routes: string;
}

/** Servers that share a port of the pod. */
export interface ServerGroup {
  /** The port on which the pod listens. */
  readonly port: number;
  /** The address on which it listens; empty for all. */
  readonly bind: string;
  readonly protocol: string;
  readonly servers: readonly GatewayServer[];
  /** The route configuration of plaintext requests. */
  readonly routes: string;
}

/** A server that a gateway does not open, and why. */
export interface SkippedServer {
  readonly server: GatewayServer;
  /** The port of the pod. */
  readonly port: number;
  readonly why: 'hosts are taken' | 'protocol of another server' | 'name of another server' | 'TLS without settings';
}

/** What a gateway's pod opens of all Gateways that select it. */
export interface MergedGateway {
  readonly groups: readonly ServerGroup[];
  /** The servers of each route configuration. */
  readonly serversByRoutes: ReadonlyMap<string, readonly GatewayServer[]>;
  readonly skipped: readonly SkippedServer[];
}

/** Puts the servers of Gateways together, the oldest Gateway first. Source: model/gateway.go#mergeGateways. */
export function mergedGateway(view: ProxyView): MergedGateway {
  const merger = new Merger();
  for (const entry of view.gateways) {
    for (const [index, spec] of (entry.resource.spec.servers ?? []).entries()) {
      if (spec.port?.number === undefined) continue;
      const port = podPort(spec.port.number, view.targets);
      const gateway = `${namespaceOf(entry)}/${entry.id.name}`;
      const hosts = sanitizedHosts(spec.hosts ?? [], namespaceOf(entry));
      merger.add({ spec, gateway, entry, index, hosts, routes: routesName(spec, port, entry) }, port);
    }
  }
  return merger;
}

interface Group extends ServerGroup {
  servers: readonly GatewayServer[];
  routes: string;
}

class Merger implements MergedGateway {
  public readonly groups: Group[] = [];
  public readonly serversByRoutes = new Map<string, readonly GatewayServer[]>();
  public readonly skipped: SkippedServer[] = [];
  readonly #plaintext = new Map<number, Group>();
  readonly #ports = new Set<number>();
  readonly #binds = new Map<number, Set<string>>();
  readonly #taken = new Map<number, Map<string, string>>();

  public add(server: GatewayServer, port: number): void {
    const why = this.#placed(server, port);
    if (why) this.skipped.push({ server, port, why });
  }

  /** Why a server finds no place; undefined when it has found one. */
  #placed(server: GatewayServer, port: number): SkippedServer['why'] | undefined {
    const { spec: { tls, bind = '' }, routes, hosts } = server;
    if (tls && !this.#takes(hosts, bind, port)) return 'hosts are taken';
    const first = this.#plaintext.get(port);
    if (!this.#ports.has(port)) {
      this.#ports.add(port);
      this.#addGroup(server, port);
    } else if (first) return this.#besidePlaintext(server, port, first);
    else if (!isTlsServer(server.spec)) this.#addGroup(server, port);
    else return this.#besideTls(server, port, bind, routes);
    return undefined;
  }

  #besidePlaintext(server: GatewayServer, port: number, first: Group): SkippedServer['why'] | undefined {
    const { spec: { bind = '' }, routes } = server;
    if (first.bind === bind) {
      if (!canMerge(protocolOf(server.spec), first.protocol) || routes === '') return 'protocol of another server';
      first.servers = [...first.servers, server];
      this.serversByRoutes.set(routes, [...this.serversByRoutes.get(routes) ?? [], server]);
      return undefined;
    }
    const own = this.#groupOf(server, port);
    if (!own) {
      this.#addGroup(server, port);
      return undefined;
    }
    own.routes = routes;
    own.servers = [...own.servers, server];
    this.serversByRoutes.set(routes, [...this.serversByRoutes.get(routes) ?? [], server]);
    return undefined;
  }

  #besideTls(server: GatewayServer, port: number, bind: string, routes: string): SkippedServer['why'] | undefined {
    if (isHttpServer(server.spec)) {
      if (routes === '' || this.serversByRoutes.has(routes)) return 'name of another server';
      this.serversByRoutes.set(routes, [server]);
    }
    const binds = this.#binds.get(port) ?? new Set();
    this.#binds.set(port, binds);
    const isNewBind = !binds.has(bind);
    binds.add(bind);
    if (!server.spec.tls && !isNewBind) return 'TLS without settings';
    const own = this.#groupOf(server, port);
    if (own) own.servers = [...own.servers, server];
    else this.groups.push({ port, bind, protocol: protocolOf(server.spec), servers: [server], routes: '' });
    return undefined;
  }

  #addGroup(server: GatewayServer, port: number): void {
    const { spec: { bind = '' }, routes } = server;
    const group: Group = { port, bind, protocol: protocolOf(server.spec), servers: [server], routes };
    this.groups.push(group);
    if (!isTlsServer(server.spec)) this.#plaintext.set(port, group);
    if (isHttpServer(server.spec)) this.serversByRoutes.set(routes, [server]);
  }

  #groupOf({ spec: { bind = '', ...spec } }: GatewayServer, port: number): Group | undefined {
    return this.groups.find((group) => group.port === port && group.bind === bind && group.protocol === protocolOf(spec as ServerSpec));
  }

  /** A host of TLS is of one server on a port. Source: model/gateway.go#CheckDuplicates. */
  #takes(hosts: readonly string[], bind: string, port: number): boolean {
    const taken = this.#taken.get(port) ?? new Map<string, string>();
    this.#taken.set(port, taken);
    return takeHosts(hosts, bind, taken);
  }
}

/** Takes all hosts, or none when one of them is taken. Source: model/gateway.go#CheckDuplicates. */
export function takeHosts(hosts: readonly string[], bind: string, taken: Map<string, string>): boolean {
  if (hosts.some((host) => taken.get(host) === bind)) return false;
  for (const host of hosts) taken.set(host, bind);
  return true;
}

/** The label of a Service whose ports are not those of its gateway's servers. */
const NO_TRANSLATION = 'experimental.istio.io/disable-gateway-port-translation';

/** The port of the pod for a server: that behind the first Service with the server's number. Source: model/gateway.go#resolvePorts. */
function podPort(number: number, targets: readonly ServiceTarget[]): number {
  const isTranslated = ({ service: { labels } }: ServiceTarget): boolean => !Object.hasOwn(labels, NO_TRANSLATION);
  return targets.find((target) => target.port.number === number && isTranslated(target))?.targetPort ?? number;
}

/** Source: model/gateway.go#gatewayRDSRouteName. */
function routesName({ port, bind, tls }: ServerSpec, podNumber: number, entry: EntryOf<'Gateway'>): string {
  const end = bind ? `.${bind}` : '';
  if (isHttpProtocol(port.protocol)) return `http.${podNumber}${end}`;
  if (parseProtocol(port.protocol) !== 'HTTPS' || isPassThrough({ tls })) return '';
  return `https.${port.number}.${port.name}.${entry.id.name}.${namespaceOf(entry)}${end}`;
}

/** Source: model/gateway.go#sanitizeServerHostNamespace. */
function sanitizedHosts(hosts: readonly string[], namespace: string): readonly string[] {
  if (hosts.includes('*/*')) return ['*'];
  return hosts.map((host) => {
    const [scope, name] = host.split('/') as [string, string?];
    if (name === undefined) return host;
    return scope === '.' ? `${namespace}/${name}` : scope === '*' ? name : host;
  });
}

function protocolOf({ port }: Pick<ServerSpec, 'port'>): string {
  return port.protocol;
}

/** True for a server that passes TLS on. Source: pkg/config/gateway/gateway.go#IsPassThroughServer. */
export function isPassThrough({ tls }: Pick<ServerSpec, 'tls'>): boolean {
  const mode = tls && (tls.mode ?? 'PASSTHROUGH');
  return mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
}

/** True for a server with TLS that is not a redirect to https. Source: pkg/config/gateway/gateway.go#IsTLSServer. */
export function isTlsServer({ tls, port }: ServerSpec): boolean {
  return tls !== undefined && !isHttpProtocol(port.protocol);
}

/** True for a server that reads requests. Source: pkg/config/gateway/gateway.go#IsHTTPServer. */
export function isHttpServer(server: ServerSpec): boolean {
  return isHttpProtocol(server.port.protocol) || isHttpsTermination(server);
}

/** True for a server that ends TLS and reads requests. Source: pkg/config/gateway/gateway.go#IsHTTPSServerWithTLSTermination. */
export function isHttpsTermination({ tls, port }: ServerSpec): boolean {
  return tls !== undefined && parseProtocol(port.protocol) === 'HTTPS' && !isPassThrough({ tls });
}

/** Source: model/gateway.go#canMergeProtocols. */
function canMerge(protocol: string, current: string): boolean {
  return (isHttpProtocol(protocol) || parseProtocol(protocol) === parseProtocol(current)) && isHttpProtocol(current);
}
