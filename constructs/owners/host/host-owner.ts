import { Construct } from 'constructs';
import { compose, type Composition } from '../../../lib/composition/compose';
import { explain } from '../../../lib/composition/explain';
import type { Claimant, Claimed } from '../../../lib/composition/claim';
import type { Contribution, Detour } from '../../../lib/composition/contribution';
import type { HostFacts, HostPort } from '../../../lib/composition/host';
import type { HostModel } from '../../../lib/composition/host-model';
import type { ClaimedPolicyLeaf } from '../../../lib/composition/leaves/policy';
import { modelOf } from '../../../lib/composition/model-of';
import { claimsInForce } from '../../../lib/composition/policy-in-force';
import { renderDestinationRule } from '../../../lib/composition/render-destination-rule';
import { renderVirtualService } from '../../../lib/composition/render-virtual-service';
import type { OtherService } from '../../../lib/composition/outcome';
import { compareText } from '../../../lib/core/compare-text';
import type { Finding, Path } from '../../../lib/core/finding';
import { markCopy } from '../../../lib/core/package-copy';
import { quote } from '../../../lib/core/quote';
import { ConstructClaimant, described } from '../../core/claimant';
import { checkedId } from '../../core/construct-id';
import { HostResource } from '../../core/host-resource';
import type { ResourcePlace } from '../../core/cdk8s-patches';
import { writtenSpec } from '../../core/lazy-spec';
import { meshOptionsOf } from '../../core/mesh-options';
import { Pattern, refuseOption } from '../../core/pattern';
import { assertSameApp } from '../../core/same-app';
import { Source } from '../../core/source';
import { Synthesis } from '../../core/synthesis';
import { treeState } from '../../core/tree-state';
import { IstioDestinationRule } from '../../l1/destination-rule';
import { IstioVirtualService } from '../../l1/virtual-service';
import { checkedClaims, type HostClaims } from './claims';
import { clientRuleId, clientRulesOf, clientRuleSuffixes } from './client-rules';
import { findingOf, mirrorsPastGateways } from './host-findings';
import { versionsOfHeadless } from './headless-versions';
import { portsIn, versionsIn } from './named-parts';
import { needsRoutes, needsRule } from './needed-resources';
import { circularRoutes, forgetRoutedServices, routedService, servicesOutOfSight } from './routed-services';
import { registerOwner } from './owner-registry';
import { type Placement, ruleExportTo } from './placement';
import { assertOnePort, assertVersion, portNamed } from './ports';
import { ServiceTarget } from './service-target';

/** What an owner knows of its host when it is made. @internal */
export interface OwnedHost extends HostFacts {
  /** The name of its resources. */
  readonly name: string;
  /** The name of its Kubernetes Service, where that is another. */
  readonly service?: string;
  /** True for a Service without an address of its own. */
  readonly isHeadless?: boolean;
}

/** The last composition of a tree: a host is rendered at once and then rarely again, and all of them together would take much memory. */
const lastComposition = treeState<{ owner?: HostOwner; composition?: Composition }>('LastComposition', () => ({}));

/**
 * The owner of one host: the construct that writes its DestinationRule and its VirtualService, from what other constructs contribute. It
 * writes each only when a contribution needs it.
 *
 * Contributions come in, and each makes the resources that it needs; their names, namespaces and specs are decided when they are rendered.
 */
export abstract class HostOwner<PortName extends string = string, VersionName extends string = string> extends Construct {
  static {
    markCopy(this.prototype);
  }

  /** The full name of the host, as clients ask for it. */
  public readonly host: string;
  /** The DestinationRule of the host. */
  public readonly destinationRule: HostResource;
  /** The VirtualService of the host. */
  public readonly virtualService: HostResource;
  /** The line that made it. @internal */
  protected readonly _source: Source;
  private readonly contributions: Contribution[] = [];
  /** The labels of clients that have a DestinationRule of their own. */
  private readonly clientKeys = new Set<string>();

  /** @internal */
  protected constructor(scope: Construct, id: string, private readonly facts: OwnedHost) {
    super(scope, checkedId(scope, id));
    this._source = new Source(new.target);
    this.host = facts.host;
    registerOwner(this, facts.namespace);
    Synthesis.of(this).report(this, () => this.conflicts());
    this.destinationRule = new HostResource(this, 'DestinationRule');
    this.virtualService = new HostResource(this, 'VirtualService');
  }

  /** The namespace that the host's resources are in. */
  public get namespace(): string {
    return this._placement().namespace;
  }

  /** The names of the versions. */
  public get versionNames(): readonly VersionName[] {
    return Object.keys(this.facts.versions) as VersionName[];
  }

  /** All endpoints as a target for routes, on the only port of the host; see {@link port} for one of several. */
  public get target(): ServiceTarget {
    return new ServiceTarget(this, this.host, this.onlyPort);
  }

