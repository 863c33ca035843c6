import type { Construct } from 'constructs';
import type { Mirror as MirrorTo } from '../../../lib/composition/leaves/mirror';
import { joinMatches } from '../../../lib/match/join';
import type { RequestMatch } from '../../../lib/match/request-match';
import { quote } from '../../../lib/core/quote';
import { isHttpProtocol } from '../../../lib/values/protocol';
import type { ExactlyOne } from '../../../lib/values/types';
import { Pattern } from '../../core/pattern';
import { assertOwner } from '../../owners/host/assert-owner';
import { HostOwner } from '../../owners/host/host-owner';
import { hasOnlyCalls, READS, requestMatches, type RequestMatches } from '../../owners/host/request-matches';
import { ServiceTarget } from '../../owners/host/service-target';

/** Where requests are mirrored to: one of these. */
export interface MirrorTargets<VersionName extends string = string> {
  /** A version of the same service. */
  readonly version: VersionName;
  /** Another service: a port or a version of a {@link MeshService}. */
  readonly destination: ServiceTarget;
}

/** What {@link Mirror} takes beside the place that requests are mirrored to. */
export interface MirrorOptions<VersionName extends string = string> {
  /** The service whose requests are mirrored. */
  readonly service: HostOwner<string, VersionName>;
  /** The part of the requests that is mirrored, percent from 1 to 100. */
  readonly percentage: number;
  /**
   * The requests that are mirrored; of a list, those for which at least one entry holds.
   *
   * @default - all of those methods
   */
  readonly match?: RequestMatches;
  /**
   * Mirrors requests of every method, not only GET and HEAD. What a request changes is then changed twice, unless the service that gets
   * mirrored requests is kept from it.
   *
   * @default false
   */
  readonly sideEffects?: boolean;
}

/** What {@link Mirror} takes. */
export type MirrorProps<VersionName extends string = string> = MirrorOptions<VersionName> & ExactlyOne<MirrorTargets<NoInfer<VersionName>>>;

/**
 * Mirrors requests of a service to another place as well, to see how a new version takes them. Proxies do not wait for mirrored requests,
 * and drop their responses. They arrive as the requests did, with the same Host.
 *
 * @throws ConfigError `reference/unknown-version` for a version that the service does not have
 * @see https://istio.io/latest/docs/tasks/traffic-management/mirroring/
 * @example
 * const search = new MeshService(chart, 'search', {
 *   ports: { http: { number: 80, protocol: 'HTTP' } },
 *   versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
 * });
 * new BlueGreen(chart, 'search-release', { service: search, active: 'v1' }); // so that v2 gets nothing but mirrored requests
 * new Mirror(chart, 'search-shadow', { service: search, version: 'v2', percentage: 10 });
 */
export class Mirror<VersionName extends string = string> extends Pattern {
  public constructor(scope: Construct, id: string, props: MirrorProps<VersionName>) {
    super(scope, id, props, { service: true, percentage: true, match: true, sideEffects: true, version: true, destination: true } satisfies
      Record<keyof MirrorOptions | keyof MirrorTargets, true>);
    const { service, match, sideEffects = false, version, destination } = props;
    assertOwner(this, service);
    if ((version === undefined) === (destination === undefined)) {
      this.refuseOption('version', `Expected one of "version" and "destination", got ${destination ? 'both' : 'none'}`);
    }
    const place = destination === undefined ? { version } : this.place(destination, service);
    const mirror: MirrorTo = { percent: this.percentOf(props.percentage), ...place };
    const orderBy = requestMatches(this, match, 'match');
    if (sideEffects === false && hasOnlyCalls(service)) {
      const message = 'Expected sideEffects: true for a service with gRPC ports alone, whose requests are all POST, got false';
      this.refuseOption('sideEffects', message, 'write sideEffects: true if its calls may happen twice');
    }
    const when = this.mirrored(orderBy, sideEffects);
    service.contribute(this, { behaviours: [{ name: id, when, orderBy, behaviours: { mirrors: [mirror] } }] });
  }

  private mirrored(matches: readonly RequestMatch[], sideEffects: boolean): readonly RequestMatch[] {
    if (typeof sideEffects !== 'boolean') this.refuseOption('sideEffects', `Expected true or false, got ${quote(sideEffects)}`);
    if (sideEffects) return matches;
    const { matches: reads, problem } = joinMatches(matches, READS);
    if (reads.length > 0 && !problem) return reads;
    return this.refuseOption('match', 'Expected requests that change nothing, GET and HEAD, got others', 'write sideEffects: true if they may happen twice');
  }

  private percentOf(percent: number): number {
    if (typeof percent === 'number' && percent > 0 && percent <= 100) return percent;
    return this.refuseOption('percentage', `Expected a percentage above 0 and up to 100, got ${quote(percent)}`);
  }

  private place(target: ServiceTarget, service: HostOwner): Omit<MirrorTo, 'percent'> {
    if (!(target instanceof ServiceTarget)) {
      return this.refuseOption('destination', `Expected a port or a version of a MeshService, got ${quote(target)}`);
    }
    const { host, subset, port } = target._destination({ construct: this });
    if (host === service.host && subset === undefined) {
      this.refuseOption('destination', `Expected another service or a version, got ${quote(host)} itself`, 'its requests would come twice');
    }
    this.assertPort(target, port?.number);
    return { host, ...(subset === undefined ? {} : { version: subset }), ...(port === undefined ? {} : { port: port.number }) };
  }

  /** A mirrored request needs an HTTP port, and of a service with several ports istiod takes none unless it is named. */
  private assertPort({ _owner, _protocol }: ServiceTarget, number: number | undefined): void {
    const ports = _owner instanceof HostOwner ? _owner._ports : undefined;
    const port = number === undefined ? undefined : ports?.find((one) => one.number === number);
    const protocolOfPort = port?.protocol ?? _protocol;
    if (ports !== undefined && (number === undefined ? ports.length > 1 : port === undefined)) {
      const known = ports.filter(({ protocol }) => isHttpProtocol(protocol)).map((one) => String(one.number));
      this.refuseOption('destination', `Expected a port of the service, got ${number ?? 'none'}`, `write onPort(${known.join(' or ')}) behind it`);
    }
    if (protocolOfPort !== undefined && !isHttpProtocol(protocolOfPort)) {
      this.refuseOption('destination', `Expected an HTTP port, got ${number} with protocol ${protocolOfPort}`);
    }
  }
}
