import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Path } from '../../../lib/core/finding';
import { isObject } from '../../../lib/core/is-object';
import { quote } from '../../../lib/core/quote';
import { isDnsLabel } from '../../../lib/values/host-name';
import { meshOptionsOf } from '../../core/mesh-options';
import { assertOptions, refuseOption } from '../../core/pattern';
import { HostOwner } from '../host/host-owner';
import { namespaceOf } from '../host/placement';
import { type KubernetesService, portsOf } from './kubernetes-service';
import { assertPorts, isMapOfPorts, portList, type ServicePortOptions } from '../host/ports';
import { MeshServiceReference, type MeshServiceReferenceProps } from './reference';
import type { ServiceTarget } from '../host/service-target';

/** What {@link MeshService} takes. */
export interface MeshServiceProps<PortName extends string = string, VersionName extends string = string> {
  /**
   * Name of the Kubernetes Service. Inside of another construct it has to be given: there an id is often a word such as `Service`, which
   * would become a part of the host.
   *
   * @default - the id of the construct, where it stands in a chart
   */
  readonly name?: string;
  /**
   * The namespace of the Kubernetes Service, which the resources of the host are written to.
   *
   * @default - the chart's
   */
  readonly namespace?: string;
  /** The ports of the Service by name. The names are part of the type of the construct. */
  readonly ports: Readonly<Record<PortName, ServicePortOptions>>;
  /**
   * The labels of the pods of each version, by the version's name. Each version becomes a subset of the host's DestinationRule, and its
   * name a part of the type of the construct.
   *
   * @default - none
   */
  readonly versions?: Readonly<Record<VersionName, Readonly<Record<string, string>>>>;
}

/**
 * A service of the mesh, and the owner of its DestinationRule and its VirtualService. Istio follows one of each for a host, so patterns
 * contribute to this construct, which puts their claims together. It writes each of the two only when a contribution needs it.
 *
 * @see https://istio.io/latest/docs/ops/best-practices/traffic-management/
 * @example
 * const ratings = new MeshService(chart, 'ratings', {
 *   ports: { http: { number: 9080, protocol: 'HTTP' } },
 *   versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
 * });
 * new Canary(chart, 'ratings-canary', { service: ratings, stable: 'v1', canary: 'v2', weight: 10 });
 * new CircuitBreaker(chart, 'ratings-breaker', { service: ratings, consecutive5xxErrors: 5 });
 * ratings.explain(); // which construct is responsible for what
 */
export class MeshService<PortName extends string = string, VersionName extends string = never> extends HostOwner<PortName, VersionName> {
  /**
   * A service that another team owns: it can be routed to, but nothing can be added to it.
   *
   * @param name name of the Kubernetes Service
   * @example
   * const users = MeshService.fromName('users', { namespace: 'accounts', ports: { http: { number: 80, protocol: 'HTTP' } } });
   * virtualService.addHttpRoute('users', { match: path.prefix('/users/'), to: users.port('http') });
   */
  public static fromName<PortName extends string, VersionName extends string = never>(
    name: string, props: MeshServiceReferenceProps<PortName, VersionName>,
  ): MeshServiceReference<PortName, VersionName> {
    return new MeshServiceReference(name, props);
  }

  /**
   * The owner of the host of a Service construct, such as one of cdk8s-plus. Name, namespace and ports are the Service's; the protocol of
   * a port is read from its name, as Istio does it.
   *
   * @param service any construct that has a name, metadata and ports
   * @param props what the Service does not say
   * @example
   * const service = { name: 'reviews', metadata: { namespace: 'shop' }, ports: [{ name: 'http', port: 9080 }] };
   * MeshService.fromService(chart, 'reviews', service, { versions: { v1: { version: 'v1' } } });
   */
  public static fromService<VersionName extends string = never>(
    scope: Construct, id: string, service: KubernetesService, props: Pick<MeshServiceProps<string, VersionName>, 'versions'> = {},
  ): MeshService<string, VersionName> {
    const ports = portsOf(scope, id, service);
    const { name, metadata: { namespace } } = service;
    return new MeshService<string, VersionName>(scope, id, { name, ...(namespace === undefined ? {} : { namespace }), ports, ...props });
  }

  public constructor(scope: Construct, id: string, props: MeshServiceProps<PortName, VersionName>) {
    const given: Partial<MeshServiceProps> = isObject(props) ? props : {};
    const name = typeof given.name === 'string' ? given.name : id; // what is no text is refused below
    const namespace = namespaceOf(scope, id, given.namespace);
    super(scope, id, {
      name, namespace, host: `${name}.${namespace}.svc.${meshOptionsOf(scope).clusterDomain}`,
      shortNames: [name, `${name}.${namespace}`, `${name}.${namespace}.svc`],
      ports: portList(isMapOfPorts(given.ports) ? given.ports : {}), versions: { ...given.versions },
    });
    assertOptions(this, props, { name: true, namespace: true, ports: true, versions: true } satisfies Record<keyof MeshServiceProps, true>);
    for (const option of ['name', 'namespace'] as const) {
      const label = given[option];
      if (label !== undefined && (typeof label !== 'string' || !isDnsLabel(label))) this.invalid(option, `Expected a name such as "reviews", without dots, got ${quote(label)}`);
    }
    if (given.name === undefined && !Chart.isChart(scope)) {
      this.invalid('name', `Expected the name of the Kubernetes Service for a construct inside of ${quote(scope.node.path)}, got the id ${quote(id)} alone`,
        `write name: ${quote(id)} if that is its name`);
    }
    assertPorts(this, props.ports);
    this.assertVersions(given.versions);
    this._declareService();
  }

  private assertVersions(versions: unknown): void {
    if (versions === undefined) return;
    if (!isObject(versions)) return this.invalid('versions', `Expected the labels of each version, by its name, got ${quote(versions)}`);
    for (const [name, labels] of Object.entries(versions)) {
      const isMap = isObject(labels);
      if (!isMap) this.invalid(['versions', name], `Expected labels of the pods, got ${quote(labels)}`, `write { version: '${name}' }`);
      const [label, value] = Object.entries(labels).find((entry) => typeof entry[1] !== 'string') ?? [];
      if (label !== undefined) this.invalid(['versions', name, label], `Expected a text, got ${quote(value)}`, `write '${String(value)}'`);
    }
  }

  private invalid(option: string | Path, message: string, fix?: string): never {
    return refuseOption(this, typeof option === 'string' ? [option] : option, message, fix);
  }

  /**
   * A version as a target for routes.
   *
   * @throws ConfigError `reference/unknown-version` when the service has no version of that name
   */
  public version(name: VersionName): ServiceTarget {
    return this.versionTarget(name);
  }
}
