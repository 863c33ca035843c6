import { compareText } from '../../../lib/core/compare-text';
import type { Construct } from 'constructs';
import { EJECTION } from '../../../lib/composition/leaves/default-ejection';
import type { Locality } from '../../../lib/composition/leaves/locality';
import { choices, quote } from '../../../lib/core/quote';
import type { ExactlyOne } from '../../../lib/values/types';
import { Pattern } from '../../core/pattern';
import { assertOwner } from '../../owners/host/assert-owner';
import type { HostOwner } from '../../owners/host/host-owner';

/** A label of nodes that says where an endpoint runs, or one of pods as `key` or `key=value`. */
export type LocalityLabel = 'topology.istio.io/network' | 'topology.istio.io/cluster' | 'topology.kubernetes.io/region' | 'topology.kubernetes.io/zone'
  | 'topology.istio.io/subzone' | 'kubernetes.io/hostname' | (string & NonNullable<unknown>);

/** How the next best place is found. */
export interface LocalityFailoverWays {
  /**
   * Labels from the most important to the least: endpoints that have the client's values of all of them come first, then those of all but
   * the last, and so on.
   */
  readonly failoverPriority: readonly LocalityLabel[];
  /** Which region takes over from which, by the regions' names; where a region is not listed, any other takes over. */
  readonly failover: Readonly<Record<string, string>>;
}

/** What {@link LocalityFailover} takes beside the order. */
export interface LocalityFailoverOptions<PortName extends string = string, VersionName extends string = string> {
  /** The service whose endpoints run in several places. */
  readonly service: HostOwner<PortName, VersionName>;
  /**
   * The port that it is for.
   *
   * @default - all ports
   */
  readonly port?: NoInfer<PortName>;
  /**
   * The version that it is for.
   *
   * @default - all versions
   */
  readonly version?: NoInfer<VersionName>;
}

/** What {@link LocalityFailover} takes: one order of the next best places. */
export type LocalityFailoverProps<PortName extends string = string, VersionName extends string = string> =
  LocalityFailoverOptions<PortName, VersionName> & ExactlyOne<LocalityFailoverWays>;

const REGION = /^[^/*\s]+$/;

/** What istiod puts on endpoints, from wide to narrow; other labels of nodes are on none. */
const PLACES = [
  'topology.istio.io/network', 'topology.istio.io/cluster', 'topology.kubernetes.io/region', 'topology.kubernetes.io/zone',
  'topology.istio.io/subzone', 'kubernetes.io/hostname',
];

/**
 * Keeps traffic near the client, and moves it to the next best place when the endpoints nearby fail.
 *
 * An endpoint counts as failed when it is taken out of the pool, so this takes endpoints out after five server errors in a row, unless a
 * {@link CircuitBreaker} of the service says it differently. Where an endpoint runs is read from the labels of its node.
 *
 * @throws ConfigError `reference/unknown-port` and `reference/unknown-version` for a port or a version that the service does not have
 * @see https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/failover/
 * @example
 * const catalog = new MeshService(chart, 'catalog', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new LocalityFailover(chart, 'catalog-failover', { service: catalog, failover: { 'eu-west-1': 'eu-central-1' } });
 */
export class LocalityFailover<PortName extends string = string, VersionName extends string = string> extends Pattern {
  public constructor(scope: Construct, id: string, props: LocalityFailoverProps<PortName, VersionName>) {
    super(scope, id, props, { service: true, port: true, version: true, failoverPriority: true, failover: true } satisfies
      Record<keyof LocalityFailoverOptions | keyof LocalityFailoverWays, true>);
    const { service, port, version } = props;
    assertOwner(this, service);
    const part = { ...(port === undefined ? {} : { port }), ...(version === undefined ? {} : { version }) };
    service.contribute(this, { policies: [
      { ...part, policy: { locality: this.locality(props) } },
      { ...part, policy: EJECTION, strength: 'default' },
      // A place that is gone moves as a whole: with half of its endpoints kept, half of its requests would still fail.
      { ...part, policy: { 'ejection.maxPercent': 100 }, strength: 'needed' },
    ] });
  }

  private locality({ failoverPriority: order, failover: regions }: LocalityFailoverProps): Locality {
    if ((order === undefined) === (regions === undefined)) this.refuseOption('', `Expected one of "failoverPriority" and "failover", got ${order ? 'both' : 'none'}`);
    if (order !== undefined) {
      const isList = Array.isArray(order) && order.length > 0 && order.every((label) => typeof label === 'string' && label !== '');
      if (!isList || new Set(order).size < order.length) this.refuseOption('failoverPriority', `Expected labels, each once, got ${quote(order)}`);
      this.assertOnEndpoints(order);
      return { order };
    }
    return { regions: this.pairs(regions) };
  }

  /** A label that no endpoint has, or that another one before it decides, would do nothing. */
  private assertOnEndpoints(order: readonly string[]): void {
    const unknown = order.find((label) => /(?:^|\.)(?:kubernetes|istio)\.io\//.test(label) && !PLACES.includes(label));
    if (unknown !== undefined) this.refuseOption('failoverPriority', `Expected labels of endpoints, got ${quote(unknown)}`, `write ${choices(PLACES)}, or a label of pods`);
    const places = order.flatMap((label) => (PLACES.includes(label) ? [PLACES.indexOf(label)] : []));
    const late = places.findIndex((place, i) => i > 0 && place < places[i - 1]! && place > 1);
    if (late > 0) {
      this.refuseOption('failoverPriority', `Expected wide places before narrow ones, got ${quote(PLACES[places[late - 1]!])} before ${quote(PLACES[places[late]!])}`);
    }
  }

  private pairs(regions: Readonly<Record<string, string>> | undefined): { from: string; to: string }[] {
    const pairs = Object.entries(regions ?? {});
    if (pairs.length === 0) this.refuseOption('failover', 'Expected regions that take over, got none');
    for (const [from, to] of pairs) {
      if (![from, to].every((region) => typeof region === 'string' && REGION.test(region)) || from === to) {
        this.refuseOption('failover', `Expected the names of two regions, without zone, got ${quote(from)} and ${quote(to)}`);
      }
    }
    return pairs.sort(([a], [b]) => compareText(a, b)).map(([from, to]) => ({ from, to }));
  }
}
