import { hostsMatch } from '../values/host-relation';
import { splitNamespacedHost } from '../values/namespaced-host';
import { isHttpProtocol, isTlsProtocol, parseProtocol } from '../values/protocol';
import type { LabelIndex, SelectorIndex } from './label-index';
import { byAge, type EntryOf, type EntrySource, namespaceOf } from './mesh-entry';
import type { RegisteredService } from './service';
import type { Workload } from './workloads';

/** One server of a Gateway. */
export type GatewayServerSpec = NonNullable<EntryOf<'Gateway'>['resource']['spec']['servers']>[number];

/** How clients outside of a gateway's pods reach a server of it. */
export interface OpenedPort {
  /** The Service that has the port. */
  readonly service: RegisteredService;
  /** The number that clients use. */
  readonly port: number;
  /** The number on which the pods listen for it. */
  readonly targetPort: number;
}

/** A server of a Gateway, and the Services that open its port. */
export interface GatewayListener {
  /** The server, as it is written. */
  readonly server: GatewayServerSpec;
  /** Empty when no Service has the port: it can be reached from nowhere but the pods themselves. */
  readonly openedBy: readonly OpenedPort[];
}

/** A Gateway with the pods that serve it. */
export interface MeshGateway {
  /** The Gateway. */
  readonly entry: EntryOf<'Gateway'>;
  /** As VirtualServices name it: `namespace/name`. */
  readonly key: string;
  /** The pods that it selects, in all namespaces. */
  readonly workloads: readonly Workload[];
  /** Its servers, in their order. */
  readonly listeners: readonly GatewayListener[];
}

/** The Gateways of a mesh, the oldest first. */
export function gateways(
  mesh: EntrySource, workloads: LabelIndex<Workload>, services: SelectorIndex<RegisteredService>,
): readonly MeshGateway[] {
  return Object.freeze([...mesh.all('Gateway')].sort(byAge).map((entry): MeshGateway => {
    const { selector = {}, servers = [] } = entry.resource.spec as Partial<typeof entry.resource.spec>;
    const selected = workloads.select(selector).filter(isGateway(selector));
    const opening = new Map(selected.flatMap((workload) => services.selecting(workload.labels)
      .filter(({ namespace }) => namespace === workload.namespace)
      .map((service) => [service, workload] as const)));
    const openers = (server: GatewayServerSpec): readonly OpenedPort[] => (
      [...opening].flatMap(([service, workload]) => openedPorts(service, workload, server))
    );
    return Object.freeze({
      entry,
      key: `${namespaceOf(entry)}/${entry.id.name}`,
      workloads: selected,
      listeners: servers.filter(({ port }) => port?.number !== undefined).map((server) => ({ server, openedBy: openers(server) })),
    });
  }));
}

/** Without a selector a Gateway is for every gateway; a pod is one when the template of gateways was injected into it. */
function isGateway(selector: Readonly<Record<string, string>>): (workload: Workload) => boolean {
  if (Object.keys(selector).length > 0) return () => true;
  return ({ labels }) => labels['gateway.networking.k8s.io/gateway-name'] !== undefined || labels.istio !== undefined;
}

/** The ports of a Service that lead to a server: its number is that of the Service, or of the pods where the Service has no such port. */
function openedPorts(service: RegisteredService, { ports }: Workload, { port: { number } }: GatewayServerSpec): readonly OpenedPort[] {
  const all = service.ports.map((port): OpenedPort => {
    const { targetPort = port.number } = port;
    const named = typeof targetPort === 'number' ? targetPort : ports.find(({ name }) => name === targetPort)?.number;
    return { service, port: port.number, targetPort: named ?? port.number };
  });
  const same = all.filter(({ port }) => port === number);
  return same.length > 0 ? same : all.filter(({ targetPort }) => targetPort === number);
}

/** Gateways in groups that share listeners where their ports are the same: they select the same pods, or have the same selector. */
export function gatewaysOfSamePods(all: readonly MeshGateway[]): readonly (readonly MeshGateway[])[] {
  const groups = new Map<unknown, MeshGateway[]>();
  for (const gateway of all) {
    const { selector = {} } = gateway.entry.resource.spec as Partial<typeof gateway.entry.resource.spec>;
    const text = JSON.stringify(Object.entries(selector).sort());
    for (const key of [text, ...gateway.workloads]) {
      const group = groups.get(key);
      if (group) group.push(gateway);
      else groups.set(key, [gateway]);
    }
  }
  const shared = [...groups.values()].filter((group) => group.length > 1);
  return [...new Map(shared.map((group) => [group.map(({ key }) => key).join(), group])).values()];
}

/** A server of a Gateway, and the port on which its pods listen for it. */
export interface PlacedServer {
  readonly gateway: MeshGateway;
  /** The number of the server in the Gateway. */
  readonly index: number;
  readonly server: GatewayServerSpec;
  /** The target port of the Services that open it, or its own number where no Service does. */
  readonly port: number;
  /** The namespace of the Gateway. */
  readonly namespace: string;
}

/** The servers of a Gateway on each port of its pods. */
export function serversOf(gateway: MeshGateway): readonly PlacedServer[] {
  const { entry, listeners } = gateway;
  const { servers = [] } = entry.resource.spec as Partial<typeof entry.resource.spec>;
  return listeners.flatMap(({ server, openedBy }) => {
    const ports = openedBy.length > 0 ? new Set(openedBy.map(({ targetPort }) => targetPort)) : [server.port.number];
    return [...ports].map((port) => ({ gateway, index: servers.indexOf(server), server, port, namespace: namespaceOf(entry) }));
  });
}

/** What the routes of a server have to be; undefined for one that follows none. */
export function routesOfServer({ port: { protocol }, tls }: GatewayServerSpec): 'http' | 'tls' | 'tcp' | undefined {
  const isPassedOn = tls !== undefined && (tls.mode === undefined || tls.mode === 'PASSTHROUGH') && !isHttpProtocol(protocol);
  if (tls?.mode === 'AUTO_PASSTHROUGH') return undefined;
  if (isPassedOn && isTlsProtocol(protocol) && !tls.httpsRedirect) return 'tls';
  return isHttpProtocol(protocol) || parseProtocol(protocol) === 'HTTPS' ? 'http' : 'tcp';
}

/** True for a server of a Gateway in `home` that has a host of routes in a namespace. */
export function isServerFor({ hosts }: GatewayServerSpec, home: string, namespace: string, routed: readonly string[]): boolean {
  return hosts.map(splitNamespacedHost).some(({ namespace: from = '*', host }) => (
    (from === '*' || (from === '.' ? home : from) === namespace) && routed.some((each) => hostsMatch(each.toLowerCase(), host.toLowerCase()))
  ));
}
