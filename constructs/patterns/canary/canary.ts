import type { Construct } from 'constructs';
import type { RouteException, Share } from '../../../lib/composition/model';
import type { GoDuration } from '../../../lib/values/go-duration';
import { Pattern } from '../../core/pattern';
import { assertOwner, type HostOwner } from '../../mesh-service/host-owner';
import { requestMatches, type RequestMatches } from '../../mesh-service/request-matches';
import { stickyCookie, type StickyOptions } from './sticky-cookie';

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
   * Requests that never reach the canary; of a list, those for which at least one entry holds. They need an HTTP port.
   *
   * @default - none
   */
  readonly never?: RequestMatches;
  /**
   * Keeps each browser at the version that it got first, by a cookie that the answer sets.
   *
   * @default - every request is picked anew
   */
  readonly sticky?: StickyOptions;
}

/**
 * Sends a part of a service's traffic to a new version: by weight, by header or cookie, and sticky if asked. It holds for clients in the
 * mesh, and behind every gateway that exposes the service.
 *
 * The shares are of requests, picked at each client; on ports that are not HTTP, of connections. Roll out by raising `weight` release by
 * release; a version with weight 0 gets nothing but the requests of `always`.
 *
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
    const { service, stable, canary, sticky } = props;
    assertOwner(this, service);
    const weight = this._percent('weight', props.weight);
    if (stable === canary) this._refuseOption('canary', `Expected two versions, got ${JSON.stringify(canary)} as both`, 'name the version that is tried out');
    const shares = [{ version: stable, percent: 100 - weight }, { version: canary, percent: weight }];
    service._add(this, {
      shares: shares.map((share): Share => (sticky ? { ...share, setCookie: this.setCookie(sticky, share.version, props) } : share)),
      exceptions: [
        ...this.pinned('always', canary, props.always),
        ...this.pinned('never', stable, props.never),
        // Who was sent to a version that gets nothing any more is picked anew.
        ...sticky ? shares.filter(({ percent }) => percent > 0).map(({ version }): RouteException => ({
          name: `${id}-sticky-${version}`,
          when: [stickyCookie(sticky, this.nameOf(version, props), undefined).match],
          then: { kind: 'version', version },
        })) : [],
      ],
    });
  }

  private pinned(option: 'always' | 'never', version: string, matches: RequestMatches | undefined): RouteException[] {
    return requestMatches(this, matches, option).map((match) => ({ name: `${this.node.id}-${option}`, when: [match], then: { kind: 'version', version } }));
  }

  private setCookie(sticky: StickyOptions, version: string, props: CanaryProps<VersionName>): string {
    return stickyCookie(sticky, this.nameOf(version, props), this.maxAge(sticky)).set;
  }

  private nameOf(version: string, { canary }: CanaryProps<VersionName>): string {
    return version === canary ? 'canary' : 'stable';
  }

  private maxAge({ maxAge = '1h' }: StickyOptions): string {
    return this._duration<GoDuration>('sticky.maxAge', maxAge);
  }
}
