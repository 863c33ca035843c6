import type { Construct } from 'constructs';
import { isObject } from '../../lib/core/is-object';
import { unknownName } from '../../lib/core/suggest';
import type { ServiceEntryLocation, ServiceEntryPort, ServiceEntrySpec } from '../../lib/kinds/service-entry/api';
import { qualifyHost } from '../../lib/values/host-name';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { refuse } from '../core/refuse';
import { meshOptionsOf } from '../core/mesh-options';
import { referenceRules } from '../core/reference-rules';
import { type DestinationFields, RouteTarget, type Viewpoint } from '../core/route-target';
import { IstioServiceEntry } from '../l1/service-entry';
import { Resolution } from './resolution';

/** A port of a {@link ServiceEntry}, under its name. */
export interface ServiceEntryPortOptions {
  /** The number that clients use, 1 to 65535. */
  readonly number: number;
  /**
   * What is spoken: HTTP, HTTPS, HTTP2, GRPC, TLS, TCP, MONGO, REDIS, MYSQL …
   *
   * @default - the proxy finds out by looking at the traffic
   */
  readonly protocol?: string;
  /**
   * The port of the endpoints, 1 to 65535.
   *
   * @default - the same as `number`
   */
  readonly targetPort?: number;
}

/** What {@link ServiceEntry} takes. */
export interface ServiceEntryProps<PortName extends string = string> extends IstioResourceProps {
  /** Names of the service, 1 to 256; a leading `*.` covers all names below. */
  readonly hosts: readonly string[];
  /** Ports of the service by name. The names are part of the type of the construct. */
  readonly ports?: Readonly<Record<PortName, ServiceEntryPortOptions>>;
  /**
   * How the proxy finds the endpoints.
   *
   * @default Resolution.none(), which istiod assumes when nothing is written
   */
  readonly resolution?: Resolution;
  /**
   * Whether the service is part of the mesh.
   *
   * @default 'MESH_EXTERNAL', which istiod assumes when nothing is written
   */
  readonly location?: ServiceEntryLocation;
  /** IP addresses or CIDR blocks of the service, by which proxies recognise plain TCP. */
  readonly addresses?: readonly string[];
  /**
   * Namespaces that see the service: names, `.` for the own one, `*` for all, `~` for none.
   *
   * @default - the mesh's setting, which is all namespaces
   */
  readonly exportTo?: readonly string[];
  /** Names that the server's certificate may carry when the proxy originates TLS to it. */
  readonly subjectAltNames?: readonly string[];
}

/**
 * Adds a service to the mesh that Kubernetes does not know, such as an API on the internet.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 * @example
 * const payments = new ServiceEntry(chart, 'payments', {
 *   hosts: ['api.payments.example.com'],
 *   ports: { https: { number: 443, protocol: 'HTTPS' } },
 *   resolution: Resolution.dns(),
 * });
 * payments.port('https'); // a target for routes; 'http' does not compile
 */
export class ServiceEntry<PortName extends string = string> extends IstioResource<ServiceEntrySpec> {
  public readonly resource: IstioServiceEntry;
  private readonly props: ServiceEntryProps<PortName>;

  public constructor(scope: Construct, id: string, props: ServiceEntryProps<PortName>) {
    super(scope, id);
    this.props = { ...props };
    this.resource = new IstioServiceEntry(this, 'Resource', this._l1Props(this.props));
  }

  /**
   * A port as a target for routes, on the first host of the service.
   *
   * @throws ConfigError when the service has no port of that name
   */
  public port(name: PortName): ServiceEntryPortTarget {
    const ports: Readonly<Record<string, ServiceEntryPortOptions>> = isObject(this.props.ports) ? this.props.ports : {};
    // An untyped program may have left out the hosts, which the check of the resource says.
    if (Object.hasOwn(ports, name)) return new ServiceEntryPortTarget(this, this.props.hosts?.[0] ?? '', ports[name]!.number);
    const detail = unknownName(name, Object.keys(ports), 'a port of the service, which has none');
    return refuse(this, referenceRules.unknownPort, ['spec', 'ports'], detail);
  }

  /** @internal */
  protected _toSpec(): ServiceEntrySpec {
    const { metadata: _, ports, resolution, ...rest } = this.props;
    // What is no map of ports or no Resolution is left as it is, for the check to say so.
    return {
      ...rest,
      ...(ports === undefined ? {} : { ports: isObject(ports) ? Object.entries<ServiceEntryPortOptions>(ports).map(portSpec) : ports as ServiceEntrySpec['ports'] }),
      ...(resolution instanceof Resolution ? resolution._fields : { resolution }),
    };
  }
}

function portSpec([name, port]: [string, ServiceEntryPortOptions]): ServiceEntryPort {
  return isObject(port) ? { name, ...port } : port as ServiceEntryPort;
}

/** A port of a {@link ServiceEntry} as a target for routes. */
export class ServiceEntryPortTarget extends RouteTarget {
  /** @internal */
  public constructor(private readonly entry: ServiceEntry, private readonly host: string, private readonly number: number) {
    super(entry);
  }

  /** @internal */
  public _destination(from: Viewpoint): DestinationFields {
    const { namespace } = this.entry;
    const host = namespace === undefined || namespace === from.namespace
      ? this.host
      : qualifyHost(this.host, namespace, meshOptionsOf(this.entry).clusterDomain);
    return { host, port: { number: this.number } };
  }
}