  /** @internal */
  public _routeTarget(by: Construct, at: Path): ServiceTarget {
    assertOnePort(by, this.host, this.facts.ports, at);
    return this.target;
  }

  /**
   * A port as a target for routes.
   *
   * @throws ConfigError `reference/unknown-port` when the host has no port of that name
   */
  public port(name: PortName): ServiceTarget {
    return new ServiceTarget(this, this.host, portNamed(this, this.facts.ports, name).number);
  }

  /** The model of the host as plain data: which construct decides what. */
  public describe(): HostModel {
    return described(this._composition.model);
  }

  /** What happens to the host's traffic, for people to read: routes in their order, policies, and which construct is responsible. */
  public explain(): string {
    return explain(this._composition);
  }

  /**
   * Adds the claims of a pattern to the model of the host, from which its DestinationRule and its VirtualService are written. The order in
   * which patterns contribute does not matter.
   *
   * @param pattern the pattern itself: errors about a claim name it, and the line that made it
   * @param claims plain data in the words of the model, as {@link describe} gives it
   * @throws ConfigError `pattern/invalid-option` and `pattern/unknown-option` for what is no claim
   * @throws ConfigError `reference/unknown-version` and `reference/unknown-port` for a version or a port that the host does not have
   * @example
   * class Patience extends Pattern {
   *   public constructor(scope: Construct, id: string, props: { readonly service: HostOwner; readonly seconds: number }) {
   *     super(scope, id, props, { service: true, seconds: true });
   *     props.service.contribute(this, { behaviours: [{ name: id, behaviours: { timeout: `${props.seconds}s` } }] });
   *   }
   * }
   * const orders = new MeshService(chart, 'orders', { ports: { http: { number: 80, protocol: 'HTTP' } } });
   * new Patience(chart, 'patience', { service: orders, seconds: 3 });
   */
  public contribute(pattern: Pattern, claims: HostClaims): void {
    if (!(pattern instanceof Pattern)) {
      refuseOption(this, 'pattern', `Expected the pattern that contributes, got ${quote(pattern)}`, 'write contribute(this, …) in a class that extends Pattern');
    }
    assertSameApp(pattern, this, ['service']);
    const { ports } = this.facts;
    const checked = checkedClaims(pattern, claims, ports);
    for (const version of versionsIn(checked)) assertVersion(pattern, this.versionNames, version, pattern._optionWith(version));
    for (const name of portsIn(checked)) portNamed(pattern, ports, name, pattern._optionWith(name));
    this._record({ by: pattern._claimant, ...checked });
  }

  /** A version as a target for routes. @internal */
  protected versionTarget(name: string): ServiceTarget {
    assertVersion(this, this.versionNames, name);
    if (!this.contributions.some(({ usesVersions }) => usesVersions)) this._record({ by: this._claimant, usesVersions: true });
    return new ServiceTarget(this, this.host, this.onlyPort, name);
  }

  /** Takes in a contribution, and makes the resources that it needs. @internal */
  public _record(contribution: Contribution): void {
    this.contributions.push(contribution);
    lastComposition(this).owner = undefined; // of another host, too: what is derived follows from the contributions to others
    forgetRoutedServices(this);
    if (needsRule(contribution)) this.requireRule(contribution);
    if (needsRoutes(contribution)) this.requireRoutes();
  }

  /** The owner as findings name it. @internal */
  public get _claimant(): Claimant {
    return new ConstructClaimant(this.node.path, this._source);
  }

  /** All contributions, put together. @internal */
  public get _composition(): Composition {
    const last = lastComposition(this);
    if (last.owner === this) return last.composition!;
    const { host, shortNames, ports } = this.facts;
    const facts = { host, ...(shortNames ? { shortNames } : {}), namespace: this.namespace, ports, versions: this._versions() };
    const composition = compose(facts, [...this.contributions, ...this._derived()], (then) => routedService(this, then));
    Object.assign(last, { owner: this, composition });
    return composition;
  }

  /** The ports of the host. @internal */
  public get _ports(): readonly HostPort[] {
    return this.facts.ports;
  }

  /** The first detour of the host through an egress gateway, if it has one. @internal */
  public get _detour(): Claimed<Detour> | undefined {
    return this._detours[0];
  }

  /** The detours that constructs contribute so far. @internal */
  protected get _detours(): readonly Claimed<Detour>[] {
    return this.contributions.flatMap(({ by, detours = [] }) => detours.map((value) => ({ by, value })));
  }

  /** The full name of the host, and the shorter ones. @internal */
  public get _names(): readonly string[] {
    return [this.host, ...this.facts.shortNames ?? []];
  }

  /** The namespace in which the host has its shortest name. @internal */
  public get _home(): string {
    return this.facts.namespace;
  }

