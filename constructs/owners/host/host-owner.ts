import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { claimantOfPolicy, claimantOfRoutes } from '../../../lib/composition/claimant-at';
import { compose, type Composition } from '../../../lib/composition/compose';
import { compositionRules } from '../../../lib/composition/composition-rules';
import { explain } from '../../../lib/composition/explain';
import type { Mirror } from '../../../lib/composition/behaviours';
import type { Claimant, Contribution, HostFacts, HostModel, HostPort } from '../../../lib/composition/model';
import type { Problem } from '../../../lib/composition/problem';
import { destinationRuleSpec } from '../../../lib/composition/render-destination-rule';
import { virtualServiceSpec } from '../../../lib/composition/render-virtual-service';
import { ConfigError } from '../../../lib/core/config-error';
import type { Finding, ResourceId } from '../../../lib/core/finding';
import { quote } from '../../../lib/core/quote';
import { finding } from '../../../lib/core/rule';
import { ConstructClaimant, described, placeOf } from '../../core/claimant';
import { checkedId } from '../../core/construct-id';
import { HostResource, type Make } from '../../core/host-resource';
import { refuse } from '../../core/istio-resource';
import { lazySpec } from '../../core/lazy-spec';
import { meshOptionsOf } from '../../core/mesh-options';
import type { Pattern } from '../../core/pattern';
import { assertSameApp } from '../../core/same-app';
import { Source } from '../../core/source';
import { treeState } from '../../core/tree-state';
import { IstioDestinationRule } from '../../l1/destination-rule';
import { IstioVirtualService } from '../../l1/virtual-service';
import { assertVersion, portNamed } from './ports';
import { ServiceTarget } from './service-target';

/** What an owner says when it is made. @internal */
export interface OwnedHost extends Omit<HostFacts, 'host' | 'namespace'> {
  readonly host: string;
  readonly namespace: string;
  /** The name of its resources. */
  readonly name: string;
}

/** Where the resources of a host live, and who sees them. @internal */
export interface Placement {
  readonly namespace: string;
  readonly exportTo?: readonly string[];
  /** Who sees the DestinationRule; unset: the same. */
  readonly ruleExportTo?: readonly string[];
}

/** All owners of a tree by namespace and host, and what lets go of the one that was put together last. */
interface Owners {
  readonly all: Map<string, { readonly by: Claimant; readonly owner: HostOwner }>;
  forgetLast?: () => void;
}

const ownersOf = treeState<Owners>('HostOwners', () => ({ all: new Map() }));

/**
 * The owner of one host: the construct that writes its DestinationRule and its VirtualService, from what patterns say about the host.
 * It writes each only when something is said that needs it.
 */
export abstract class HostOwner<PortName extends string = string, VersionName extends string = string> extends Construct {
  /** The full name of the host, as clients ask for it. */
  public readonly host: string;
  /** The DestinationRule of the host. */
  public readonly destinationRule: HostResource;
  /** The VirtualService of the host. */
  public readonly virtualService: HostResource;
  /** The line that made it. @internal */
  protected readonly _source: Source;
  private readonly contributions: Contribution[] = [];
  private composed: Composition | undefined;
  private readonly owners: Owners;

  /** @internal */
  protected constructor(scope: Construct, id: string, private readonly facts: OwnedHost) {
    super(scope, checkedId(scope, id));
    this._source = new Source(new.target);
    this.host = facts.host;
    this.owners = ownersOf(this);
    this.own();
    // What is to be said about the host is said once: on its routes, or else on its policy.
    const aboutRule = (): readonly Finding[] => (this.virtualService.isWritten ? [] : this.findings('DestinationRule'));
    this.destinationRule = new HostResource(this, 'DestinationRule', aboutRule, (path) => claimantOfPolicy(this._composition.model, path));
    this.virtualService = new HostResource(this, 'VirtualService', () => this.findings('VirtualService'), (path) => (
      claimantOfRoutes(this._composition.model, this._composition.routes, path)
    ));
  }

  /** The namespace that the host's resources are in. */
  public get namespace(): string {
    return this._placement.namespace;
  }

  /** The names of the versions. */
  public get versionNames(): readonly VersionName[] {
    return Object.keys(this.facts.versions) as VersionName[];
  }

  /** All endpoints as a target for routes, on the only port that there is; see {@link port} for one of several. */
  public get target(): ServiceTarget {
    const { ports } = this.facts;
    return new ServiceTarget(this, this.host, ports.length === 1 ? ports[0]!.number : undefined);
  }

  /**
   * A port as a target for routes.
   *
   * @throws ConfigError `reference/unknown-port` when the host has no port of that name
   */
  public port(name: PortName): ServiceTarget {
    return new ServiceTarget(this, this.host, portNamed(this, this.facts.ports, name).number);
  }

  /** All that is said about the host, as plain data: which construct decides what. */
  public describe(): HostModel {
    return described(this._composition.model);
  }

  /** What happens to the host's traffic, for people to read: routes in their order, policies, and which construct is responsible. */
  public explain(): string {
    return explain(this._composition);
  }

