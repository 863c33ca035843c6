import { markCopy } from '../../lib/core/package-copy';
import type { OutboundTrafficPolicy } from '../../lib/kinds/sidecar/api';
import { qualifyHost } from '../../lib/values/host-name';
import { meshOptionsOf } from '../core/mesh-options';
import type { RouteTarget, Viewpoint } from '../core/route-target';

/**
 * What happens to traffic to a destination that the proxy does not know.
 *
 * @example
 * Outbound.allowAnyVia(reviews.subset('v1').onPort(9080));
 */
export class Outbound {
  static {
    markCopy(this.prototype);
  }

  /** Drops it; HTTP is answered with 502. */
  public static registryOnly(): Outbound {
    return new Outbound('REGISTRY_ONLY');
  }

  /** Forwards it to where it was going. */
  public static allowAny(): Outbound {
    return new Outbound('ALLOW_ANY');
  }

  /** Sends it to one service, such as an egress gateway. The target needs a port; its host is written in full. */
  public static allowAnyVia(target: RouteTarget): Outbound {
    return new Outbound('ALLOW_ANY', { target });
  }

  private constructor(
    private readonly mode: 'REGISTRY_ONLY' | 'ALLOW_ANY',
    /** @internal */
    public readonly _proxy?: { readonly target: RouteTarget },
  ) {}

  /** The policy in Istio's words. @internal */
  public _toSpec({ construct, namespace }: Viewpoint): OutboundTrafficPolicy {
    if (this._proxy === undefined) return { mode: this.mode };
    // Istio does not complete short names here: what belongs to a construct is written as another namespace would have to
    // write it, and any other short name means a service beside the Sidecar, as it does in a route.
    const { host, ...rest } = this._proxy.target._destination({ construct, namespace: undefined });
    const isText = typeof host === 'string';
    const fullHost = isText && namespace !== undefined ? qualifyHost(host, namespace, meshOptionsOf(construct).clusterDomain) : host;
    return { mode: this.mode, egressProxy: { host: fullHost, ...rest } };
  }
}
