import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineTable, REFUSED_BY_ISTIOD, type RuleRow } from '../../../core/rule-table';
import { port as portNumber } from '../../../values/port';
import { protocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import { isUnixAddress } from '../../../values/unix-socket';
import type { GatewayPort, GatewayServer, GatewaySpec } from '../api';

/** A server and where it stands. */
interface PlacedServer {
  readonly at: Path;
  readonly server: Json<GatewayServer>;
}

/** True for a server on a socket, which has no port number. */
export function isOnSocket({ bind = '' }: Json<GatewayServer>): boolean {
  return isUnixAddress(bind);
}

/** What is wrong with each field of the port of a server. */
const PROBLEMS: Readonly<Record<keyof GatewayPort, (server: Json<GatewayServer>) => string | undefined>> = {
  number: (server) => {
    const { number } = server.port;
    if (isOnSocket(server)) return number === 0 ? undefined : `Expected port number 0 with a unix socket, got ${number}`;
    const reason = portNumber.test(number);
    return reason && `Expected ${portNumber.expected}, got ${number}: ${reason}`;
  },
  protocol: ({ port }) => {
    const reason = protocol.test(port.protocol);
    return reason && `Expected ${protocol.expected}, got ${quote(port.protocol)}: ${reason}`;
  },
  name: ({ port }) => (port.name === '' ? 'Expected a name for the port, got ""' : undefined),
  targetPort: ({ port: { targetPort = 0 } }) => (targetPort > 0 ? `Expected no targetPort, got ${targetPort}` : undefined),
};

/** True when nothing is wrong with the port of a server: istiod looks at its TLS only then. */
export function hasSoundPort(server: Json<GatewayServer>): boolean {
  return Object.values(PROBLEMS).every((problemOf) => problemOf(server) === undefined);
}

/** Reports what is wrong with one field of the port. */
const checkField = (field: keyof GatewayPort): RuleRow<PlacedServer>['check'] => ({ at, server }, report) => {
  const message = PROBLEMS[field](server);
  if (message !== undefined) report([...at, 'port', field], { message });
};

const rows: readonly RuleRow<PlacedServer>[] = [
  {
    id: 'gateway/port-number',
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected a port number from 1 to 65535, or 0 with a unix socket',
    fix: "write the number of a port of the gateway's Service",
    source: ['pkg/config/validation/validation.go#validateServerPort', 'pkg/config/validation/validation.go#validateServerBind'],
    good: ['port: {number: 80, name: http, protocol: HTTP}'],
    bad: [{ yaml: 'port: {number: 70000, name: http, protocol: HTTP}', at: '.port.number' }],
    check: checkField('number'),
  },
  {
    id: 'gateway/port-protocol',
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected a protocol that Istio knows',
    fix: 'write one of the protocols',
    source: 'pkg/config/validation/validation.go#validateServerPort',
    good: ['port: {number: 80, name: http, protocol: GRPC}'],
    bad: [{ yaml: 'port: {number: 80, name: http, protocol: SMTP}', at: '.port.protocol' }],
    check: checkField('protocol'),
  },
  {
    id: 'gateway/port-name-missing',
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected a name for the port',
    fix: 'give the port a name, such as http or https',
    source: 'pkg/config/validation/validation.go#validateServerPort',
    good: ['port: {number: 80, name: http_a, protocol: HTTP}'],
    bad: [{ yaml: 'port: {number: 80, name: "", protocol: HTTP}', at: '.port.name' }],
    check: checkField('name'),
  },
  {
    id: 'gateway/no-target-port',
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected no target port: it has no effect on a gateway',
    fix: "remove it; the gateway's Service maps its ports to those of the pods",
    source: 'pkg/config/validation/validation.go#validateServerPort',
    good: ['port: {number: 80, name: http, protocol: HTTP, targetPort: 0}'],
    bad: [{ yaml: 'port: {number: 80, name: http, protocol: HTTP, targetPort: 8080}', at: '.port.targetPort' }],
    check: checkField('targetPort'),
  },
];

/** What the port of a server may be. */
export const serverPort = defineTable<Json<GatewaySpec>, PlacedServer>({
  topic: 'gateway',
  parts: ({ servers = [] }) => servers.map((server, i) => ({ at: ['spec', 'servers', i], server })),
  examples: [{ yaml: (port) => `spec: {servers: [{${port}, hosts: ["*"]}]}`, at: 'spec.servers[0]' }],
}, rows);