  /** A version as a target for routes. @internal */
  protected versionTarget(name: string): ServiceTarget {
    assertVersion(this, this.versionNames, name);
    if (!this.contributions.some(({ versionsUsed }) => versionsUsed)) {
      this._contribute({ by: new ConstructClaimant(this.node.path, this._source), versionsUsed: true });
    }
    return new ServiceTarget(this, this.host, this.facts.ports.length === 1 ? this.facts.ports[0]!.number : undefined, name);
  }

  /** Adds what a construct says about the host. @internal */
  public _contribute(contribution: Contribution): void {
    this.contributions.push(contribution);
    this.composed = undefined;
    const isNew = (!this.destinationRule.isWritten && needsRule(contribution))
      || (!this.virtualService.isWritten && needsRoutes(contribution));
    if (isNew || contribution.policies?.some(({ clients }) => clients)) this._write();
  }

  /** Checks that a pattern may speak about the host, and adds what it says. @internal */
  public _add(pattern: Pattern, said: Omit<Contribution, 'by'>): void {
    assertSameApp(pattern, this, ['service']);
    for (const version of versionsIn(said)) assertVersion(pattern, this.versionNames, version);
    for (const name of portsIn(said)) portNamed(pattern, this.facts.ports, name);
    this._contribute({ by: pattern._claimant, ...said });
  }

  /** What everybody says, put together. @internal */
  public get _composition(): Composition {
    if (this.composed) return this.composed;
    // A host is rendered at once, and then not asked again; all of them together would be much to keep.
    this.owners.forgetLast?.();
    this.owners.forgetLast = () => { this.composed = undefined; };
    this.composed = compose({ ...this.facts, namespace: this.namespace, ...this._facts() }, this.contributions);
    return this.composed;
  }

  /** What a subclass knows better than when it was made. @internal */
  protected _facts(): Partial<HostFacts> {
    return {};
  }

  /** @internal */
  public get _ports(): readonly HostPort[] {
    return this.facts.ports;
  }

  /** @internal */
  public get _placement(): Placement {
    return { namespace: this.facts.namespace };
  }

  /** @internal */
  protected get _contributions(): readonly Contribution[] {
    return this.contributions;
  }

  /** Sees to it that the resources that are needed are in the tree. @internal */
  protected _write(): void {
    const { namespace, exportTo } = this._placement;
    const { name } = this.facts;
    const key = JSON.stringify([namespace, exportTo, this.clientLabels()]);
    const rule = (suffix: string, clients?: Readonly<Record<string, string>>): Make => (scope, id) => new IstioDestinationRule(scope, id, {
      _source: this._source,
      metadata: { name: `${name}${suffix}`, namespace },
      spec: lazySpec(() => destinationRuleSpec(this._composition.model, clients, this.ruleExportTo)),
    });
    if (this.contributions.some(needsRule)) {
      this.destinationRule._write(key, [
        ['Resource', rule('')],
        ...this.clientLabels().map(([suffix, clients]) => [`Clients-${suffix}`, rule(`-${suffix}`, clients)] as const),
      ]);
    }
    if (this.contributions.some(needsRoutes)) {
      this.virtualService._write(key, [['Resource', (scope, id) => new IstioVirtualService(scope, id, {
        _source: this._source,
        metadata: { name, namespace },
        spec: lazySpec(() => virtualServiceSpec(this._composition.model, this._composition.routes, exportTo)),
      })]]);
    }
  }

  private get ruleExportTo(): readonly string[] | undefined {
    const { namespace, exportTo, ruleExportTo = exportTo } = this._placement;
    // istiod ignores a rule for all clients that is not exported, where another rule of the namespace is for some of them.
    if (this.clientLabels().length > 0 || ruleExportTo === undefined) return undefined;
    // Proxies of the root namespace look for rules that are for '.' alone, and then for exported ones, where '.' is nobody.
    const isNobody = ruleExportTo.length > 1 && namespace === meshOptionsOf(this).rootNamespace;
    return isNobody ? ruleExportTo.map((to) => (to === '.' ? namespace : to)) : ruleExportTo;
  }

