import { type ApiObject, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { HostFacts } from '../../../lib/composition/host';
import type { Path } from '../../../lib/core/finding';
import { isObject } from '../../../lib/core/is-object';
import { choices, quote } from '../../../lib/core/quote';
import { isDnsLabel } from '../../../lib/values/host-name';
import { meshOptionsOf } from '../../core/mesh-options';
import { assertOptions, refuseOption } from '../../core/pattern';
import { quoteConstruct } from '../../core/quote-construct';
import { patternRules } from '../../core/pattern-rules';
import { refuse, refuseUnmade } from '../../core/refuse';
import { assertSameApp } from '../../core/same-app';
import { referenceRules } from '../../core/reference-rules';
import { HostOwner } from '../host/host-owner';
import { namespaceOf } from '../host/placement';
import { type KubernetesService, type PortNameOf, readService } from './kubernetes-service';
import { meshServiceRules } from './mesh-service-rules';
import { assertPorts, isMapOfPorts, portList, type ServicePortOptions } from '../host/ports';
import { assertScope, MeshServiceReference, type MeshServiceReferenceProps } from './reference';
import { inspectVersions } from './selected-pods';
import type { ServiceTarget } from '../host/service-target';
import { type KubernetesWorkload, VERSION_LABEL, type Workload, workloadOf } from './workload';

/**
 * The pods of a version: their labels, or what makes them. That is a Deployment, a StatefulSet or a DaemonSet, of cdk8s-plus or as an
 * `ApiObject`; its pods get the label `version`, with the name of the version, where they have none.
 */
export type VersionPods = Readonly<Record<string, string>> | KubernetesWorkload | IConstruct;

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
   * The pods of each version, by the version's name. Each version becomes a subset of the host's DestinationRule, and its name a part of
   * the type of the construct.
   *
   * @default - none
   */
  readonly versions?: Readonly<Record<VersionName, VersionPods>>;
  /**
   * True for a Service with `clusterIP: None`. Its clients choose a pod themselves, so versions cannot share its traffic.
   *
   * @default false
   */
  readonly headless?: boolean;
}

/** What {@link MeshService.fromService} takes beside the Service. */
export interface FromServiceProps<VersionName extends string = string, PortName extends string = string> {
  /**
   * The pods of each version, by the version's name: labels, or the Deployment, StatefulSet or DaemonSet that makes them.
   *
   * @default - none
   */
  readonly versions?: Readonly<Record<VersionName, VersionPods>>;
  /**
   * Names of the ports that the program uses, so that another name does not compile. The type of a Service of cdk8s-plus has none of
   * them.
   *
   * @default - as the type of the Service has them
   */
  readonly portNames?: readonly PortName[];
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
   * @param id name of the Kubernetes Service, unless `name` of the props says another one
   * @example
   * const users = MeshService.fromName(chart, 'users', { namespace: 'accounts', ports: { http: { number: 80, protocol: 'HTTP' } } });
   * virtualService.addHttpRoute('users', { match: path.prefix('/users/'), to: users.port('http') });
   */
  public static fromName<PortName extends string, VersionName extends string = never>(
    scope: Construct, id: string, props: MeshServiceReferenceProps<PortName, VersionName>,
  ): MeshServiceReference<PortName, VersionName> {
    assertScope(scope);
    return new MeshServiceReference(scope, id, props);
  }

  /**
   * The owner of the host of a Service construct, such as one of cdk8s-plus, or an `ApiObject`. Name, namespace, ports and
   * `clusterIP: None` are the Service's; the protocol of a port is read from its name, as Istio does it.
   *
   * @param service any construct that has a name, metadata and ports, or an `ApiObject` of kind Service
   * @param props what the Service does not say
   * @throws ConfigError `mesh-service/external-name` for a Service that stands for another host
   * @throws ConfigError `mesh-service/same-version-label` and `mesh-service/other-namespace` for workloads that cannot be versions of it
   * @example
   * const service = { name: 'reviews', metadata: { namespace: 'shop' }, ports: [{ name: 'http', port: 9080 }] } as const;
   * const reviews = MeshService.fromService(chart, 'reviews', service, { versions: { v1: { version: 'v1' } } });
   * reviews.port('http'); // another name does not compile
   */
  public static fromService<
    const Service extends KubernetesService | ApiObject, VersionName extends string = never, PortName extends string = PortNameOf<Service>,
  >(
    scope: Construct, id: string, service: Service, props: FromServiceProps<VersionName, PortName> = {},
  ): MeshService<PortName, VersionName> {
    const { namespace, ports, ...read } = readService(scope, id, service);
    const refuseProps = (at: Path, message: string): never => refuseUnmade(scope, id, patternRules.invalidOption, at, { message });
    if (!isObject(props)) refuseProps([], `Expected options, got ${quote(props)}`);
    const { portNames = [], ...rest } = props;
    if (!Array.isArray(portNames)) refuseProps(['portNames'], `Expected names of ports, got ${quote(portNames)}`);
    for (const [i, portName] of portNames.entries()) {
      if (Object.hasOwn(ports, portName)) continue;
      const message = `Expected ${choices(Object.keys(ports))}, got ${quote(portName)}`;
      refuseUnmade(scope, id, referenceRules.unknownPort, ['portNames', i], { message });
    }
    const given = { ...read, ...(namespace === undefined ? {} : { namespace }), ports, ...rest };
    return new MeshService<PortName, VersionName>(scope, id, given as MeshServiceProps<PortName, VersionName>);
  }

