import { compareText } from '../../../lib/core/compare-text';
import type { JsonPatch } from 'cdk8s';
import { compositionRules } from '../../../lib/composition/composition-rules';
import { explainExposure } from '../../../lib/composition/explain-exposure';
import { type Exposure, exposureOf } from '../../../lib/composition/exposure';
import type { Mount } from '../../../lib/composition/mount';
import type { Claimant } from '../../../lib/composition/claim';
import type { Contribution } from '../../../lib/composition/contribution';
import type { Route } from '../../../lib/composition/routes';
import type { Problem } from '../../../lib/composition/problem';
import { renderExposedHost, renderPassedHost } from '../../../lib/composition/render-exposed-host';
import type { Written } from '../../../lib/composition/written';
import { markCopy } from '../../../lib/core/package-copy';
import { quote } from '../../../lib/core/quote';
import type { VirtualServiceSpec } from '../../../lib/kinds/virtual-service/api';
import { ConstructClaimant, described } from '../../core/claimant';
import { assertOptions, Pattern, refuseOption } from '../../core/pattern';
import { refuse } from '../../core/refuse';
import { assertSameApp } from '../../core/same-app';
import type { Source } from '../../core/source';
import { type ExposedTarget, mountingOf, type SaidMount, saidMount } from './exposed-service';
import type { IngressGateway } from './ingress-gateway';
import { checkedClaims, type HostClaims } from '../host/claims';
import type { IngressHostOptions, IngressPathOptions } from './ingress-options';
import { ingressRules } from './ingress-rules';
import { isPassedOn, type Serving, servingOf } from './serving';

/** A host of a gateway as all constructs together say it is. */
export interface IngressHostModel extends Serving {
  /** The name that clients ask for. */
  readonly host: string;
  /** The Gateway, as `namespace/name`. */
  readonly gateway: string;
  /** Redirects, responses and delegates of the host itself, which are tried before the services. */
  readonly routes: readonly Route[];
  /** The services of the host, in the order in which their paths are tried: the model of each, and which of its routes hold here. */
  readonly mounts: readonly Mount[];
}

/** A host that an {@link IngressGateway} serves, and the owner of its VirtualService: constructs expose their services here. */
export class IngressHost {
  static {
    markCopy(this.prototype);
  }

  private readonly given: { readonly options: IngressHostOptions; readonly by: Claimant }[] = [];
  private readonly mounts: SaidMount[] = [];
  private readonly contributions: Contribution[] = [];
  /** What is to be changed in the manifest after everything else. @internal */
  public readonly _patches: JsonPatch[] = [];

  /** @internal */
  public constructor(
    private readonly gateway: IngressGateway,
    /** The name that clients ask for. */
    public readonly host: string,
    /** The line that named it first. @internal */
    public readonly _source: Source,
  ) {}

  /**
   * Sends the requests that no path takes to a service. Its shares, exceptions and behaviours hold here as they do in the mesh.
   *
   * @returns the host, to say more
   * @throws ConfigError `ingress-gateway/not-a-service` for anything but a service, its port or its version
   */
  public to(service: ExposedTarget): this {
    return this.mount(saidMount(this.gateway, service));
  }

  /**
   * Sends the requests under a path to a service, whose shares, exceptions and behaviours hold here too. `/reviews` stands for itself and
   * for all below it, not for `/reviews-of-others`; `/` stands for all paths, as {@link to} does. Longer paths are tried first.
   *
   * @param path starts with a slash and ends without
   * @param options what happens to the path
   * @returns the host, to say more
   * @throws ConfigError `pattern/invalid-option` for a path that no request could have
   */
  public path(path: string, service: ExposedTarget, options: IngressPathOptions = {}): this {
    this.assertPath(path);
    assertOptions(this.gateway, options, { strip: true } satisfies Record<keyof IngressPathOptions, true>);
    const { strip = false } = options;
    if (typeof strip !== 'boolean') refuseOption(this.gateway, ['strip'], `Expected true or false, got ${quote(strip)}`);
    if (path === '/') {
      if (strip) refuseOption(this.gateway, ['strip'], 'Expected a path that can be taken off, got "/"', 'take strip out');
      return this.mount(saidMount(this.gateway, service));
    }
    return this.mount(saidMount(this.gateway, service, { path, ...(strip ? { isStripped: true } : {}) }));
  }

