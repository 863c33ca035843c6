import { Construct } from 'constructs';
import type { Claimant, HostFacts, HostPort } from '../../lib/composition/model';
import { compositionRules } from '../../lib/composition/composition-rules';
import type { Problem } from '../../lib/composition/problem';
import type { Finding } from '../../lib/core/finding';
import { quote } from '../../lib/core/quote';
import type { ServiceEntrySpec } from '../../lib/kinds/service-entry/api';
import { isIp } from '../../lib/values/ip';
import { HostResource } from '../core/host-resource';
import { refuse } from '../core/istio-resource';
import { lazySpec } from '../core/lazy-spec';
import { meshOptionsOf } from '../core/mesh-options';
import { assertOptions, claimant, type Pattern } from '../core/pattern';
import { IstioServiceEntry } from '../l1/service-entry';
import { Resolution } from '../service-entry/resolution';
import { areSeenTogether, isPlainTcp, type Neighbour, sharedAddress } from './external-neighbours';
import { externalRules } from './external-rules';
import { findingOf, HostOwner, namespaceOf, type Placement } from './host-owner';
import { portList, portNamed, type ServicePortOptions } from './ports';

/** What {@link ExternalService} takes. */
export interface ExternalServiceProps<PortName extends string = string> {
  /** The full name of the service, such as `api.partner.com`; `*.partner.com` for all names below. */
  readonly host: string;
  /** Its ports by name. The names are part of the type of the construct. */
  readonly ports: Readonly<Record<PortName, ServicePortOptions>>;
  /**
   * The namespace of its resources. {@link EgressThroughGateway} moves them beside the gateway.
   *
   * @default - the chart's
   */
  readonly namespace?: string;
  /**
   * Namespaces that see the service: names, `.` for the own one, `*` for all. Where the way leads through a gateway, its clients are said
   * there instead.
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
   * their proxies answer DNS (`ISTIO_META_DNS_CAPTURE`).
   *
   * @default - none
   */
  readonly addresses?: readonly string[] | 'auto-allocated';
}

const SERVICES = Symbol.for('cdk8s-istio.ExternalServices');

/**
 * A service outside the mesh, and the owner of its ServiceEntry, its DestinationRule and its VirtualService. The ServiceEntry is always
 * written; the others when patterns say something that needs them.
 *
 * Declare a port as `TLS` where applications encrypt themselves: the proxies then see the server name and nothing else. Where they are to
 * encrypt, applications call a port in the clear, and {@link TlsOrigination} or {@link EgressThroughGateway} does the rest.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/
 * @example
 * const partner = new ExternalService(chart, 'partner', {
 *   host: 'api.partner.com',
 *   ports: { http: { number: 80, protocol: 'HTTP' } },
 * });
 * new TlsOrigination(chart, 'partner-tls', { service: partner, port: 'http' }); // http://api.partner.com leaves the pod as https
 */
export class ExternalService<PortName extends string = string> extends HostOwner<PortName, never> {
  /** The ServiceEntry of the host. */
  public readonly serviceEntry: HostResource;
  private readonly props: ExternalServiceProps<PortName>;
  private readonly targetPorts = new Map<string, { readonly targetPort: number; readonly by: Claimant }>();
  /** By the path of the pattern that leads the way through a gateway. */
  private readonly gateways = new Map<string, { readonly namespace: string; readonly clients: readonly string[] }>();
  private readonly ports: readonly HostPort[];
  private readonly name: string;

  /**
   * @throws ConfigError `external-service/host` when the host is no full name of a service outside the mesh
   * @throws ConfigError `external-service/tcp-without-addresses` when connections could not be told apart
   */
  public constructor(scope: Construct, id: string, props: ExternalServiceProps<PortName>) {
    const given: Partial<ExternalServiceProps> = typeof props === 'object' && props !== null ? props : {};
    const ports = portList(isMapOfPorts(given.ports) ? given.ports : {});
    const host = String(given.host);
    const name = host.toLowerCase().replaceAll('*', 'wildcard').replaceAll('.', '-');
    super(scope, id, { name, namespace: namespaceOf(scope, id, given.namespace), host, ports, versions: {} });
    this.props = { ...props };
    this.ports = ports;
    this.name = name;
    this.assertProps(props);
    this.serviceEntry = new HostResource(this, 'ServiceEntry', () => this.aboutNeighbours());
    this.neighbours.push(this);
    this._write();
  }

