import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Claimant } from '../../../lib/composition/claim';
import type { Finding } from '../../../lib/core/finding';
import { quote } from '../../../lib/core/quote';
import { finding } from '../../../lib/core/rule';
import { isExported } from '../../../lib/values/export-to';
import { isDnsLabel } from '../../../lib/values/host-name';
import { areLabelsWithin, labelsText } from '../../../lib/values/labels';
import { placeOf } from '../../core/claimant';
import { clusterState } from '../../core/cluster-state';
import { Findings } from '../../core/findings';
import { refuse } from '../../core/refuse';
import { lazySpec } from '../../core/lazy-spec';
import { meshOptionsOf } from '../../core/mesh-options';
import { Pattern } from '../../core/pattern';
import { Synthesis } from '../../core/synthesis';
import { ExternalService } from '../../owners/external-service/external-service';
import { HostOwner } from '../../owners/host/host-owner';
import { ownedHosts } from '../../owners/host/owner-registry';
import { EgressListener, type IngressListener } from '../../sidecar/listeners';
import { Outbound } from '../../sidecar/outbound';
import { Sidecar } from '../../sidecar/sidecar';
import { assertDependency, type NamespaceDependency, importsOf } from './dependency';
import { isolationRules } from './isolation-rules';
import { type Isolated, otherSidecars } from './other-sidecars';

/** What {@link NamespaceIsolation} takes. */
export interface NamespaceIsolationProps {
  /**
   * The namespace whose workloads are narrowed. The root namespace stands for every namespace that has no Sidecar of its own.
   *
   * @default - the chart's
   */
  readonly namespace?: string;
  /**
   * What the workloads call outside of the namespace: all services of another namespace, by its name, or single services.
   *
   * @default - nothing but the root namespace
   */
  readonly dependencies?: readonly NamespaceDependency[];
  /**
   * The namespace of the control plane, which telemetry and tracing need.
   *
   * @default - the root namespace of the mesh: `istio-system`, unless {@link configureMesh} says another
   */
  readonly rootNamespace?: string;
}

const OPTIONS = { namespace: true, dependencies: true, rootNamespace: true } as const satisfies Record<keyof NamespaceIsolationProps, true>;
/** The isolated namespaces of a tree, each with the construct that isolates it. */
const isolationsOf = clusterState<Map<string, Isolated>>('NamespaceIsolations', () => new Map());

/** The labels of a workload, and the construct that has a Sidecar for it. */
interface SelectedWorkload {
  readonly labels: Readonly<Record<string, string>>;
  readonly by: Claimant;
}

/**
 * Narrows what the workloads of a namespace see to the namespace itself, the control plane, and what they depend on. Proxies get config for
 * those services alone, which is the main lever on the memory of proxies and istiod. It is no firewall: what is out of sight is an unknown
 * destination, and goes through unless {@link RegistryOnly} says otherwise.
 *
 * It owns the namespace's Sidecar, named `default`; patterns such as {@link RegistryOnly} take this construct to add to it. A Sidecar has
 * no effect on gateways, nor on workloads of the ambient mode.
 *
 * @throws ConfigError `namespace-isolation/isolated-twice` when the namespace has one already
 * @see https://istio.io/latest/docs/ops/configuration/mesh/configuration-scoping/
 * @example
 * const partner = new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: { https: { number: 443, protocol: 'HTTPS' } } });
 * const users = MeshService.fromName(chart, 'users', { namespace: 'accounts', ports: { http: { number: 80, protocol: 'HTTP' } } });
 * const isolation = new NamespaceIsolation(chart, 'isolation', { dependencies: ['payments', users, partner] });
 * isolation.hosts; // => ['./*', 'istio-system/*', 'payments/*', 'accounts/users.accounts.svc.cluster.local']
 */