  /**
   * Adds the claims of a pattern to this host: behaviours, redirects and responses that hold here alone, for whatever service the requests
   * are, and that win over what a service says of the same. {@link HttpPolicies}, {@link Resilience} and {@link FaultInjection} take a host
   * as their `service`.
   *
   * @param pattern the pattern itself: errors about a claim name it, and the line that made it
   * @param claims plain data in the words of the model of a service
   * @throws ConfigError `ingress-gateway/not-at-a-host` for claims on versions, shares or policies, which belong to a service
   */
  public contribute(pattern: Pattern, claims: HostClaims): void {
    if (!(pattern instanceof Pattern)) {
      const message = `Expected the pattern that contributes, got ${quote(pattern)}`;
      refuseOption(this.gateway, ['pattern'], message, 'write contribute(this, …) in a class that extends Pattern');
    }
    assertSameApp(pattern, this.gateway, ['service']);
    const checked = checkedClaims(pattern, claims, []);
    const what = ofServices(checked);
    if (what !== undefined) {
      refuse(pattern, ingressRules.notAtAHost, ['service'], { message: `Expected what happens to requests at ${quote(this.host)}, got ${what}` });
    }
    this.contributions.push({ by: pattern._claimant, ...checked });
    this.requireRoutes();
  }

  /** Patches the VirtualService of the host after everything else. What comes out is checked like the rest. */
  public addJsonPatch(...patches: JsonPatch[]): this {
    this._patches.push(...patches);
    this.gateway._routesOf(this)?.addJsonPatch(...patches);
    return this;
  }

  /** The host as plain data: which construct decides what. */
  public describe(): IngressHostModel {
    const { routes, mounts } = this.exposure();
    return described({ host: this.host, gateway: this.gateway._fullName, ...this._serving, routes, mounts });
  }

  /** What happens to requests, for people to read: services and their routes in order, what does not hold here, and who says so. */
  public explain(): string {
    const { https, http } = this._serving;
    const { ports } = this.gateway._pods;
    const credential = https === 'off' || https.credentialName === undefined ? '' : ` with ${https.credentialName}`;
    const lines = [
      https === 'off' ? 'no https' : `https on port ${ports.https}: ${https.mode ?? 'SIMPLE'}${credential}`,
      { redirect: `http on port ${ports.http}: redirected to https`, serve: `http on port ${ports.http}: served`, off: 'no http' }[http],
    ];
    return explainExposure(this.exposure(), this.gateway._fullName, lines, !isPassedOn(this._serving));
  }

  /** Adds options of one caller: how the host is served. @internal */
  public _addOptions(options: IngressHostOptions, by: Claimant): void {
    this.given.push({ options, by });
  }

  /** True when a service is exposed at the host. @internal */
  public get _isExposed(): boolean {
    return this.mounts.length > 0 || this.contributions.some(({ exceptions = [] }) => exceptions.length > 0);
  }

  /** What the host serves. Of two who disagree the first text counts, so that the rest can still be checked. @internal */
  public get _serving(): Serving {
    return servingOf(this.gateway._defaults, this.sayings()[0]?.options);
  }

  /** The line that named the host. @internal */
  public get _claimant(): Claimant {
    return new ConstructClaimant(this.gateway.node.path, this._source);
  }

  /** True for the VirtualService that is made for the host. @internal */
  public _isOwn(object: unknown): boolean {
    return this.gateway._routesOf(this) === object;
  }

  /** The VirtualService. @internal */
  public _written(): Written<VirtualServiceSpec> {
    const at = { gateway: this.gateway._fullName, exportTo: ['.'] };
    const exposure = this.exposure();
    if (!isPassedOn(this._serving)) return renderExposedHost(exposure, at);
    return renderPassedHost(exposure, at, this.gateway._pods.ports.https, this._serving.http === 'redirect');
  }

