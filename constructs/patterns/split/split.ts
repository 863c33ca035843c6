import type { Construct } from 'constructs';
import type { RouteException, Share } from '../../../lib/composition/contribution';
import { quote } from '../../../lib/core/quote';
import { matchKey, matchText } from '../../../lib/match/request-match';
import { isPlain } from '../../../lib/composition/shapes/shape';
import { isInTenths, tenthsOf } from '../../../lib/values/tenths';
import { Pattern } from '../../core/pattern';
import { assertOwner } from '../../owners/host/assert-owner';
import type { HostOwner } from '../../owners/host/host-owner';
import { assertVersion } from '../../owners/host/ports';
import { requestMatches, type RequestMatches } from '../../owners/host/request-matches';
import { stickyClaims, type StickyOptions, stickyCookieOf } from '../canary/sticky-cookie';

/** What every {@link Split} takes. */
export interface SplitOptions<VersionName extends string = string> {
  /** The service whose traffic is split. */
  readonly service: HostOwner<string, VersionName>;
}

/** The part of the traffic that each version gets. */
export interface SplitWeights<VersionName extends string = string> {
  /**
   * The percent of requests that each version gets, in tenths; on TCP ports, of connections. They sum to 100, and a version that is left
   * out gets none.
   */
  readonly weights: { readonly [Version in VersionName]?: number };
  /**
   * Keeps each browser at the version that it got first, by a cookie that the response sets. Pins, and exceptions of other patterns, hold
   * all the same. Browsers send the cookie back on https alone. Without effect where one version gets everything.
   *
   * @default - every request is picked anew
   */
  readonly sticky?: StickyOptions;
}

/** The requests that always reach a version. */
export interface SplitPins<VersionName extends string = string> {
  /**
   * The requests that always reach a version, whatever the weights: by header, cookie, query, path, method, or the client's namespace or
   * labels. Of a list, those for which at least one entry holds. They need an HTTP port.
   */
  readonly pins: { readonly [Version in VersionName]?: RequestMatches };
}

/** What {@link Split} takes: weights, pins, or both. */
export type SplitProps<VersionName extends string = string> = SplitOptions<VersionName> & (
  | (SplitWeights<NoInfer<VersionName>> & {
    /** The requests that always reach a version, whatever the weights. */
    readonly pins?: SplitPins<NoInfer<VersionName>>['pins'];
  })
  | (SplitPins<NoInfer<VersionName>> & { readonly [Option in keyof SplitWeights]?: never })
);

/** What the value of a cookie may consist of. */
const COOKIE_VALUE = /^[\w.-]+$/;

/**
 * Shares the traffic of a service out among any number of its versions, pins requests to versions, or both: A/B/n tests, tenants with
 * a version of their own, testers of one namespace. It holds for clients in the mesh, and behind every gateway that exposes the service.
 *
 * The narrower of two pins is tried first. Pins without `weights` leave all other requests to whatever else shares the traffic out, else
 * to all pods of the service, those of the pinned versions among them; `weights: { v1: 100 }` keeps them at one version.
 *
 * One construct decides the weights of a service; pins may come from many.
 *
 * @throws ConfigError `reference/unknown-version` for a version that the service does not have
 * @see https://istio.io/latest/docs/tasks/traffic-management/traffic-shifting/
 * @example
 * const checkout = new MeshService(chart, 'checkout', {
 *   ports: { http: { number: 80, protocol: 'HTTP' } },
 *   versions: { v1: { version: 'v1' }, v2: { version: 'v2' }, v3: { version: 'v3' } },
 * });
 * new Split(chart, 'checkout-split', { service: checkout, weights: { v1: 94.5, v2: 5, v3: 0.5 } });
 * new Split(chart, 'checkout-tenants', { service: checkout, pins: {
 *   v2: header('x-tenant').exact('acme'),
 *   v3: [cookie('preview').present(), sourceNamespace('load-test')],
 * } });
 */
