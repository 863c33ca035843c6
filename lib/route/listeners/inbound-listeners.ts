import type { ProxyView } from '../../mesh/proxy-view';
import { isHttpProtocol, isTcpProtocol, parseProtocol, type Protocol } from '../../values/protocol';
import { type ClusterName, clusterText, INBOUND_PASSTHROUGH } from '../cluster-name';
import type { Origin } from '../origin';
import { seconds } from '../seconds';
import { MESH_TLS } from './downstream-tls';
import { INBOUND_MATCHES, type InboundKind } from './inbound-matches';
import type { FilterChain, InspectedPorts, Listener } from './listener';
import { ANY_ADDRESS } from './outbound-chains';
import { singleProxy } from './tcp-proxy';

/** A port on which a sidecar takes connections for its workload. Source: listener_inbound.go#inboundChainConfig. */
interface InboundPort {
  /** The number on the pod; zero for all that have no chains of their own. */
  readonly number: number;
  readonly protocol: Protocol | undefined;
  readonly cluster: ClusterName;
  readonly bind: string;
  readonly isBound: boolean;
  readonly origin?: Origin;
}

/** What stands for the address of the pod where it is not known. */
const OWN_ADDRESS = 'pod';

/** The port on which a sidecar gets what arrives at its pod. */
const INBOUND_PORT = 15006;

/** The listeners of a sidecar for connections that arrive. Source: listener_inbound.go#buildInboundListeners. */
export function inboundListeners(view: ProxyView): readonly Listener[] {
  const ports = inboundPorts(view);
  const captured = ports.filter(({ isBound }) => !isBound).flatMap((port) => chainsOf(view, port));
  const own: FilterChain = { match: { port: INBOUND_PORT }, filter: singleProxy({ to: 'black hole' }, undefined, '') };
  const all = [own, ...passthroughPorts(view, ports).flatMap((port) => chainsOf(view, port)), ...captured];
  const open = ports.filter(({ isBound }) => isBound);
  return [
    listener(view, 'virtualInbound', ANY_ADDRESS, INBOUND_PORT, all),
    ...open.map((port) => listener(view, `${port.bind}_${port.number}`, port.bind, port.number, chainsOf(view, port))),
  ];
}

/** Ports that a Sidecar lists take the place of those of services. Source: listener_inbound.go#buildInboundChainConfigs. */
function inboundPorts(view: ProxyView): readonly InboundPort[] {
  const { ingress = [] } = view.sidecar?.resource.spec ?? {};
  const known = new Map<number, InboundPort>();
  const add = (port: InboundPort): void => {
    if (!known.has(port.number)) known.set(port.number, port);
  };
  if (ingress.length > 0) {
    for (const [i, { port: { number = 0, protocol = '' }, bind, captureMode }] of ingress.entries()) {
      add({
        number, protocol: parseProtocol(protocol), cluster: { to: 'workload', port: number }, bind: bind || view.proxy.address || OWN_ADDRESS,
        isBound: captureMode === 'NONE', origin: { entry: view.sidecar!, path: ['spec', 'ingress', i] },
      });
    }
  } else {
    for (const { targetPort, port: { protocol } } of view.targets) {
      add({ number: targetPort, protocol, cluster: { to: 'workload', port: targetPort }, bind: ANY_ADDRESS, isBound: false });
    }
  }
  const open = [...known.values()].filter(({ number, bind }) => number !== INBOUND_PORT || bind !== ANY_ADDRESS);
  return open.sort((a, b) => a.number - b.number);
}

/** Ports that no service has, and those of them whose mutual TLS differs. Source: listener_inbound.go#buildInboundPassthroughChains. */
function passthroughPorts(
  { proxy: { namespace, labels }, peerAuthentications }: ProxyView, ports: readonly InboundPort[],
): readonly InboundPort[] {
  const shared = { protocol: undefined, cluster: INBOUND_PASSTHROUGH, bind: ANY_ADDRESS, isBound: false };
  const known = new Set(ports.map(({ number }) => number));
  const named = peerAuthentications.portsOf(namespace, labels).filter((number) => !known.has(number));
  return [0, ...named].map((number) => ({ ...shared, number }));
}

function kindOf(protocol: Protocol | undefined): InboundKind {
  if (protocol === undefined) return 'detected';
  return isHttpProtocol(protocol) ? 'http' : isTcpProtocol(protocol) || protocol === 'UDP' ? 'tcp' : 'detected';
}

/** Source: listener_inbound.go#inboundChainForOpts. */
function chainsOf(
  { proxy: { namespace, labels }, peerAuthentications }: ProxyView, { number, protocol, cluster, origin }: InboundPort,
): readonly FilterChain[] {
  const mode = peerAuthentications.ofWorkload(namespace, labels, number);
  return INBOUND_MATCHES[kindOf(protocol)][mode].map(({ match, reads, endsTls }) => ({
    match: { ...match, ...(number > 0 ? { port: number } : {}) },
    ...(endsTls ? { tls: MESH_TLS } : {}),
    filter: reads === 'requests' ? { reads, routes: clusterText(cluster) } : singleProxy(cluster, undefined, ''),
    ...(origin ? { origin } : {}),
  }));
}

/** Source: listener_inbound.go#buildInboundListener. */
function listener(view: ProxyView, name: string, address: string, port: number, chains: readonly FilterChain[]): Listener {
  return {
    name, direction: 'inbound', addresses: [address], port, isBound: true, chains,
    tlsInspector: tlsInspected(chains),
    httpInspector: httpInspected(chains),
    inspectorTimeout: seconds(view.settings.protocolDetectionTimeout) ?? 0,
    continuesAfterTimeout: true,
  };
}

/**
 * Ports are looked at for TLS where one of their chains asks for it, and others where a chain of all ports does.
 * Source: listener_inbound.go#buildTLSInspector.
 */
function tlsInspected(chains: readonly FilterChain[]): InspectedPorts {
  const { having, lacking, others } = needs(chains, ({ match: { transport } }) => transport === 'tls');
  if (others) return lacking.length > 0 ? { except: lacking } : 'all';
  return having.length > 0 ? { only: having } : 'none';
}

/**
 * Once a port is looked at for HTTP, all are but those whose own chains do not ask for it.
 * Source: listener_inbound.go#buildHTTPInspector.
 */
function httpInspected(chains: readonly FilterChain[]): InspectedPorts {
  const { having, lacking, others } = needs(chains, ({ match: { protocols = [] } }) => protocols.includes('http/1.1'));
  if (having.length === 0 && !others) return 'none';
  return lacking.length > 0 ? { except: lacking } : 'all';
}

/** The ports with chains of their own, by whether one of those needs the first bytes; and whether a chain of all other ports does. */
function needs(
  chains: readonly FilterChain[], test: (chain: FilterChain) => boolean,
): { readonly having: readonly number[]; readonly lacking: readonly number[]; readonly others: boolean } {
  const ports = new Map<number, boolean>();
  for (const chain of chains) {
    const { port = 0 } = chain.match;
    ports.set(port, (ports.get(port) ?? false) || test(chain));
  }
  const having = [...ports].filter(([port, isNeeded]) => port !== 0 && isNeeded).map(([port]) => port);
  const lacking = [...ports].filter(([port, isNeeded]) => port !== 0 && !isNeeded).map(([port]) => port);
  return { having, lacking, others: ports.get(0) === true };
}
