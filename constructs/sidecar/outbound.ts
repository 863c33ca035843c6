import type { OutboundTrafficPolicy } from '../../lib/kinds/sidecar/api';
import type { RouteTarget, Viewpoint } from '../core/route-target';

/**
 * What happens to traffic to a destination that the proxy does not know.
 *
 * @example
 * Outbound.allowAnyVia(reviews.subset('v1').onPort(9080));
 */
export class Outbound {
  /** Drops it; HTTP is answered with 502. */
  public static registryOnly(): Outbound {
    return new Outbound('REGISTRY_ONLY');
  }

  /** Forwards it to where it was going. */
  public static allowAny(): Outbound {
    return new Outbound('ALLOW_ANY');
  }

  /** Sends it to one service, such as an egress gateway. The target needs a port. */
  public static allowAnyVia(target: RouteTarget): Outbound {
    return new Outbound('ALLOW_ANY', target);
  }

  private constructor(
    private readonly mode: 'REGISTRY_ONLY' | 'ALLOW_ANY',
    /** @internal */
    public readonly _target?: RouteTarget,
  ) {}

  /** The policy in Istio's words. @internal */
  public _toSpec({ construct }: Viewpoint): OutboundTrafficPolicy {
    // Istio does not complete short names here, so the host is written as another namespace would have to write it.
    const elsewhere = { construct, namespace: undefined };
    return { mode: this.mode, ...(this._target ? { egressProxy: this._target._destination(elsewhere) } : {}) };
  }
}