export class NamespaceIsolation extends Pattern {
  /** The namespace. */
  public readonly namespace: string;
  /** The Sidecar of all workloads of the namespace that no other Sidecar selects. */
  public readonly sidecar: Sidecar;
  private readonly rootNamespace: string;
  private readonly dependencies: NamespaceDependency[] = [];
  private readonly workloads: SelectedWorkload[] = [];
  private readonly sidecars = new Set<IConstruct>();
  private restrictedBy: Claimant | undefined;

  public constructor(scope: Construct, id: string, props: NamespaceIsolationProps = {}) {
    super(scope, id, props, OPTIONS);
    this.namespace = this.namespaceOf(props.namespace);
    this.rootNamespace = props.rootNamespace ?? meshOptionsOf(this).rootNamespace;
    if (typeof this.rootNamespace !== 'string' || !isDnsLabel(this.rootNamespace)) this.refuseOption('rootNamespace', `Expected the name of a namespace, got ${quote(props.rootNamespace)}`);
    this.register();
    this.add('dependencies', props.dependencies ?? []);
    this.sidecar = this._sidecar(this, { name: 'default' });
    if (this.namespace === this.rootNamespace) {
      Findings.of(this.sidecar).acknowledge('sidecar/duplicate-import', 'In the root namespace "./*" is the namespace of each proxy.');
    }
    Synthesis.of(this).report(this, () => [...this.notVisible(), ...this.detoursUnseen()]);
  }

  /**
   * Adds to what the workloads of the namespace call.
   *
   * @throws ConfigError `namespace-isolation/not-a-dependency` for what is neither a namespace nor a service
   */
  public dependOn(...dependencies: NamespaceDependency[]): void {
    this.add('dependencies', dependencies);
  }

  /** What the workloads see, as `namespace/host`. */
  public get hosts(): readonly string[] {
    return importsOf(this, this.namespace, this.rootNamespace, this.dependencies);
  }

  /** Has sidecars refuse what no workload of the namespace sees. @internal */
  public _restrictToRegistry(pattern: Pattern): void {
    if (this.restrictedBy) {
      this.refuseBeside(pattern, this.restrictedBy, isolationRules.closedTwice, [], `Expected one RegistryOnly for namespace ${quote(this.namespace)}`);
    }
    this.restrictedBy = pattern._claimant;
  }

  /** Makes a Sidecar for some workloads, which see what the namespace sees. @internal */
  public _addWorkload(
    pattern: Pattern, labels: Readonly<Record<string, string>>, more: { ingress?: readonly IngressListener[]; registryOnly?: true },
  ): Sidecar {
    const overlapping = this.workloads.find(({ labels: others }) => areLabelsWithin(labels, others) || areLabelsWithin(others, labels));
    if (overlapping) {
      this.refuseBeside(pattern, overlapping.by, isolationRules.overlappingWorkloads, ['workload'], `Expected one Sidecar for the pods with ${labelsText(labels)}`);
    }
    this.workloads.push({ labels, by: pattern._claimant });
    return this._sidecar(pattern, { labels, ...more });
  }

  /** Istio merges no Sidecars, so each one has everything that holds for the namespace. */
  private _sidecar(
    scope: Construct,
    { name, labels, ingress, registryOnly }: {
      name?: string; labels?: Readonly<Record<string, string>>; ingress?: readonly IngressListener[]; registryOnly?: true;
    },
  ): Sidecar {
    const closed = Outbound.registryOnly()._toSpec({ construct: this, namespace: this.namespace });
    const sidecar = new Sidecar(scope, 'Sidecar', {
      metadata: { ...(name === undefined ? {} : { name }), namespace: this.namespace },
      ...(labels === undefined ? {} : { workload: { labels } }),
      ...(ingress === undefined ? {} : { ingress }),
      egress: [EgressListener.catchAll(lazySpec(() => this.hosts))],
      outboundTrafficPolicy: lazySpec<unknown>(() => (registryOnly || this.restrictedBy ? closed : undefined)) as Outbound,
    });
    this.sidecars.add(sidecar.resource);
    return sidecar;
  }

