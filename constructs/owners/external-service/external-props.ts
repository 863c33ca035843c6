import type { Construct } from 'constructs';
import type { HostPort } from '../../../lib/composition/host';
import { quote } from '../../../lib/core/quote';
import { isDnsLabel, wildcardHost } from '../../../lib/values/host-name';
import { isIp } from '../../../lib/values/ip';
import { refuse } from '../../core/refuse';
import { meshOptionsOf } from '../../core/mesh-options';
import { assertOptions, refuseOption } from '../../core/pattern';
import { Resolution } from '../../service-entry/resolution';
import { isPlainTcp } from './external-neighbours';
import { externalRules } from './external-rules';
import { assertPorts, type ServicePortOptions } from '../host/ports';

/** What {@link ExternalService} takes. */
export interface ExternalServiceProps<PortName extends string = string> {
  /** The full name of the service, such as `api.partner.com`; `*.partner.com` for all names below. */
  readonly host: string;
  /**
   * Name of its resources in Kubernetes, for a host whose name others would share: `a-b.com` and `a.b.com` are both `a-b-com`.
   *
   * @default - the host, with hyphens in place of dots
   */
  readonly name?: string;
  /** Its ports by name. The names are part of the type of the construct. */
  readonly ports: Readonly<Record<PortName, ServicePortOptions>>;
  /**
   * The namespace of its resources. {@link EgressThroughGateway} moves them beside the gateway.
   *
   * @default - the chart's
   */
  readonly namespace?: string;
  /**
   * Namespaces that see the service: names, `.` for its own, `*` for all. For a service behind an egress gateway, `clients` of
   * {@link EgressThroughGateway} takes the place of this.
   *
   * @default ['.']
   */
  readonly exportTo?: readonly string[];
  /**
   * How proxies find the endpoints.
   *
   * @default - by DNS; for `*.partner.com`, and where `addresses` has blocks, the proxies call the address that the client asked for
   */
  readonly resolution?: Resolution;
  /**
   * IP addresses or CIDR blocks that clients call, or `'auto-allocated'`. A plain TCP port needs one of the two: without, the proxies would
   * take all traffic to that port number for it. `'auto-allocated'` has istiod give the service an address, which clients get only where
   * their proxies resolve DNS (`ISTIO_META_DNS_CAPTURE`).
   *
   * @default - none
   */
  readonly addresses?: readonly string[] | 'auto-allocated';
}

/** Refuses what types cannot, for programs with and without them. @internal */
export function assertExternalProps(service: Construct, props: ExternalServiceProps, ports: readonly HostPort[]): void {
  assertOptions(service, props, {
    host: true, name: true, ports: true, namespace: true, exportTo: true, resolution: true, addresses: true,
  } satisfies Record<keyof ExternalServiceProps, true>);
  const { host, name, resolution, addresses, exportTo } = props;
  const reason = hostProblem(host, meshOptionsOf(service).clusterDomain);
  if (reason !== undefined) {
    refuse(service, externalRules.host, ['host'], { message: `Expected the full name of a service outside the mesh, got ${quote(host)}: ${reason}` });
  }
  if (ports.length === 0) {
    refuse(service, externalRules.noPorts, ['ports'], { message: `Expected ports by name, each with number and protocol, got ${quote(props.ports)}` });
  }
  assertPorts(service, props.ports);
  const invalid = (option: string, message: string): never => refuseOption(service, [option], message);
  if (name !== undefined && (typeof name !== 'string' || !isDnsLabel(name))) invalid('name', `Expected a name such as "partner", got ${quote(name)}`);
  if (resolution !== undefined && !(resolution instanceof Resolution)) {
    invalid('resolution', `Expected a Resolution such as Resolution.dns(), got ${quote(resolution)}`);
  }
  if (addresses !== undefined && addresses !== 'auto-allocated' && !Array.isArray(addresses)) {
    invalid('addresses', `Expected a list of addresses, or "auto-allocated", got ${quote(addresses)}`);
  }
  if (exportTo !== undefined && !(Array.isArray(exportTo) && exportTo.length > 0)) {
    invalid('exportTo', `Expected names of namespaces, got ${quote(exportTo)}`);
  }
  assertToldApart(service, props, ports.find(isPlainTcp));
}

/** Proxies tell plain TCP connections apart by address alone, so a service with such a port needs addresses. */
function assertToldApart(service: Construct, { host, addresses, resolution }: ExternalServiceProps, plain: HostPort | undefined): void {
  if (plain === undefined || (Array.isArray(addresses) && addresses.length > 0)) return;
  const isNone = resolution ? (resolution._fields.resolution ?? 'NONE') === 'NONE' : host.startsWith('*');
  if (addresses === 'auto-allocated' && !isNone) return;
  const got = addresses === 'auto-allocated' ? '"auto-allocated" with resolution NONE, for which istiod allocates none' : 'none';
  refuse(service, externalRules.tcpWithoutAddresses, ['addresses'], {
    message: `Expected addresses beside the ${plain.protocol} port ${plain.number}, got ${got}`,
  });
}

function hostProblem(host: unknown, clusterDomain: string): string | undefined {
  if (typeof host !== 'string' || host === '') return 'it is no name';
  if (host === '*') return 'it would be every host';
  if (isIp(host)) return 'it is an address';
  if (/[/:]/.test(host)) return 'it has a scheme, a port or a path';
  if (host !== host.toLowerCase()) return 'it is not in lower case, in which proxies compare server names';
  if (host.endsWith('.')) return 'it ends with a dot';
  const wrong = wildcardHost.test(host);
  if (wrong !== undefined) return wrong;
  if (!host.includes('.')) return 'it has no dots';
  return host.toLowerCase().endsWith(`.${clusterDomain}`) ? 'it is a name of the cluster' : undefined;
}
