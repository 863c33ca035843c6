import type { Construct } from 'constructs';
import type { RouteException } from '../../../lib/composition/contribution';
import { assertOptions, Pattern } from '../../core/pattern';
import { assertOwner } from '../../owners/host/assert-owner';
import type { HostOwner } from '../../owners/host/host-owner';
import { requestMatches, type RequestMatches } from '../../owners/host/request-matches';

/** What {@link BlueGreen} takes. */
export interface BlueGreenProps<VersionName extends string = string> {
  /** The service that has both versions. */
  readonly service: HostOwner<string, VersionName>;
  /** The version that all requests reach; on TCP ports, all connections. */
  readonly active: NoInfer<VersionName>;
  /**
   * Who sees another version before it is active.
   *
   * @default - no client
   */
  readonly preview?: BlueGreenPreview<NoInfer<VersionName>>;
}

/** Requests that see a version before it is active. */
export interface BlueGreenPreview<VersionName extends string = string> {
  /** The version that they reach. */
  readonly version: VersionName;
  /**
   * The requests; of a list, those for which at least one entry holds. They need an HTTP port. Anyone can send a header, so guard what is
   * secret.
   */
  readonly match: RequestMatches;
}

/**
 * Sends all of a service's traffic to one of its versions, and switches at once: one word changes, and one VirtualService with it. The
 * other version stays, to switch back.
 *
 * Connections that are open stay where they are, so a version has to run until they end.
 *
 * @throws ConfigError `reference/unknown-version` for a version that the service does not have
 * @see https://istio.io/latest/docs/tasks/traffic-management/request-routing/
 * @example
 * const cart = new MeshService(chart, 'cart', {
 *   ports: { http: { number: 80, protocol: 'HTTP' } },
 *   versions: { blue: { color: 'blue' }, green: { color: 'green' } },
 * });
 * new BlueGreen(chart, 'cart-release', {
 *   service: cart, active: 'blue', preview: { version: 'green', match: header('x-preview').exact('green') },
 * });
 */
export class BlueGreen<VersionName extends string = string> extends Pattern {
  public constructor(scope: Construct, id: string, props: BlueGreenProps<VersionName>) {
    super(scope, id, props, { service: true, active: true, preview: true } satisfies Record<keyof BlueGreenProps, true>);
    const { service, active, preview } = props;
    assertOwner(this, service);
    if (preview !== undefined) assertOptions(this, preview, { version: true, match: true } satisfies Record<keyof BlueGreenPreview, true>, ['preview']);
    if (preview?.version === active) {
      this.refuseOption('preview', `Expected another version than the active one, got ${JSON.stringify(active)}`, 'preview the version that is not active');
    }
    const matches = preview === undefined ? [] : requestMatches(this, preview.match, 'preview.match');
    if (preview && matches.length === 0) this.refuseOption('preview.match', 'Expected the requests that see it, got none');
    service.contribute(this, {
      shares: [{ version: active, percent: 100 }],
      exceptions: matches.map((match): RouteException => ({
        name: `${id}-preview`, when: [match], then: { kind: 'version', version: preview!.version },
      })),
    });
  }
}
