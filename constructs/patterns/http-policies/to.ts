import type { HostPort } from '../../../lib/composition/host';
import type { OtherService } from '../../../lib/composition/outcome';
import { choices, quote } from '../../../lib/core/quote';
import { isHttpProtocol } from '../../../lib/values/protocol';
import { type Pattern, refuseOption } from '../../core/pattern';
import { quoteConstruct } from '../../core/quote-construct';
import { referenceRules } from '../../core/reference-rules';
import { refuse } from '../../core/refuse';
import { assertSameApp } from '../../core/same-app';
import { ExternalService } from '../../owners/external-service/external-service';
import { HostOwner } from '../../owners/host/host-owner';
import { ServiceTarget } from '../../owners/host/service-target';
import { MeshServiceReference } from '../../owners/mesh-service/reference';

/** A service that requests can be routed to: one of this app, one of another team, or a port or a version of either. */
export type RoutedTarget = HostOwner | MeshServiceReference<string, string> | ServiceTarget;

/** The service that an option names, and one HTTP port of it. @throws ConfigError for anything else, or the service itself @internal */
export function otherService(pattern: Pattern, service: HostOwner, to: unknown): OtherService {
  const isTarget = to instanceof HostOwner || to instanceof MeshServiceReference || to instanceof ServiceTarget;
  const owner = to instanceof ServiceTarget ? to._owner : to;
  if (!isTarget || (owner !== undefined && !(owner instanceof HostOwner) && !(owner instanceof MeshServiceReference))) {
    return refuseOption(pattern, 'to', `Expected a service, or a port or a version of one, got ${quoteConstruct(to)}`,
      "write a MeshService or an ExternalService, or MeshService.fromName(…) for one of another team");
  }
  if (owner instanceof HostOwner) assertSameApp(pattern, owner, ['to']);
  if (owner === service) {
    refuseOption(pattern, 'to', `Expected another service, got ${quote(service.host)} itself`, 'pin requests to a version of it with Split');
  }
  if (owner instanceof ExternalService && owner._isWildcard) {
    refuseOption(pattern, 'to', `Expected a service with one name, got the wildcard ${quote(owner.host)}`, 'make an ExternalService for the host that is meant');
  }
  const { host, subset: version, port: given } = to instanceof ServiceTarget ? to._destination({ construct: pattern })
    : { host: to instanceof MeshServiceReference ? to._hostIn(pattern) : to.host };
  const protocol = to instanceof ServiceTarget ? to._protocol : undefined;
  const port = requestPort(pattern, host, owner?._ports ?? [{ name: '', number: given?.number ?? 0, protocol: protocol ?? 'HTTP' }], given?.number);
  return { kind: 'service', host, port: port.number, protocol: port.protocol, ...(version === undefined ? {} : { version }) };
}

/** The port for requests that is meant. */
function requestPort(pattern: Pattern, host: string, ports: readonly HostPort[], number: number | undefined): HostPort {
  const named = number === undefined ? ports : ports.filter((port) => port.number === number);
  const fitting = named.filter(({ protocol }) => isHttpProtocol(protocol));
  const known = ports.filter(({ protocol }) => isHttpProtocol(protocol));
  const [port] = fitting;
  if (port !== undefined && port.number > 0 && fitting.length === 1) return port;
  const fix = known.length > 0 ? { fix: `write ${known.map((one) => `port(${quote(one.name)})`).join(' or ')} behind it` } : {};
  if (fitting.length !== 1 && number === undefined && known.length > 0) {
    return refuse(pattern, referenceRules.portMissing, ['to'], {
      message: `Expected one port of ${quote(host)}, got the service as a whole, with the ports ${choices(known.map(({ name }) => name))}`, ...fix,
    });
  }
  const got = named.map((one) => `${one.number} with ${one.protocol}`).join(', ') || String(number ?? 'none');
  return refuseOption(pattern, 'to', `Expected an HTTP port of ${quote(host)}, got ${got}`, fix.fix ?? 'declare the port as HTTP, HTTP2 or GRPC if that is its protocol');
}