export class Split<VersionName extends string = string> extends Pattern {
  public constructor(scope: Construct, id: string, props: SplitProps<VersionName>) {
    super(scope, id, props, { service: true, weights: true, sticky: true, pins: true } satisfies
      Record<keyof SplitOptions | keyof SplitWeights | keyof SplitPins, true>);
    const { service, weights, pins, sticky } = props;
    assertOwner(this, service);
    if (weights === undefined && (pins === undefined || (isPlain(pins) && Object.keys(pins).length === 0))) {
      this.refuseOption('', 'Expected "weights", "pins" or both, got none', 'write weights: { v1: 90, v2: 10 }, with the versions of the service');
    }
    if (sticky !== undefined && weights === undefined) this.refuseOption('sticky', 'Expected weights beside it, got none', 'leave it out: who is pinned stays anyway');
    const exceptions = pins === undefined ? [] : this.pinned(pins, service);
    if (weights === undefined) {
      service.contribute(this, { exceptions });
      return;
    }
    const shares = this.shares(weights, service);
    const cookie = sticky === undefined ? undefined : stickyCookieOf(this, sticky);
    const odd = cookie && shares.find(({ version }) => !COOKIE_VALUE.test(version));
    if (odd) this.refuseOption('sticky', `Expected versions whose names can stand in a cookie, got ${quote(odd.version)}`);
    service.contribute(this, stickyClaims(this, cookie, shares.map((share) => ({ ...share, value: share.version })), exceptions));
  }

  /** In the order of the versions of the service. */
  private shares(weights: SplitWeights['weights'], service: HostOwner): Share[] {
    this.assertVersions('weights', weights, service, 'percent for each version, such as { v1: 90, v2: 10 }');
    const shares = service.versionNames.flatMap((version) => {
      const percent = weights[version];
      return percent === undefined ? [] : [{ version, percent: this.percent(version, percent) }];
    });
    const sum = shares.reduce((total, { percent }) => total + tenthsOf(percent), 0);
    if (sum !== 1000) {
      const isFraction = sum === 10 && shares.every(({ percent }) => percent <= 1);
      const text = shares.map(({ version, percent }) => `${version}: ${percent * 100}`).join(', ');
      this.refuseOption('weights', `Expected weights that sum to 100, got ${sum / 10}`, isFraction ? `write percent: { ${text} }` : 'write percent, and name every version that gets some');
    }
    return shares;
  }

  private percent(version: string, percent: unknown): number {
    if (isInTenths(percent) && percent >= 0 && percent <= 100) return percent;
    const number = typeof percent === 'string' && /^\s*\d{1,3}(?:\.\d)?\s*%?\s*$/.test(percent) ? Number.parseFloat(percent) : undefined;
    const message = `Expected a percentage from 0 to 100 with at most one digit behind the point, got ${quote(percent)}`;
    return this.refuseOption(['weights', version], message, number === undefined ? undefined : `write ${number}`);
  }

  /** In the order of the versions of the service. */
  private pinned(pins: SplitPins['pins'], service: HostOwner): RouteException[] {
    this.assertVersions('pins', pins, service, "matches for each version, such as { v2: header('x-beta').present() }");
    const pinned = new Map<string, string>();
    return service.versionNames.flatMap((version) => {
      const matches = pins[version];
      const isEmpty = matches === undefined || (Array.isArray(matches) && matches.length === 0);
      return requestMatches(this, isEmpty ? undefined : matches, `pins.${version}`).map((match): RouteException => {
        const other = pinned.get(matchKey([match]));
        if (other !== undefined) {
          this.refuseOption(['pins', version], `Expected requests that are pinned to one version, got ${matchText([match])} for ${quote(other)} as well`);
        }
        pinned.set(matchKey([match]), version);
        return { name: `${this.node.id}-${version}`, when: [match], then: { kind: 'version', version } };
      });
    });
  }

  private assertVersions(option: 'weights' | 'pins', value: unknown, service: HostOwner, expected: string): void {
    if (!isPlain(value)) this.refuseOption(option, `Expected ${expected}, got ${quote(value)}`);
    const named = Object.entries(value).filter(([, one]) => one !== undefined).map(([version]) => version);
    for (const version of named) assertVersion(this, service.versionNames, version, [option, version]);
  }
}
