import type { Construct, IConstruct } from 'constructs';
import type { HostPort } from '../../../lib/composition/host';
import type { Path } from '../../../lib/core/finding';
import { isObject } from '../../../lib/core/is-object';
import { markCopy } from '../../../lib/core/package-copy';
import { choices, quote } from '../../../lib/core/quote';
import type { RuleDoc } from '../../../lib/core/rule';
import { isDnsLabel } from '../../../lib/values/host-name';
import { meshOptionsOf } from '../../core/mesh-options';
import { patternRules } from '../../core/pattern-rules';
import { referenceRules } from '../../core/reference-rules';
import { throwFinding } from '../../core/refuse';
import { assertOnePort, isMapOfPorts, portList, type ServicePortOptions } from '../host/ports';
import { ServiceTarget } from '../host/service-target';

/** What {@link MeshService.fromName} takes. */
export interface MeshServiceReferenceProps<PortName extends string = string, VersionName extends string = string> {
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

/** A service that another team owns: a destination, and nothing that can be added to. */
export class MeshServiceReference<PortName extends string = string, VersionName extends string = never> {
  static {
    markCopy(this.prototype);
  }

  /** The full name of the service. Where no `clusterDomain` is given, resources have it with the domain of the mesh that they are for. */
  public readonly host: string;
  /** The namespace of the service. */
  public readonly namespace: string;

  /** @internal */
  public constructor(private readonly name: string, private readonly props: MeshServiceReferenceProps<PortName, VersionName>) {
    assertReference(name, props);
    this.namespace = props.namespace;
    this.host = this.fullName(props.clusterDomain ?? 'cluster.local');
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
    if (!Object.hasOwn(ports, name)) return refuseUnknown(referenceRules.unknownPort, this.host, Object.keys(ports), name);
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
    if (!versions.includes(name)) return refuseUnknown(referenceRules.unknownVersion, this.host, versions, name);
    const numbers = Object.values<ServicePortOptions>(ports).map(({ number }) => number);
    return this.targetOn(numbers.length === 1 ? numbers[0] : undefined, name);
  }
}

function refuseUnknown(rule: RuleDoc, host: string, known: readonly string[], got: string): never {
  return refuseReference(rule, host, [], `Expected ${known.length > 0 ? choices(known) : 'a service that has some'}, got ${quote(got)}`);
}

/** Refuses what types forbid, for programs without them. */
function assertReference(name: unknown, props: unknown): void {
  const invalid = (at: Path, message: string): never => refuseReference(patternRules.invalidOption, typeof name === 'string' ? name : quote(name), at, message);
  if (typeof name !== 'string' || !isDnsLabel(name)) invalid([], `Expected the name of a service such as "users", without dots, got ${quote(name)}`);
  if (!isObject(props)) return invalid([], `Expected a namespace and ports, got ${quote(props)}`);
  const { namespace, ports, versions = [] } = props;
  if (typeof namespace !== 'string' || !isDnsLabel(namespace)) invalid(['namespace'], `Expected a namespace such as "accounts", got ${quote(namespace)}`);
  if (!isMapOfPorts(ports)) invalid(['ports'], `Expected ports by name, each with number and protocol, got ${quote(ports)}`);
  if (!Array.isArray(versions)) invalid(['versions'], `Expected a list of names, got ${quote(versions)}`);
}

function refuseReference(rule: RuleDoc, name: string, at: Path, message: string): never {
  return throwFinding(rule, { apiVersion: 'v1', kind: 'Service', name }, at, { message });
}
