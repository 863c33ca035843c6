import type { Construct } from 'constructs';
import type { HostPort } from '../../../lib/composition/host';
import type { Path } from '../../../lib/core/finding';
import { isObject } from '../../../lib/core/is-object';
import { choices, quote } from '../../../lib/core/quote';
import { closest, unknownName } from '../../../lib/core/suggest';
import { isPort } from '../../../lib/values/port';
import { refuse } from '../../core/refuse';
import { assertOptions, refuseOption } from '../../core/pattern';
import { referenceRules } from '../../core/reference-rules';

/** The protocol of a port: HTTP in its forms is routed by request, the rest by connection. */
export type ServiceProtocol = 'HTTP' | 'HTTP2' | 'GRPC' | 'GRPC-WEB' | 'HTTPS' | 'TLS' | 'TCP' | 'MONGO' | 'MYSQL' | 'REDIS';

const PROTOCOLS: readonly string[] = [
  'HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'HTTPS', 'TLS', 'TCP', 'MONGO', 'MYSQL', 'REDIS',
] satisfies readonly ServiceProtocol[];

/** A port of a service, under its name. */
export interface ServicePortOptions {
  /** The number that clients use, 1 to 65535; not the one that the container listens on. */
  readonly number: number;
  /** The protocol. It has to be that of the Service, which has it in `appProtocol` or in the name of the port. */
  readonly protocol: ServiceProtocol;
}

/** True for ports by name. @internal */
export function isMapOfPorts(ports: unknown): ports is Readonly<Record<string, ServicePortOptions>> {
  return isObject(ports) && Object.values(ports).every((port) => typeof port === 'object' && port !== null);
}

/** Refuses what are no ports, for programs without types. @internal */
export function assertPorts(service: Construct, ports: unknown): void {
  const invalid = (at: Path, message: string, fix?: string): never => refuseOption(service, at, message, fix);
  if (!isMapOfPorts(ports) || Object.keys(ports).length === 0) {
    const message = `Expected ports by name, each with number and protocol, got ${quote(ports)}`;
    return invalid(['ports'], message, "write ports such as { http: { number: 80, protocol: 'HTTP' } }");
  }
  const names = new Map<unknown, string>();
  for (const [name, port] of Object.entries(ports)) {
    const at = ['ports', name];
    assertOptions(service, port, { number: true, protocol: true } satisfies Record<keyof ServicePortOptions, true>, at);
    const { number, protocol } = port;
    if (!isPort(number)) {
      const isText = typeof number === 'string' && isPort(Number(number));
      invalid([...at, 'number'], `Expected a number from 1 to 65535, got ${quote(number)}`, isText ? `write ${String(number)}, without quotes` : undefined);
    }
    if (typeof protocol !== 'string' || !PROTOCOLS.includes(protocol)) {
      const meant = closest(String(protocol), PROTOCOLS);
      invalid([...at, 'protocol'], `Expected ${choices(PROTOCOLS)}, got ${quote(protocol)}`, meant && `write '${meant}'`);
    }
    const other = names.get(number);
    if (other !== undefined) invalid([...at, 'number'], `Expected a number of its own, got ${number}, which ${quote(other)} has`);
    names.set(number, name);
  }
}

/** The ports as a list, in the order of their numbers. @internal */
export function portList(ports: Readonly<Record<string, ServicePortOptions>>): HostPort[] {
  return Object.entries(ports).map(([name, { number, protocol }]) => ({ name, number, protocol: (typeof protocol === 'string' ? protocol : quote(protocol)).toUpperCase() }))
    .sort((a, b) => a.number - b.number);
}

/** The port of that name. @throws ConfigError when the host has no such port @internal */
export function portNamed(construct: Construct, ports: readonly HostPort[], name: string, at: Path = ['ports']): HostPort {
  const found = ports.find((port) => port.name === name);
  if (found) return found;
  const detail = unknownName(name, ports.map((port) => port.name), 'a port of the service, which has none');
  return refuse(construct, referenceRules.unknownPort, at, detail);
}

/** Refuses a service as a whole where a route needs one port of it. @internal */
export function assertOnePort(construct: Construct, host: string, ports: readonly HostPort[], at: Path): void {
  if (ports.length === 1) return;
  refuse(construct, referenceRules.portMissing, at, {
    message: `Expected one port of ${quote(host)}, got the service as a whole, with the ports ${choices(ports.map(({ name }) => name))}`,
    ...(ports.length > 0 ? { fix: `write ${ports.map(({ name }) => `port(${quote(name)})`).join(' or ')} behind it` } : {}),
  });
}

/** Refuses a version that the service does not have. @internal */
export function assertVersion(construct: Construct, versions: readonly string[], name: string, at: Path = ['versions']): void {
  if (versions.includes(name)) return;
  refuse(construct, referenceRules.unknownVersion, at, unknownName(name, versions, 'a version of the service, which has none'));
}