  /** True for a Service that says that it has no address of its own. @internal */
  public get _isHeadless(): boolean {
    return this.facts.isHeadless === true;
  }

  /** A construct whose routes lead to versions, whatever the order in which they were made. @internal */
  public get _userOfVersions(): Claimant | undefined {
    const users = this.contributions.filter(({ by: _, policies: __, usesVersions, ...routes }) => (
      usesVersions || versionsIn(routes).length > 0));
    return users.map(({ by }) => by).sort((a, b) => compareText(a.construct, b.construct))[0];
  }

  /** The versions that routes lead to. @internal */
  public get _usedVersions(): ReadonlySet<string> {
    const isUsed = this.contributions.some(({ usesVersions }) => usesVersions);
    return new Set(isUsed ? this.versionNames : this.contributions.flatMap(({ by: _, policies: __, ...routes }) => versionsIn(routes)));
  }

  /** The claims in force for the endpoints of a port, for all clients. @internal */
  public _claimsFor(port: string): ReadonlyMap<string, ClaimedPolicyLeaf> {
    const facts = { host: this.host, namespace: this.namespace, ports: this.facts.ports, versions: {} };
    return claimsInForce(modelOf(facts, this.contributions).model.policies, { port });
  }

  /** The exceptions that lead to other services, in the order of the paths of their constructs. @internal */
  public get _otherServices(): readonly Claimed<OtherService>[] {
    const claims = this.contributions.flatMap(({ by, exceptions = [] }) => exceptions.map(({ then }) => ({ value: then, by })));
    return claims.filter((claim): claim is Claimed<OtherService> => claim.value.kind === 'service')
      .sort((a, b) => compareText(a.by.construct, b.by.construct));
  }

  /** The authority that requests need which clients of another host sent; unset: any. @internal */
  public get _authority(): string | undefined {
    return undefined;
  }

  /** What follows for this host from contributions to others; asked when rendering. @internal */
  protected _derived(): readonly Contribution[] {
    return [];
  }

  /** Where the resources are written. It can change until the last contribution is in, so ask when rendering. @internal */
  public _placement(): Placement {
    return { namespace: this.facts.namespace };
  }

  /** The labels of the endpoints of each version; asked when rendering. @internal */
  protected _versions(): HostFacts['versions'] {
    return this.facts.versions;
  }

  private get onlyPort(): number | undefined {
    const { ports } = this.facts;
    return ports.length === 1 ? ports[0]!.number : undefined;
  }

  private requireRule(contribution: Contribution): void {
    const rule = (place: () => ResourcePlace, clients?: Readonly<Record<string, string>>) => (scope: Construct, id: string) => (
      new IstioDestinationRule(scope, id, {
        _source: this._source,
        _place: place,
        spec: writtenSpec(() => renderDestinationRule(this._composition.model, clients, this.ruleExportTo)),
      })
    );
    this.destinationRule._require('Resource', rule(() => this.place()));
    for (const { key, labels } of clientRulesOf(contribution)) {
      this.clientKeys.add(key);
      const place = (): ResourcePlace => this.place(`-${clientRuleSuffixes(this.clientKeys).get(key)}`);
      this.destinationRule._require(clientRuleId(labels), rule(place, labels), key);
    }
  }

  private requireRoutes(): void {
    this.virtualService._require('Resource', (scope, id) => new IstioVirtualService(scope, id, {
      _source: this._source,
      _place: () => this.place(),
      spec: writtenSpec(() => renderVirtualService(this._composition.model, this._composition.routes, this._placement().exportTo)),
    }));
  }

  private place(suffix = ''): ResourcePlace {
    const { namespace, chart } = this._placement();
    return { name: `${this.facts.name}${suffix}`, namespace, chart };
  }

  private get ruleExportTo(): readonly string[] | undefined {
    return ruleExportTo(this._placement(), this.clientKeys.size > 0, meshOptionsOf(this).rootNamespace);
  }

  /** Adds the Kubernetes Service of the host to the mesh of the program, for an owner that does not write it. @internal */
  protected _declareService(): void {
    const { name: ofResources, service: name = ofResources, namespace, host, ports, isHeadless } = this.facts;
    const { cluster } = meshOptionsOf(this);
    Synthesis.of(this).declare(() => (
      { name, namespace, host, ports, versions: this._versions(), cluster, construct: this.node.path, isHeadless: isHeadless === true }
    ));
  }

  /** What constructs claim against each other about the host; nothing while none claims anything. */
  private conflicts(): Finding[] {
    if (this.contributions.length === 0) return [];
    const { model, problems } = this._composition;
    const ofOthers = [mirrorsPastGateways(this, model), versionsOfHeadless(this), circularRoutes(this), servicesOutOfSight(this)];
    return [...problems, ...ofOthers.flat()].map((problem) => findingOf(problem));
  }
}
