import type { Construct } from 'constructs';
import type { HostFacts, HostPort } from '../../lib/composition/model';
import type { ServiceEntrySpec } from '../../lib/kinds/service-entry/api';
import { isTcpProtocol, isTlsProtocol } from '../../lib/values/protocol';
import { HostResource, type Make } from '../core/host-resource';
import { refuse } from '../core/istio-resource';
import { lazySpec } from '../core/lazy-spec';
import type { Pattern } from '../core/pattern';
import { IstioServiceEntry } from '../l1/service-entry';
import { Resolution } from '../service-entry/resolution';
import { externalRules } from './external-rules';
import { HostOwner, namespaceOf, type Placement } from './host-owner';
import { portList, portNamed, type ServicePortOptions } from './ports';

/** What {@link ExternalService} takes. */
export interface ExternalServiceProps<PortName extends string = string> {
  /** The full name of the service, such as `api.partner.com`. */
  readonly host: string;
  /** Its ports by name. The names are part of the type of the construct. */
  readonly ports: Readonly<Record<PortName, ServicePortOptions>>;
  /**
   * The namespace of its resources. A pattern that leads the way through a gateway moves them beside the gateway.
   *
   * @default - the chart's
   */
  readonly namespace?: string;
  /**
   * Namespaces that see the service: names, `.` for the own one, `*` for all.
   *
   * @default ['.']
   */
  readonly exportTo?: readonly string[];
  /**
   * How proxies find the endpoints.
   *
   * @default Resolution.dns()
   */
  readonly resolution?: Resolution;
  /** IP addresses or CIDR blocks of the service. A TCP port needs them: without, the proxies would take all traffic to that port number for it. */
  readonly addresses?: readonly string[];
}

/**
 * A service outside the mesh, and the owner of its ServiceEntry, its DestinationRule and its VirtualService. The ServiceEntry is always
 * written; the others when patterns say something that needs them.
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
  /** What patterns need beside the resources of the host. @internal */
  public readonly _companions: HostResource;
  private readonly props: ExternalServiceProps<PortName>;
  private readonly ports: readonly HostPort[];
  private readonly targetPorts = new Map<string, number>();
  private readonly companions = new Map<string, Make>();
  private moved: Placement | undefined;
  private readonly name: string;

  public constructor(scope: Construct, id: string, props: ExternalServiceProps<PortName>) {
    const namespace = namespaceOf(scope, id, props.namespace);
    const ports = portList(props.ports);
    const name = String(props.host).replaceAll('*', 'wildcard').replaceAll('.', '-');
    super(scope, id, { name, namespace, host: props.host, ports, versions: {} });
    this.props = { ...props };
    this.ports = ports;
    this.name = name;
    this.serviceEntry = new HostResource(this, 'ServiceEntry', () => []);
    this._companions = new HostResource(this, 'Companions', () => []);
    const plain = ports.find(({ protocol }) => isTcpProtocol(protocol) && !isTlsProtocol(protocol));
    if (plain && (props.addresses ?? []).length === 0) {
      refuse(this, externalRules.tcpWithoutAddresses, ['addresses'], { message: `Expected addresses beside the ${plain.protocol} port ${plain.number}, got none` });
    }
    this._write();
  }

  /** The port that clients call for that name, and the port of the endpoints where another one is called. @internal */
  public _port(pattern: Construct, name: string): HostPort {
    return portNamed(pattern, this.ports, name);
  }

  /** The ports. @internal */
  public get _ports(): readonly HostPort[] {
    return this.ports;
  }

  /** Has the endpoints called on another port than clients call. @internal */
  public _callOn(name: string, targetPort: number): void {
    this.targetPorts.set(name, targetPort);
  }

  /** Adds a port for gateways that clients do not use. @internal */
  public _addPort(name: string, port: ServicePortOptions): void {
    if (!this.ports.some((there) => there.number === port.number)) (this.ports as HostPort[]).push({ name, ...port });
    this._write();
  }

  /** Moves the resources to another namespace, and shows them to those. @internal */
  public _place(placement: Placement): void {
    this.moved = placement;
    this._write();
  }

  /** Writes an object beside the host's, in an order that does not depend on the program's. @internal */
  public _accompany(pattern: Pattern, role: string, make: Make): void {
    this.companions.set(`${pattern.node.path} ${role}`, make);
    this._write();
  }

  /** @internal */
  public override get _placement(): Placement {
    return this.moved ?? { namespace: super._placement.namespace, exportTo: this.props?.exportTo ?? ['.'] };
  }

  /** @internal */
  protected override _facts(): Partial<HostFacts> {
    return { ports: this.ports };
  }

  /** @internal */
  protected override _write(): void {
    super._write();
    if (this.serviceEntry === undefined) return; // while the base class is being made
    const { namespace, exportTo } = this._placement;
    const key = JSON.stringify([namespace, exportTo]);
    this.serviceEntry._write(key, [['Resource', (scope, id) => new IstioServiceEntry(scope, id, {
      metadata: { name: this.name, namespace }, spec: lazySpec(() => this.entrySpec()),
    })]]);
    const sorted = [...this.companions].sort(([a], [b]) => (a < b ? -1 : 1));
    if (sorted.length > 0) this._companions._write(JSON.stringify([namespace, sorted.map(([name]) => name)]), sorted.map(([, make], i) => [String(i), make]));
  }

  private entrySpec(): ServiceEntrySpec {
    const { host, resolution, addresses } = this.props;
    const { exportTo } = this._placement;
    return {
      hosts: [host],
      ...(addresses ? { addresses } : {}),
      location: 'MESH_EXTERNAL',
      ...(exportTo ? { exportTo } : {}),
      ...(resolution ?? Resolution.dns())._fields,
      ports: this.ports.map(({ name, number, protocol }) => {
        const targetPort = this.targetPorts.get(name);
        return { name, number, protocol, ...(targetPort === undefined ? {} : { targetPort }) };
      }),
    };
  }
}