  /** What is wrong with what constructs say about the host. @internal */
  public _problems(): readonly Problem[] {
    const [first, second] = this.sayings();
    const twice: Problem[] = first && second ? [{
      rule: compositionRules.claimedTwice,
      message: `Expected ${quote(this.host)} to be served with the same options everywhere, got ${JSON.stringify(first.options)} and ${JSON.stringify(second.options)}`,
      fix: 'say it where the host is first named, and leave it out elsewhere',
      by: second.by,
      others: [first.by],
    }] : [];
    return [...twice, ...this.exposure().problems];
  }

  private mount(mount: SaidMount): this {
    this.mounts.push(mount);
    this.requireRoutes();
    return this;
  }

  private requireRoutes(): void {
    if (this._isExposed && this.gateway._routesOf(this) === undefined) this.gateway._requireRoutes(this);
  }

  private assertPath(path: unknown): void {
    const refused = (fix: string): never => refuseOption(this.gateway, ['path'], `Expected a path such as "/reviews", got ${quote(path)}`, fix);
    if (typeof path !== 'string' || !path.startsWith('/')) refused('start it with a slash');
    else if (path === '/') return;
    else if (path.endsWith('/')) refused(`write ${quote(path.replace(/\/+$/, ''))}: what is below it is meant as well`);
    else if (/[*{}]/.test(path)) refused('a path stands for all below it, so leave the pattern out');
    else if (/[?#\s]/.test(path)) refused('leave out what is no part of a path');
    else if (/\/(?:\.{0,2})\//.test(`${path}/`)) refused('write it as requests have it once proxies made it plain: without empty parts and dots');
  }

  /** The different options that callers give, sorted, so that the order of the program does not matter. */
  private sayings(): { readonly options: IngressHostOptions; readonly by: Claimant }[] {
    const byText = new Map(this.given.map((one) => [JSON.stringify(Object.entries(one.options).sort()), one]));
    return [...byText].sort(([a], [b]) => compareText(a, b)).map(([, one]) => one);
  }

  private exposure(): Exposure {
    const isTls = isPassedOn(this._serving);
    const resolved = this.mounts.map((mount) => mountingOf(this.gateway, mount, isTls));
    const exposure = exposureOf(this.host, resolved.map(({ mounting }) => mounting), isTls ? [] : this.contributions);
    const own = resolved.flatMap((one) => one.problems);
    const unseen = isTls ? [...exposure.mounts.flatMap((mount) => this.unseen(mount)), ...this.unseenContributions()] : exposure.problems;
    return { ...exposure, problems: [...own, ...unseen] };
  }

  /** What constructs say of requests that the gateway does not see. */
  private unseenContributions(): Problem[] {
    return this.contributions.map(({ by }): Problem => ({
      rule: ingressRules.requestsUnseen, message: `Expected no claims on requests at ${quote(this.host)}, whose TLS is handed on, got ${quote(by.construct)}`, by, others: [],
    }));
  }

  /** What a gateway cannot do that hands TLS on. */
  private unseen({ path, by, model, port }: Mount): Problem[] {
    const detour = model.detours.find(({ value }) => value.port === port.name);
    return [
      ...path === undefined ? [] : [{
        rule: ingressRules.pathUnseen, message: `Expected no path at ${quote(this.host)}, whose TLS is handed on, got ${quote(path)}`, by, others: [],
      }],
      ...detour ? [{
        rule: ingressRules.detourUnseen,
        message: `Expected requests for ${quote(model.host)}, which is reached through ${quote(detour.value.gateway)}, got TLS that is handed on`,
        by,
        others: [detour.by],
      }] : [],
    ];
  }
}

/** What of some claims only a service can have, in words. */
function ofServices({ shares, policies = [], exceptions = [], behaviours = [] }: Omit<Contribution, 'by'>): string | undefined {
  if (shares !== undefined) return 'shares of versions';
  if (policies.length > 0) return 'a policy for the endpoints of a service';
  if (exceptions.some(({ then }) => then.kind === 'version' || then.kind === 'shares')) return 'requests that are pinned to versions';
  return behaviours.some(({ behaviours: { mirrors = [] } }) => mirrors.some(({ host }) => host === undefined)) ? 'a mirror to a version' : undefined;
}
