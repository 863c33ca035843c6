import { compareText } from '../../../lib/core/compare-text';
import type { GatewayServer } from '../../../lib/kinds/gateway/api';
import { Server } from '../../gateway/server';
import type { IngressTls } from './ingress-options';
import { isCovered, isPassedOn, type Ports, type Serving, tlsKey } from './serving';

/** A host and what it serves. @internal */
export interface ServedHost {
  readonly host: string;
  readonly serving: Serving;
}

/**
 * The servers of a gateway: one for each kind of TLS, with all hosts that have it, as clients use a connection again for every host of its
 * certificate. Only routes in the Gateway's own namespace may bind to them.
 *
 * @internal
 */
export function ingressServers(hosts: readonly ServedHost[], ports: Ports): GatewayServer[] {
  // A server that names a host beside its wildcard has the routes of the wildcard hold for the host.
  const named = hosts.map(({ host }) => host);
  const sorted = hosts.filter(({ host }) => !isCovered(host, named)).sort((a, b) => (a.host < b.host ? -1 : 1));
  const which = (is: (serving: Serving) => boolean): string[] => sorted.filter(({ serving }) => is(serving)).map(({ host }) => `./${host}`);
  const taken = new Set<string>();
  const servers = [
    ...some(which(({ http }) => http === 'redirect'), (own) => Server.httpsRedirect({ hosts: own, port: ports.http, portName: portName('http-redirect', taken) })),
    ...some(which(({ http }) => http === 'serve'), (own) => Server.http({ hosts: own, port: ports.http, portName: portName('http', taken) })),
    ...endings(sorted).flatMap(({ key, tls }) => some(
      which(({ https }) => https !== 'off' && tlsKey(https) === key),
      (own) => ending(tls, { hosts: own, port: ports.https, portName: portName(`https-${tls.credentialName}`, taken) }),
    )),
    ...some(which(isPassedOn), (own) => Server.passthrough({ hosts: own, port: ports.https, portName: portName('tls', taken) })),
  ];
  return servers.map((server) => server.toSpec());
}

type EndingTls = Extract<IngressTls, { credentialName: string }>;

/** The different kinds of TLS that the gateway ends, sorted, so that the order of the program does not matter. */
function endings(hosts: readonly ServedHost[]): { key: string; tls: EndingTls }[] {
  const byKey = new Map(hosts.flatMap(({ serving: { https } }) => (
    https === 'off' || https.mode === 'PASSTHROUGH' ? [] : [[tlsKey(https), https as EndingTls] as const])));
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([key, tls]) => ({ key, tls }));
}

function ending(tls: EndingTls, place: { readonly hosts: readonly string[]; readonly port: number; readonly portName: string }): Server {
  const { mode, minProtocolVersion = 'TLSV1_2', ...rest } = tls;
  const options = { ...place, ...rest, minProtocolVersion };
  if (mode === 'MUTUAL') return Server.mutualTls(options);
  return mode === 'OPTIONAL_MUTUAL' ? Server.optionalMutualTls(options) : Server.https(options);
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