  /** The workloads of the versions that are given as such. */
  private readonly workloads: ReadonlyMap<string, Workload>;

  public constructor(scope: Construct, id: string, props: MeshServiceProps<PortName, VersionName>) {
    const given: Partial<MeshServiceProps> = isObject(props) ? props : {};
    const name = typeof given.name === 'string' ? given.name : id; // what is no text is refused below
    const namespace = namespaceOf(scope, id, given.namespace);
    const versions = podsOf(given.versions);
    super(scope, id, {
      name, namespace, host: `${name}.${namespace}.svc.${meshOptionsOf(scope).clusterDomain}`,
      shortNames: [name, `${name}.${namespace}`, `${name}.${namespace}.svc`],
      ports: portList(isMapOfPorts(given.ports) ? given.ports : {}), isHeadless: given.headless === true,
      get versions() { return labelsOf(versions); },
    });
    this.workloads = new Map([...versions].flatMap(([version, pods]) => (isWorkload(pods) ? [[version, pods]] : [])));
    assertOptions(this, props, {
      name: true, namespace: true, ports: true, versions: true, headless: true,
    } satisfies Record<keyof MeshServiceProps, true>);
    for (const option of ['name', 'namespace'] as const) {
      const label = given[option];
      if (label !== undefined && (typeof label !== 'string' || !isDnsLabel(label))) this.invalid(option, `Expected a name such as "reviews", without dots, got ${quote(label)}`);
    }
    if (typeof (given.headless ?? false) !== 'boolean') this.invalid('headless', `Expected true or false, got ${quote(given.headless)}`);
    if (given.name === undefined && !Chart.isChart(scope)) {
      this.invalid('name', `Expected the name of the Kubernetes Service for a construct inside of ${quote(scope.node.path)}, got the id ${quote(id)} alone`,
        `write name: ${quote(id)} if that is its name`);
    }
    assertPorts(this, props.ports);
    this.takeVersions(given.versions);
    this._declareService();
  }

  /** The workloads of versions, by their names. @internal */
  public get _workloads(): ReadonlyMap<string, Workload> {
    return this.workloads;
  }

  private takeVersions(versions: unknown): void {
    if (versions === undefined) return;
    if (!isObject(versions)) return this.invalid('versions', `Expected the pods of each version, by its name, got ${quote(versions)}`);
    for (const [name, pods] of Object.entries(versions)) {
      const workload = this.workloads.get(name);
      if (workload) this.takeWorkload(name, workload);
      else this.assertLabels(name, pods);
    }
    if (this.workloads.size > 0) inspectVersions(this);
  }

  private assertLabels(name: string, labels: unknown): void {
    const isMap = isObject<unknown>(labels) && !Construct.isConstruct(labels);
    if (!isMap) {
      const message = `Expected labels of the pods or a workload with a pod template, got ${quoteConstruct(labels)}`;
      return this.invalid(['versions', name], message, `write { version: '${name}' }`);
    }
    const [label, value] = Object.entries(labels).find((entry) => typeof entry[1] !== 'string') ?? [];
    if (label !== undefined) this.invalid(['versions', name, label], `Expected a text, got ${quote(value)}`, `write '${String(value)}'`);
  }

  /** Has the pods of a workload carry the label of the version, where they have none. */
  private takeWorkload(name: string, workload: Workload): void {
    const at = ['versions', name];
    const { construct, namespace } = workload;
    if (construct) assertSameApp(this, construct, at);
    if (namespace !== undefined && namespace !== this._home) {
      const message = `Expected pods in the namespace ${quote(this._home)} of the Service, got ${quote(namespace)}`;
      refuse(this, meshServiceRules.otherNamespace, at, { message });
    }
    const label = workload.label();
    if (label === undefined) workload.addLabel(name);
    const before = [...this.workloads].slice(0, [...this.workloads.keys()].indexOf(name));
    const same = before.find(([, other]) => other.label() === workload.label());
    if (same) {
      const message = `Expected pods with a label of their own for version ${quote(name)}, got ${VERSION_LABEL}=${workload.label()}, `
        + `which those of ${quote(same[0])} have`;
      refuse(this, meshServiceRules.sameVersionLabel, at, { message });
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

/** The pods of each version; what is neither labels nor a workload is refused when the construct is made. */
type Pods = ReadonlyMap<string, Workload | Readonly<Record<string, string>>>;

function podsOf(versions: unknown): Pods {
  if (!isObject<unknown>(versions)) return new Map();
  return new Map(Object.entries(versions).map(([name, pods]) => (
    [name, workloadOf(pods) ?? (isObject(pods) ? pods as Record<string, string> : {})]
  )));
}

function isWorkload(pods: Workload | Readonly<Record<string, string>>): pods is Workload {
  return typeof pods.addLabel === 'function';
}

/** The labels of the versions as they are now: those of a workload may have changed. */
function labelsOf(versions: Pods): HostFacts['versions'] {
  return Object.fromEntries([...versions].map(([name, pods]) => (
    [name, isWorkload(pods) ? { [VERSION_LABEL]: pods.label() ?? name } : { ...pods }]
  )));
}
