import type { GatewayServer } from '../../../lib/kinds/gateway/api';
import { Server } from '../../gateway/server';
import type { IngressTls } from './ingress-options';
import { isPassedOn, type Ports, type Serving } from './serving';

/** A host and what it serves. @internal */
export interface ServedHost {
  readonly host: string;
  readonly serving: Serving;
}

/**
 * The servers of a gateway: one for each way of TLS, with all hosts that have it, as clients use a connection again for every host of its
 * certificate. Only routes in the Gateway's own namespace may bind to them.
 *
 * @internal
 */
export function ingressServers(hosts: readonly ServedHost[], ports: Ports): GatewayServer[] {
  const sorted = [...hosts].sort((a, b) => (a.host < b.host ? -1 : 1));
  const named = (which: (serving: Serving) => boolean): string[] => sorted.filter(({ serving }) => which(serving)).map(({ host }) => `./${host}`);
  const taken = new Set<string>();
  const servers = [
    ...some(named(({ http }) => http === 'redirect'), (own) => Server.httpsRedirect({ hosts: own, port: ports.http, portName: portName('http-redirect', taken) })),
    ...some(named(({ http }) => http === 'serve'), (own) => Server.http({ hosts: own, port: ports.http, portName: portName('http', taken) })),
    ...endings(sorted).flatMap(({ key, tls }) => some(
      named(({ https }) => https !== 'off' && keyOf(https) === key),
      (own) => ending(tls, { hosts: own, port: ports.https, portName: portName(`https-${tls.credentialName}`, taken) }),
    )),
    ...some(named(isPassedOn), (own) => Server.passthrough({ hosts: own, port: ports.https, portName: portName('tls', taken) })),
  ];
  return servers.map((server) => server.toSpec());
}

type EndingTls = Extract<IngressTls, { credentialName: string }>;

/** The different ways in which the gateway ends TLS, in an order that does not depend on the program's. */
function endings(hosts: readonly ServedHost[]): { key: string; tls: EndingTls }[] {
  const byKey = new Map(hosts.flatMap(({ serving: { https } }) => (
    https === 'off' || https.mode === 'PASSTHROUGH' ? [] : [[keyOf(https), https as EndingTls] as const])));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, tls]) => ({ key, tls }));
}

/** The same text for the same TLS. */
function keyOf(https: IngressTls): string {
  const { mode = 'SIMPLE', credentialName, minProtocolVersion = 'TLSV1_2', caCertCredentialName, subjectAltNames } = https;
  return JSON.stringify([credentialName, mode, minProtocolVersion, caCertCredentialName, subjectAltNames]);
}

function ending(tls: EndingTls, place: { readonly hosts: readonly string[]; readonly port: number; readonly portName: string }): Server {
  const { mode, minProtocolVersion = 'TLSV1_2', ...rest } = tls;
  const options = { ...place, ...rest, minProtocolVersion };
  if (mode === 'MUTUAL') return Server.mutualTls(options);
  return mode === 'OPTIONAL_MUTUAL' ? Server.optionalMutualTls(options) : Server.simpleTls(options);
}

function some(hosts: string[], make: (hosts: string[]) => Server): Server[] {
  return hosts.length === 0 ? [] : [make(hosts)];
}

/** Istio wants each server of a Gateway to have a port name of its own. */
function portName(wish: string, taken: Set<string>): string {
  const name = wish.toLowerCase().replace(/[^a-z0-9-]/g, '-');
  const free = taken.has(name) ? `${name}-${taken.size}` : name;
  taken.add(free);
  return free;
}
