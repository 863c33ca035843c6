import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { HostPort } from '../../../lib/composition/host';
import type { Path } from '../../../lib/core/finding';
import { markCopy } from '../../../lib/core/package-copy';
import { choices, quote } from '../../../lib/core/quote';
import type { RuleDoc } from '../../../lib/core/rule';
import { isDnsLabel } from '../../../lib/values/host-name';
import { checkedId } from '../../core/construct-id';
import { meshOptionsOf } from '../../core/mesh-options';
import { assertOptions, refuseOption } from '../../core/pattern';
import { patternRules } from '../../core/pattern-rules';
import { referenceRules } from '../../core/reference-rules';
import { refuse, throwFinding } from '../../core/refuse';
import { assertOnePort, isMapOfPorts, portList, type ServicePortOptions } from '../host/ports';
import { ServiceTarget } from '../host/service-target';

/** What {@link MeshService.fromName} takes. */
export interface MeshServiceReferenceProps<PortName extends string = string, VersionName extends string = string> {
  /**
   * Name of the Kubernetes Service. Inside of another construct it has to be given, as for a {@link MeshService}.
   *
   * @default - the id, where the reference stands in a chart
   */
  readonly name?: string;
  /** The namespace of the Service. */
  readonly namespace: string;
  /** The ports of the Service by name. */
  readonly ports: Readonly<Record<PortName, ServicePortOptions>>;
  /**
   * The subsets that the other team's DestinationRule has.
   *
   * @default - none
   */
  readonly versions?: readonly VersionName[];
  /**
   * The DNS domain of the cluster, where it is another one than that of the constructs that use the reference.
   *
   * @default - as {@link configureMesh} says for those constructs
   */
  readonly clusterDomain?: string;
}

/**
 * A service that another team owns: a destination, and nothing that can be added to. {@link MeshService.fromName} makes it.
 *
 * @example
 * const ratings = MeshService.fromName(chart, 'ratings', { namespace: 'shop', ports: { http: { number: 9080, protocol: 'HTTP' } } });
 * new VirtualService(chart, 'routes', { hosts: ['reviews'] }).addHttpRoute('all', { to: ratings.port('http') });
 */
export class MeshServiceReference<PortName extends string = string, VersionName extends string = never> extends Construct {
  static {
    markCopy(this.prototype);
  }

  /** The full name of the service. */
  public readonly host: string;
  /** The namespace of the service. */
  public readonly namespace: string;
  private readonly name: string;

  /** @internal */
  public constructor(scope: Construct, id: string, private readonly props: MeshServiceReferenceProps<PortName, VersionName>) {
    super(scope, checkedId(scope, id));
    assertReference(this, props);
    this.name = props.name ?? id;
    this.namespace = props.namespace;
    this.host = this._hostIn(this);
  }

  /** The ports in the order of their numbers. @internal */
  public get _ports(): readonly HostPort[] {
    return portList(this.props.ports);
  }

  /** All endpoints as a target for routes, on the only port of the service; see {@link port} for one of several. */
  public get target(): ServiceTarget {
    const [only, ...others] = this._ports;
    return this.targetOn(others.length === 0 ? only?.number : undefined);
  }

  /** @internal */
  public _routeTarget(by: Construct, at: Path): ServiceTarget {
    assertOnePort(by, this._hostIn(by), this._ports, at);
    return this.target;
  }

  /** The full name as constructs of a mesh write it. @internal */
  public _hostIn(construct: IConstruct): string {
    return this.fullName(this.props.clusterDomain ?? meshOptionsOf(construct).clusterDomain);
  }

  private fullName(clusterDomain: string): string {
    return `${this.name}.${this.namespace}.svc.${clusterDomain}`;
  }

  private targetOn(port: number | undefined, subset?: string, protocol?: string): ServiceTarget {
    return new ServiceTarget(undefined, this.host, port, subset, protocol, (construct) => this._hostIn(construct));
  }

  /**
   * A port as a target for routes.
   *
   * @throws ConfigError `reference/unknown-port` when the service has no port of that name
   */
  public port(name: PortName): ServiceTarget {
    const ports: Readonly<Record<string, ServicePortOptions>> = this.props.ports;
    if (!Object.hasOwn(ports, name)) return refuseUnknown(this, referenceRules.unknownPort, Object.keys(ports), name);
    const { number, protocol } = ports[name]!;
    return this.targetOn(number, undefined, protocol);
  }

  /**
   * A version as a target for routes.
   *
   * @throws ConfigError `reference/unknown-version` when the service has no version of that name
   */
  public version(name: VersionName): ServiceTarget {
    const { versions = [], ports } = this.props;
    if (!versions.includes(name)) return refuseUnknown(this, referenceRules.unknownVersion, versions, name);
    const numbers = Object.values<ServicePortOptions>(ports).map(({ number }) => number);
    return this.targetOn(numbers.length === 1 ? numbers[0] : undefined, name);
  }
}

function refuseUnknown(reference: Construct, rule: RuleDoc, known: readonly string[], got: string): never {
  return refuse(reference, rule, [], { message: `Expected ${known.length > 0 ? choices(known) : 'a service that has some'}, got ${quote(got)}` });
}

const OPTIONS = {
  name: true, namespace: true, ports: true, versions: true, clusterDomain: true,
} satisfies Record<keyof MeshServiceReferenceProps, true>;

/** Refuses what types forbid, for programs without them. */
function assertReference(reference: MeshServiceReference<string, string>, props: unknown): void {
  const invalid = (option: string, message: string, fix?: string): never => refuseOption(reference, [option], message, fix);
  assertOptions(reference, props, OPTIONS);
  const { name, namespace, ports, versions = [] } = props as Partial<Record<keyof MeshServiceReferenceProps, unknown>>;
  const { id, scope } = reference.node;
  if (name === undefined && !Chart.isChart(scope)) {
    invalid('name', `Expected the name of the Kubernetes Service inside of another construct than a chart, got the id ${quote(id)} alone`, `write name: ${quote(id)} if that is its name`);
  }
  const called = name ?? id;
  if (typeof called !== 'string' || !isDnsLabel(called)) invalid('name', `Expected the name of a service such as "users", without dots, got ${quote(called)}`);
  if (typeof namespace !== 'string' || !isDnsLabel(namespace)) invalid('namespace', `Expected a namespace such as "accounts", got ${quote(namespace)}`);
  if (!isMapOfPorts(ports)) invalid('ports', `Expected ports by name, each with number and protocol, got ${quote(ports)}`);
  if (!Array.isArray(versions)) invalid('versions', `Expected a list of names, got ${quote(versions)}`);
}

/** Refuses the former order of arguments, before the reference is made. @internal */
export function assertScope(scope: unknown): asserts scope is Construct {
  if (Construct.isConstruct(scope)) return;
  const fix = `write MeshService.fromName(chart, ${typeof scope === 'string' ? quote(scope) : "'users'"}, { namespace: …, ports: … })`;
  throwFinding(patternRules.invalidOption, undefined, ['scope'], { message: `Expected a construct to stand in, got ${quote(scope)}`, fix });
}
