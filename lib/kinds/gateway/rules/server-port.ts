import { quote } from '../../../core/quote';
import { type Detail, defineRule, type Rule } from '../../../core/rule';
import { port as portNumber } from '../../../values/port';
import { protocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import { isUnixAddress } from '../../../values/unix-socket';
import type { GatewayPort, GatewayServer, GatewaySpec } from '../api';

interface Row {
  readonly name: string;
  readonly field: keyof GatewayPort;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly source: string;
  readonly good: string;
  readonly bad: string;
  problem(server: Json<GatewayServer>): Detail['message'] | undefined;
}

/** True for a server on a socket, which has no port number. */
export function isOnSocket({ bind = '' }: Json<GatewayServer>): boolean {
  return isUnixAddress(bind);
}

const rows: readonly Row[] = [
  {
    name: 'port-number',
    field: 'number',
    summary: 'Expected a port number from 1 to 65535, or 0 with a unix socket',
    why: 'istiod refuses the resource.',
    fix: "write the number of a port of the gateway's Service",
    source: 'GW-007, GW-011',
    good: 'port: {number: 80, name: http, protocol: HTTP}',
    bad: 'port: {number: 70000, name: http, protocol: HTTP}',
    problem: (server) => {
      const { number } = server.port;
      if (isOnSocket(server)) return number === 0 ? undefined : `Expected port number 0 with a unix socket, got ${number}`;
      const reason = portNumber.test(number);
      return reason && `Expected ${portNumber.expected}, got ${number}: ${reason}`;
    },
  },
  {
    name: 'port-protocol',
    field: 'protocol',
    summary: 'Expected a protocol that Istio knows',
    why: 'istiod refuses the resource.',
    fix: 'write one of the protocols',
    source: 'GW-006',
    good: 'port: {number: 80, name: http, protocol: GRPC}',
    bad: 'port: {number: 80, name: http, protocol: SMTP}',
    problem: ({ port }) => {
      const reason = protocol.test(port.protocol);
      return reason && `Expected ${protocol.expected}, got ${quote(port.protocol)}: ${reason}`;
    },
  },
  {
    name: 'port-name-missing',
    field: 'name',
    summary: 'Expected a name for the port',
    why: 'istiod refuses the resource.',
    fix: 'give the port a name, such as http or https',
    source: 'GW-009',
    good: 'port: {number: 80, name: http_a, protocol: HTTP}',
    bad: 'port: {number: 80, name: "", protocol: HTTP}',
    problem: ({ port }) => (port.name === '' ? 'Expected a name for the port, got ""' : undefined),
  },
  {
    name: 'no-target-port',
    field: 'targetPort',
    summary: 'Expected no target port: it has no effect on a gateway',
    why: 'istiod refuses the resource.',
    fix: "remove it; the gateway's Service maps its ports to those of the pods",
    source: 'GW-008',
    good: 'port: {number: 80, name: http, protocol: HTTP, targetPort: 0}',
    bad: 'port: {number: 80, name: http, protocol: HTTP, targetPort: 8080}',
    problem: ({ port: { targetPort = 0 } }) => (targetPort > 0 ? `Expected no targetPort, got ${targetPort}` : undefined),
  },
];

/** True when nothing is wrong with the port of a server: istiod looks at its TLS only then. */
export function hasSoundPort(server: Json<GatewayServer>): boolean {
  return rows.every(({ problem }) => problem(server) === undefined);
}

/** What the port of a server may be. */
export const serverPort: readonly Rule<Json<GatewaySpec>>[] = rows.map(({ name, field, problem, good, bad, ...words }) => defineRule({
  id: `gateway/${name}`,
  severity: 'error',
  authority: 'istiod',
  ...words,
  check({ spec: { servers = [] } }, report) {
    servers.forEach((server, i) => {
      const message = problem(server);
      if (message !== undefined) report(['spec', 'servers', i, 'port', field], { message });
    });
  },
  good: [`spec: {servers: [{${good}, hosts: ["*"]}]}`],
  bad: [{ yaml: `spec: {servers: [{${bad}, hosts: ["*"]}]}`, at: `spec.servers[0].port.${field}` }],
}));