  /** The service as findings name it. @internal */
  public get _claimant(): Claimant {
    return claimant(this.node.path, this._source);
  }

  /** True for all names below one. @internal */
  public get _isWildcard(): boolean {
    return this.host.startsWith('*');
  }

  /** How endpoints are found, in Istio's words. @internal */
  public get _resolution(): Resolution['_fields'] {
    return this.resolution._fields;
  }

  /** True when the props say who sees the service. @internal */
  public get _saysWhoSees(): boolean {
    return this.props.exportTo !== undefined;
  }

  /** The port of that name, for a pattern that has it as its option. @internal */
  public _port(pattern: Construct, name: string): HostPort {
    return portNamed(pattern, this.ports, name);
  }

  /** Has the endpoints called on another port than clients call. @internal */
  public _callOn(pattern: Pattern, name: string, targetPort: number): void {
    const there = this.targetPorts.get(name);
    if (there !== undefined && there.targetPort !== targetPort) {
      const got = `${there.targetPort} from ${quote(there.by.construct)} and ${targetPort} from ${quote(pattern.node.path)}`;
      refuse(pattern, compositionRules.claimedTwice, ['targetPort'], {
        message: `Expected one port of the endpoints behind port ${quote(name)}, got ${got}`,
        related: [{ resource: { apiVersion: '', kind: 'Construct', name: there.by.construct }, ...there.by }],
      });
    }
    this.targetPorts.set(name, { targetPort, by: pattern._claimant });
  }

  /** The ports of the endpoints that a gateway calls. @internal */
  public get _calledPorts(): readonly number[] {
    const { endpoints = [] } = this._resolution;
    return this.detouredPorts.flatMap(({ name, number }) => {
      const called = this.targetPorts.get(name)?.targetPort ?? number;
      return endpoints.length === 0 ? [called] : endpoints.map(({ ports }) => ports?.[name] ?? called);
    });
  }

  /** Moves the resources beside a gateway, and shows them to its clients. @internal */
  public _leadThrough(pattern: Pattern, gateway: { readonly namespace: string; readonly clients: readonly string[] }): void {
    this.gateways.set(pattern.node.path, gateway);
    this._write();
  }

  /** @internal */
  public override get _placement(): Placement {
    if (this.props === undefined || this.gateways.size === 0) { // the base class asks while it is being made
      return { namespace: super._placement.namespace, exportTo: this.props?.exportTo ?? ['.'] };
    }
    const [first] = [...this.gateways].sort(([a], [b]) => (a < b ? -1 : 1));
    const { namespace } = first![1];
    const clients = new Set([...this.gateways.values()].flatMap((gateway) => gateway.clients));
    const exportTo = ['.', ...[...clients].filter((client) => client !== namespace).sort()];
    // What is said about a port that clients call through the gateway is for the gateway alone.
    return { namespace, exportTo, ruleExportTo: this.detouredPorts.length === this.ports.length ? ['.'] : exportTo };
  }

  private get detouredPorts(): readonly HostPort[] {
    const names = new Set(this._contributions.flatMap(({ detours = [] }) => detours.map(({ port }) => port)));
    return this.ports.filter(({ name }) => names.has(name));
  }

  /** @internal */
  protected override _facts(): Partial<HostFacts> {
    return { ports: this.ports };
  }

  /** @internal */
  protected override _write(): void {
    super._write();
    if (this.serviceEntry === undefined) return; // while the base class is being made
    const { namespace } = this._placement;
    this.serviceEntry._write(namespace, [['Resource', (scope, id) => new IstioServiceEntry(scope, id, {
      _source: this._source, metadata: { name: this.name, namespace }, spec: lazySpec(() => this.entrySpec()),
    })]]);
  }

  private entrySpec(): ServiceEntrySpec {
    const { exportTo } = this._placement;
    return {
      hosts: [this.host],
      ...(this.addresses.length > 0 ? { addresses: this.addresses } : {}),
      location: 'MESH_EXTERNAL',
      ...(exportTo ? { exportTo } : {}),
      ...this._resolution,
      ports: this.ports.map(({ name, number, protocol }) => {
        const called = this.targetPorts.get(name);
        return { name, number, protocol, ...(called ? { targetPort: called.targetPort } : {}) };
      }),
    };
  }

  private get addresses(): readonly string[] {
    const { addresses = [] } = this.props;
    return addresses === 'auto-allocated' ? [] : addresses;
  }

