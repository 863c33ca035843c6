import type { Construct } from 'constructs';
import { areMatchesWithin } from '../../../lib/match/within';
import type { RouteException, Share } from '../../../lib/composition/contribution';
import { matchKey, matchText } from '../../../lib/match/request-match';
import { quote } from '../../../lib/core/quote';
import { type GoDuration, parseGoDuration } from '../../../lib/values/go-duration';
import { assertOptions, Pattern } from '../../core/pattern';
import { assertOwner } from '../../owners/host/assert-owner';
import type { HostOwner } from '../../owners/host/host-owner';
import { requestMatches, type RequestMatches } from '../../owners/host/request-matches';
import { COOKIE_NAME } from '../../virtual-service/cookie';
import { cookieMatch, cookieText, type StickyOptions } from './sticky-cookie';

const SECOND = 1_000_000_000n;

/** The values of the cookie, for the two versions. */
const VALUES = ['stable', 'canary'] as const;

/** What {@link Canary} takes. */
export interface CanaryProps<VersionName extends string = string> {
  /** The service whose traffic is split. */
  readonly service: HostOwner<string, VersionName>;
  /** The version that gets what the canary does not. */
  readonly stable: NoInfer<VersionName>;
  /** The version that is tried out. */
  readonly canary: NoInfer<VersionName>;
  /** The part of requests that the canary gets, whole percent from 0 to 100; on TCP ports, of connections. */
  readonly weight: number;
  /**
   * Requests that always reach the canary, whatever its weight; of a list, those for which at least one entry holds. They need an HTTP
   * port.
   *
   * @default - none
   */
  readonly always?: RequestMatches;
  /**
   * Requests that never reach the canary, even those of `always`; of a list, those for which at least one entry holds. They need an HTTP
   * port.
   *
   * @default - none
   */
  readonly never?: RequestMatches;
  /**
   * Keeps each browser at the version that it got first, by a cookie that the response sets. `always` and `never`, and other exceptions,
   * hold all the same. Browsers send the cookie back on https alone. Without effect where one version gets everything.
   *
   * @default - every request is picked anew
   */
  readonly sticky?: StickyOptions;
}

/**
 * Sends a part of a service's traffic to a new version: by weight, by header or cookie, and sticky if asked. It holds for clients in the
 * mesh, and behind every gateway that exposes the service. Clients without a sidecar get any pod of the service.
 *
 * The shares are of requests, picked at each client; on ports that are not HTTP, of connections, which may be long-lived. Roll out by
 * raising `weight` release by release; a version with weight 0 gets nothing but the requests of `always`. A header that decides is seen
 * only where the caller sends it on.
 *
 * @throws ConfigError `reference/unknown-version` for a version that the service does not have
 * @see https://istio.io/latest/docs/tasks/traffic-management/traffic-shifting/
 * @example
 * const shop = new MeshService(chart, 'shop', {
 *   ports: { http: { number: 80, protocol: 'HTTP' } },
 *   versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
 * });
 * new Canary(chart, 'shop-canary', {
 *   service: shop, stable: 'v1', canary: 'v2', weight: 10,
 *   always: [header('end-user').exact('jason'), cookie('beta').exact('yes')],
 * });
 */
export class Canary<VersionName extends string = string> extends Pattern {
  public constructor(scope: Construct, id: string, props: CanaryProps<VersionName>) {
    super(scope, id, props, {
      service: true, stable: true, canary: true, weight: true, always: true, never: true, sticky: true,
    } satisfies Record<keyof CanaryProps, true>);
    const { service, stable, canary } = props;
    assertOwner(this, service);
    const weight = this.percentOption('weight', props.weight);
    for (const [option, version] of Object.entries({ stable, canary })) {
      if (typeof version !== 'string') this.refuseOption(option, `Expected the name of a version, got ${quote(version)}`);
    }
    if (stable === canary) {
      this.refuseOption('canary', `Expected two versions, got ${quote(canary)} as both`, 'name the version that is tried out');
    }
    const shares: Share[] = [{ version: stable, percent: 100 - weight }, { version: canary, percent: weight }];
    // Where one version gets everything, nothing is remembered: who was sent to the other one before is picked anew.
    const sticky = props.sticky === undefined ? undefined : this.sticky(props.sticky);
    const [always, never] = [this.pinned('always', canary, props.always), this.pinned('never', stable, props.never)];
    const both = always.findIndex(({ when }) => never.some((other) => areMatchesWithin(when, other.when)));
    if (both >= 0) this.refuseOption(['always', both], `Expected requests that "never" leaves, got ${matchText(always[both]!.when)}`);
    const pins = [...always, ...never];
    service.contribute(this, sticky === undefined || weight === 0 || weight === 100 ? { shares, exceptions: pins } : {
      shares: shares.map((share, i): Share => ({ ...share, setCookie: cookieText(sticky.cookie, VALUES[i]!, sticky.seconds) })),
      exceptions: [...pins, ...shares.map(({ version }, i): RouteException => ({
        name: `${id}-sticky-${version}`, when: [cookieMatch(sticky.cookie, VALUES[i]!)], then: { kind: 'version', version }, sticky: true,
      })).filter(({ when }) => !pins.some((pin) => matchKey(pin.when) === matchKey(when)))],
    });
  }

  private pinned(option: 'always' | 'never', version: string, matches: RequestMatches | undefined): RouteException[] {
    const isEmpty = Array.isArray(matches) && matches.length === 0;
    const when = requestMatches(this, isEmpty ? undefined : matches, option);
    return when.map((match) => ({
      name: `${this.node.id}-${option}`, when: [match], then: { kind: 'version', version }, ...(option === 'never' ? { beforePins: true as const } : {}),
    }));
  }

  private sticky(sticky: StickyOptions): { cookie: string; seconds: bigint } {
    assertOptions(this, sticky, { cookie: true, maxAge: true } satisfies Record<keyof StickyOptions, true>, ['sticky']);
    const { cookie, maxAge = '1h' } = sticky;
    if (typeof cookie !== 'string' || !COOKIE_NAME.test(cookie)) {
      this.refuseOption('sticky.cookie', `Expected the name of a cookie, got ${quote(cookie)}`, "write a name such as 'rollout-7'");
    }
    const time = parseGoDuration(this.durationOption<GoDuration>('sticky.maxAge', maxAge, '1s'))!;
    if (time % SECOND !== 0n) this.refuseOption('sticky.maxAge', `Expected whole seconds, got ${quote(maxAge)}`);
    return { cookie, seconds: time / SECOND };
  }
}