  /** The clients that have a DestinationRule of their own, in an order that does not depend on the program's. */
  private clientLabels(): [suffix: string, labels: Readonly<Record<string, string>>][] {
    const all = this.contributions.flatMap(({ policies = [] }) => policies.flatMap(({ clients }) => (clients ? [clients] : [])));
    const byKey = new Map(all.map((labels) => [JSON.stringify(Object.entries(labels).sort()), labels]));
    const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, labels]) => labels);
    const suffixes = sorted.map((labels) => Object.values(labels).sort().join('-').toLowerCase().replace(/[^a-z0-9.-]/g, '-') || 'clients');
    return sorted.map((labels, i) => [suffixes.indexOf(suffixes[i]!) === i ? suffixes[i]! : `${suffixes[i]!}-${i}`, labels]);
  }

  private findings(kind: string): Finding[] {
    const { namespace } = this;
    const resource: ResourceId = { apiVersion: 'networking.istio.io/v1', kind, namespace, name: this.facts.name };
    return [...this._composition.problems, ...this.copiesPastGateways()].map((problem) => findingOf(problem, resource));
  }

  /** Copies for a host that clients reach through a gateway alone: a copy is sent straight to it. */
  private copiesPastGateways(): Problem[] {
    const mirrors = this._composition.model.behaviours.flatMap(({ leaves }) => Object.entries(leaves))
      .filter(([leaf]) => leaf.startsWith('mirror ')).map(([, { value, by }]) => ({ host: (value as Mirror).host, by }));
    return mirrors.flatMap(({ host, by }): Problem[] => {
      if (host === undefined) return [];
      const led = [...this.owners.all.values()].find(({ owner }) => owner.host === host && owner !== this)?.owner;
      const [way] = led?.contributions.filter(({ detours = [] }) => detours.length > 0) ?? [];
      return way ? [{
        rule: compositionRules.copiesPastGateway,
        message: `Expected copies for a service that clients call themselves, got ${quote(host)}, to which ${quote(way.by.construct)} leads through a gateway`,
        by,
        others: [way.by],
      }] : [];
    });
  }

  /** Istio follows one DestinationRule and one VirtualService of a host, so it has one owner. */
  private own(): void {
    const { owners } = this;
    const key = `${this.facts.namespace}/${this.host}`;
    const there = owners.all.get(key);
    if (there) {
      const resource: ResourceId = { apiVersion: '', kind: 'Construct', name: this.node.path };
      refuse(this, compositionRules.ownedTwice, [], {
        message: `Expected one owner of ${quote(this.host)}, got ${quote(there.by.construct)} and ${quote(this.node.path)}`,
        related: [{ resource: { ...resource, name: there.by.construct }, ...placeOf(there.by) }],
      });
    }
    owners.all.set(key, { by: new ConstructClaimant(this.node.path, this._source), owner: this });
  }
}

/** Every host that a construct of the tree owns. @internal */
export function ownedHosts(construct: Construct): HostOwner[] {
  return [...ownersOf(construct).all.values()].map(({ owner }) => owner);
}

/** What is wrong with a host as a finding on its resource. @internal */
export function findingOf({ rule, message, fix, by, others }: Problem, resource: ResourceId): Finding {
  const related = others.map((other) => ({ resource, ...placeOf(other) }));
  return {
    ...finding(rule, resource, [], { message, ...(fix ? { fix } : {}), ...(related.length > 0 ? { related } : {}) }),
    ...placeOf(by),
  };
}

function needsRule({ shares, exceptions = [], behaviours = [], policies = [], versionsUsed }: Contribution): boolean {
  return versionsUsed === true || policies.length > 0 || shares !== undefined
    || versionsIn({ exceptions, behaviours }).length > 0;
}

function needsRoutes({ shares, exceptions = [], behaviours = [], detours = [] }: Contribution): boolean {
  return shares !== undefined || exceptions.length > 0 || behaviours.length > 0 || detours.length > 0;
}

function versionsIn({ shares = [], exceptions = [], policies = [], behaviours = [] }: Omit<Contribution, 'by'>): string[] {
  return [
    ...shares.map(({ version }) => version),
    ...exceptions.flatMap(({ then }) => (then.kind === 'version' ? [then.version] : [])),
    ...policies.flatMap(({ version }) => (version === undefined ? [] : [version])),
    ...behaviours.flatMap((said) => Object.entries(said.behaviours).flatMap(([leaf, value]) => (leaf.startsWith('mirror ') ? value as Mirror : [])))
      .flatMap(({ host, version }) => (host === undefined && version !== undefined ? [version] : [])),
  ];
}

function portsIn({ policies = [], detours = [] }: Omit<Contribution, 'by'>): string[] {
  return [...policies.flatMap(({ port }) => port ?? []), ...detours.map(({ port }) => port)];
}

/** The owner that a pattern speaks to. @throws ConfigError for what owns no host @internal */
export function assertOwner(pattern: Construct, service: unknown): asserts service is HostOwner {
  if (service instanceof HostOwner) return;
  refuse(pattern, compositionRules.notAnOwner, ['service'], {
    message: `Expected a MeshService or an ExternalService, got ${service instanceof Construct ? quote(service.node.path) : quote(service)}`,
  });
}

/** The namespace of a host: what was said, else the chart's. @internal */
export function namespaceOf(scope: Construct, id: string, said: string | undefined): string {
  const namespace = said ?? Chart.of(scope).namespace;
  if (typeof namespace === 'string' && namespace !== '') return namespace;
  const path = [scope.node.path, id].filter(Boolean).join('/');
  const { location } = new Source();
  throw new ConfigError([{
    ...finding(compositionRules.namespaceNotSaid, { apiVersion: '', kind: 'Construct', name: path }, ['namespace'], {
      message: `Expected a namespace, got ${quote(namespace)} and a chart without one`,
    }),
    construct: path,
    ...(location ? { source: location } : {}),
  }]);
}