  private add(option: string, dependencies: readonly NamespaceDependency[]): void {
    if (!Array.isArray(dependencies)) this.refuseOption(option, `Expected a list of namespaces and services, got ${quote(dependencies)}`);
    [...dependencies as unknown[]].forEach((dependency, i) => assertDependency(this, dependency, option, i));
    this.dependencies.push(...dependencies);
  }

  private namespaceOf(given: string | undefined): string {
    const namespace = given ?? Chart.of(this).namespace;
    if (typeof namespace === 'string' && isDnsLabel(namespace)) return namespace;
    return refuse(this, isolationRules.namespaceNotSaid, ['namespace'], {
      message: `Expected a namespace, got ${quote(namespace)}${given === undefined ? ' and a chart without one' : ''}`,
    });
  }

  private register(): void {
    const isolations = isolationsOf(this);
    if (isolations.size === 0) Synthesis.of(this).inspect((written) => otherSidecars(isolations, written, meshOptionsOf(this).cluster));
    const first = isolations.get(this.namespace);
    if (first) this.refuseBeside(this, first.by, isolationRules.isolatedTwice, ['namespace'], `Expected one NamespaceIsolation for ${quote(this.namespace)}`);
    isolations.set(this.namespace, { by: this._claimant, sidecars: this.sidecars });
  }

  private refuseBeside(
    pattern: Pattern, { construct, source }: Claimant, rule: Parameters<typeof refuse>[1], at: readonly string[], expected: string,
  ): never {
    return refuse(pattern, rule, at, {
      message: `${expected}, got ${quote(construct)} and ${quote(pattern.node.path)}`,
      related: [{ construct, ...(source ? { source } : {}) }],
    });
  }

  /** Dependencies that the namespace does not see. Later contributions can move a service, so this is checked at the end. */
  private notVisible(): Finding[] {
    return this.dependencies.flatMap((dependency): Finding[] => {
      if (!(dependency instanceof HostOwner)) return [];
      const { namespace, exportTo } = dependency._placement();
      if (isExported(exportTo, namespace, this.namespace)) return [];
      const message = `Expected ${quote(dependency.host)} to be exported to ${quote(this.namespace)}, got exportTo: ${exportTo!.map((to) => quote(to)).join(', ')}`;
      return [{
        ...finding(isolationRules.notVisible, this.sidecar.resource._id, ['spec', 'egress', 0, 'hosts'], {
          message: `${message} in namespace ${quote(namespace)}`,
          fix: dependency instanceof ExternalService && dependency._detourClients.length > 0
            ? `add ${quote(this.namespace)} to clients of the EgressThroughGateway to ${quote(dependency.host)}`
            : `add ${quote(this.namespace)} to exportTo of ${quote(dependency.node.path)}`,
        }),
        ...placeOf(this._claimant),
      }];
    });
  }

  /** True for a namespace whose workloads follow this Sidecar: that of the root namespace is for all that have none. */
  private isFollowedIn(namespace: string): boolean {
    return namespace === this.namespace || (this.namespace === this.rootNamespace && !isolationsOf(this).has(namespace));
  }

  /** Services that the namespace reaches through an egress gateway, but that its Sidecars leave out. */
  private detoursUnseen(): Finding[] {
    const seen = new Set(this.hosts);
    const isFollowed = (client: string): boolean => this.isFollowedIn(client);
    const detoured = ownedHosts(this).filter((owner) => owner instanceof ExternalService && owner._detourClients.some(isFollowed));
    return detoured.filter(({ namespace, host }) => namespace !== this.namespace && !seen.has(`${namespace}/*`) && !seen.has(`${namespace}/${host}`))
      .map(({ namespace, host, node }) => ({
        ...finding(isolationRules.ledUnseen, this.sidecar.resource._id, ['spec', 'egress', 0, 'hosts'], {
          message: `Expected ${quote(`${namespace}/${host}`)} among the hosts that the workloads see, as their requests go through an egress gateway`,
          fix: `add ${quote(node.path)} to dependencies`,
        }),
        ...placeOf(this._claimant),
      }));
  }
}
