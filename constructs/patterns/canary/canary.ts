import type { Construct } from 'constructs';
import { areMatchesWithin } from '../../../lib/match/within';
import type { RouteException } from '../../../lib/composition/contribution';
import { matchText } from '../../../lib/match/request-match';
import { quote } from '../../../lib/core/quote';
import { Pattern } from '../../core/pattern';
import { assertOwner } from '../../owners/host/assert-owner';
import type { HostOwner } from '../../owners/host/host-owner';
import { requestMatches, type RequestMatches } from '../../owners/host/request-matches';
import { type StickyOptions, stickyClaims, stickyCookieOf, type StickyShare } from './sticky-cookie';

/** What {@link Canary} takes beside the part of requests that the canary gets. */
export interface CanaryOptions<VersionName extends string = string> {
  /** The service whose traffic is split. */
  readonly service: HostOwner<string, VersionName>;
  /** The version that gets what the canary does not. */
  readonly stable: NoInfer<VersionName>;
  /** The version that is tried out. */
  readonly canary: NoInfer<VersionName>;
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

/** The part of requests that the canary gets, as a number. */
export interface CanaryWeight {
  /** The part of requests that the canary gets, whole percent from 0 to 100; on TCP ports, of connections. For tenths see {@link Split}. */
  readonly weight: number;
}

/** The part of requests that the canary gets, as a plan and how far it has come. */
export interface CanaryStages<Stages extends readonly number[] = readonly number[], Stage extends number = number> {
  /** The plan of the rollout: the weight of each stage, whole percent from 1 to 100, each more than the one before. */
  readonly stages: Stages;
  /** The stage that the rollout has reached: 1 for the first of `stages`, 0 while it has not begun and the canary gets nothing. */
  readonly stage: Stage & (number extends Stage ? unknown : StageOf<Stages>);
}

/** The stages that a plan has, and 0; any number for a plan that the compiler does not know. */
export type StageOf<Stages extends readonly number[]> = NonNullable<Partial<Stages>['length']>;

/** What {@link Canary} takes: a weight, or stages and the stage. */
export type CanaryProps<
  VersionName extends string = string, Stages extends readonly number[] = readonly number[], Stage extends number = number,
> = CanaryOptions<VersionName> & (
  | (CanaryWeight & { readonly [Option in keyof CanaryStages]?: never })
  | (CanaryStages<Stages, Stage> & { readonly [Option in keyof CanaryWeight]?: never })
);

/**
 * Sends a part of a service's traffic to a new version: by weight, by header or cookie, and sticky if asked. It holds for clients in the
 * mesh, and behind every gateway that exposes the service. Clients without a sidecar get any pod of the service.
 *
 * The shares are of requests, picked at each client; on ports that are not HTTP, of connections, which may be long-lived. Roll out by
 * raising `weight` or `stage` release by release; a version with weight 0 gets nothing but the requests of `always`. A header that decides
 * is seen only where the caller sends it on. For three versions and more see {@link Split}.
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
 * const cards = new MeshService(chart, 'cards', {
 *   ports: { http: { number: 80, protocol: 'HTTP' } },
 *   versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
 * });
 * new Canary(chart, 'cards-canary', { service: cards, stable: 'v1', canary: 'v2', stages: [1, 5, 25, 100], stage: 2 }); // 5 percent
 */
export class Canary<
  VersionName extends string = string, const Stages extends readonly number[] = readonly number[], const Stage extends number = number,
> extends Pattern {
  public constructor(scope: Construct, id: string, props: CanaryProps<VersionName, Stages, Stage>) {
    super(scope, id, props, {
      service: true, stable: true, canary: true, weight: true, stages: true, stage: true, always: true, never: true, sticky: true,
    } satisfies Record<keyof CanaryOptions | keyof CanaryWeight | keyof CanaryStages, true>);
    const { service, stable, canary } = props;
    assertOwner(this, service);
    const weight = this.weight(props);
    for (const [option, version] of Object.entries({ stable, canary })) {
      if (typeof version !== 'string') this.refuseOption(option, `Expected the name of a version, got ${quote(version)}`);
    }
    if (stable === canary) {
      this.refuseOption('canary', `Expected two versions, got ${quote(canary)} as both`, 'name the version that is tried out');
    }
    const [always, never] = [this.pinned('always', canary, props.always), this.pinned('never', stable, props.never)];
    const both = always.findIndex(({ when }) => never.some((other) => areMatchesWithin(when, other.when)));
    if (both >= 0) this.refuseOption(['always', both], `Expected requests that "never" leaves, got ${matchText(always[both]!.when)}`);
    const pins = [...always, ...never];
    const shares: readonly StickyShare[] = [
      { version: stable, percent: 100 - weight, value: 'stable' }, { version: canary, percent: weight, value: 'canary' },
    ];
    const cookie = props.sticky === undefined ? undefined : stickyCookieOf(this, props.sticky);
    service.contribute(this, stickyClaims(this, cookie, shares, pins));
  }

  private weight({ weight, stages, stage }: Partial<CanaryWeight & CanaryStages>): number {
    if (stages === undefined && stage === undefined) return this.percentOption('weight', weight as number);
    if (weight !== undefined) this.refuseOption('weight', 'Expected "weight", or "stages" and "stage", got both');
    if (!Array.isArray(stages) || stages.length === 0) {
      return this.refuseOption('stages', `Expected the weight of each stage, got ${quote(stages)}`, 'write stages: [1, 5, 25, 100]');
    }
    const plan = Array.from(stages as readonly number[], (percent, i) => this.percentOption(['stages', i], percent, 1));
    const back = plan.findIndex((percent, i) => i > 0 && percent <= plan[i - 1]!);
    if (back > 0) this.refuseOption(['stages', back], `Expected more than the ${plan[back - 1]} percent of the stage before, got ${plan[back]}`);
    const reached = this.wholeOption('stage', stage as number, 0, plan.length);
    return reached === 0 ? 0 : plan[reached - 1]!;
  }

  private pinned(option: 'always' | 'never', version: string, matches: RequestMatches | undefined): RouteException[] {
    const isEmpty = Array.isArray(matches) && matches.length === 0;
    const when = requestMatches(this, isEmpty ? undefined : matches, option);
    return when.map((match) => ({
      name: `${this.node.id}-${option}`, when: [match], then: { kind: 'version', version }, ...(option === 'never' ? { beforePins: true as const } : {}),
    }));
  }
}