  private get resolution(): Resolution {
    if (this.props.resolution) return this.props.resolution;
    const isBlock = this.addresses.some((address) => String(address).includes('/'));
    return this._isWildcard || isBlock ? Resolution.none() : Resolution.dns();
  }

  private assertProps(props: ExternalServiceProps<PortName>): void {
    assertOptions(this, props, {
      host: true, ports: true, namespace: true, exportTo: true, resolution: true, addresses: true,
    } satisfies Record<keyof ExternalServiceProps, true>);
    const reason = hostProblem(props.host, meshOptionsOf(this).clusterDomain);
    if (reason !== undefined) {
      refuse(this, externalRules.host, ['host'], { message: `Expected the full name of a service outside the mesh, got ${quote(props.host)}: ${reason}` });
    }
    if (this.ports.length === 0) {
      refuse(this, externalRules.noPorts, ['ports'], { message: `Expected ports by name, each with number and protocol, got ${quote(props.ports)}` });
    }
    const plain = this.ports.find(isPlainTcp);
    const isAllocated = props.addresses === 'auto-allocated' && this._resolution.resolution !== 'NONE';
    if (plain && this.addresses.length === 0 && !isAllocated) {
      const got = props.addresses === 'auto-allocated' ? '"auto-allocated" with resolution NONE, for which istiod allocates none' : 'none';
      refuse(this, externalRules.tcpWithoutAddresses, ['addresses'], {
        message: `Expected addresses beside the ${plain.protocol} port ${plain.number}, got ${got}`,
      });
    }
  }

  /** The external services of the app. */
  private get neighbours(): ExternalService[] {
    const root = this.node.root as unknown as { [SERVICES]?: ExternalService[] };
    if (!root[SERVICES]) Object.defineProperty(root, SERVICES, { value: [] });
    return root[SERVICES]!;
  }

  private get neighbour(): Neighbour {
    const { namespace, exportTo = ['*'] } = this._placement;
    return { host: this.host, namespace, exportTo, addresses: this.addresses, ports: this.ports };
  }

  /** What is wrong with services that some namespace sees side by side. */
  private aboutNeighbours(): Finding[] {
    const { path } = this.node;
    const self = this.neighbour;
    const isNear = (other: ExternalService): boolean => (
      other.node.path < path && (other.host === this.host || (this.addresses.length > 0 && other.addresses.length > 0))
    );
    const problems = this.neighbours.filter(isNear).flatMap((other): Problem[] => {
      const theirs = other.neighbour;
      if (!areSeenTogether(self, theirs)) return [];
      const about = { by: this._claimant, others: [other._claimant] };
      const names = `${quote(other.node.path)} and ${quote(path)}`;
      if (other.host === this.host) {
        const message = `Expected one ExternalService for ${quote(this.host)} where a namespace sees it, got ${names}`;
        return [{ rule: externalRules.hostTwice, message, ...about }];
      }
      const shared = sharedAddress(self, theirs);
      const message = shared && `Expected one service at port ${shared.port} of ${shared.address}, got ${names}`;
      return message === undefined ? [] : [{ rule: externalRules.sharedAddress, message, ...about }];
    });
    return problems.map((problem) => findingOf(problem, {
      apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', namespace: this.namespace, name: this.name,
    }));
  }
}

/** The service that a pattern is about. @throws ConfigError for what is none @internal */
export function assertExternal(pattern: Construct, service: unknown): asserts service is ExternalService {
  if (service instanceof ExternalService) return;
  refuse(pattern, externalRules.notExternal, ['service'], {
    message: `Expected an ExternalService, got ${service instanceof Construct ? quote(service.node.path) : quote(service)}`,
  });
}

function isMapOfPorts(ports: unknown): ports is Readonly<Record<string, ServicePortOptions>> {
  if (typeof ports !== 'object' || ports === null || Array.isArray(ports)) return false;
  return Object.values(ports).every((port) => typeof port === 'object' && port !== null);
}

function hostProblem(host: unknown, clusterDomain: string): string | undefined {
  if (typeof host !== 'string' || host === '') return 'it is no name';
  if (host === '*') return 'it would be every host';
  if (isIp(host)) return 'it is an address';
  if (!host.includes('.')) return 'it has no dots';
  return host.toLowerCase().endsWith(`.${clusterDomain}`) ? 'it is a name of the cluster' : undefined;
}
