import type { Construct } from 'constructs';
import type { ConnectionPoolSettings } from '../../lib/kinds/_shared/connection-pool/api';
import type { SidecarSpec } from '../../lib/kinds/sidecar/api';
import { quote } from '../../lib/core/quote';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { patternRules } from '../core/pattern-rules';
import { refuse } from '../core/refuse';
import { referenceRules } from '../core/reference-rules';
import { RouteTarget } from '../core/route-target';
import { assertSameApp } from '../core/same-app';
import { unknownOption } from '../core/vocabulary';
import { labelsIn, type WorkloadPods } from '../core/workload';
import { IstioSidecar } from '../l1/sidecar';
import { EgressListener, IngressListener } from './listeners';
import { Outbound } from './outbound';
import { scopeRules } from './scope-rules';

/** What {@link Sidecar} takes. */
export interface SidecarProps extends IstioResourceProps {
  /**
   * The pods that this applies to, in the namespace of the Sidecar.
   *
   * @default - all workloads of the namespace that no other Sidecar selects
   */
  readonly workload?: WorkloadPods;
  /**
   * What the proxy accepts for the workload. With any entry, only the ports listed here are served.
   *
   * @default - the ports of the services that the workload belongs to
   */
  readonly ingress?: readonly IngressListener[];
  /**
   * Which services the workload may see; at least one listener. `'unrestricted'` means every service that is visible to the namespace:
   * it is what Istio does when nothing is written, and undoes what the Sidecar of the root namespace narrows, so it has to be written.
   */
  readonly egress: readonly EgressListener[] | 'unrestricted';
  /**
   * What happens to traffic to a destination that the proxy does not know.
   *
   * @default - the mesh's setting
   */
  readonly outboundTrafficPolicy?: Outbound;
  /** Limits on the connections that the proxy accepts; those of an ingress listener come first. */
  readonly inboundConnectionPool?: ConnectionPoolSettings;
}

/**
 * What the proxy beside a workload listens on, and which services it knows.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 * @example
 * new Sidecar(chart, 'productpage', {
 *   workload: { labels: { app: 'productpage' } },
 *   ingress: [IngressListener.on({ number: 9080, protocol: 'HTTP', name: 'http' }, { defaultEndpoint: Endpoint.loopback(9080) })],
 *   egress: [EgressListener.catchAll([HostScope.own(), HostScope.namespace('istio-system')])],
 *   outboundTrafficPolicy: Outbound.registryOnly(),
 * });
 */
export class Sidecar extends IstioResource<SidecarSpec> {
  public readonly resource: IstioSidecar;
  private readonly props: SidecarProps;

  public constructor(scope: Construct, id: string, props: SidecarProps) {
    super(scope, id);
    this.props = props;
    this.resource = new IstioSidecar(this, 'Resource', this._l1Props(props));
    const { egress, outboundTrafficPolicy: outbound } = props;
    if ('outbound' in props) refuse(this, patternRules.unknownOption, ['outbound'], unknownOption('outbound', ['outboundTrafficPolicy']));
    if (egress === undefined || (Array.isArray(egress) && egress.length === 0)) {
      refuse(this, scopeRules.egressMissing, ['spec', 'egress'], { message: `Expected egress listeners or "unrestricted", got ${quote(egress)}` });
    }
    const catchAll = Array.isArray(egress) ? egress.filter((listener) => listener instanceof EgressListener && listener._last).length : 0;
    if (catchAll > 1) refuse(this, scopeRules.oneCatchAll, ['spec', 'egress'], { message: `Expected one catch-all listener at most, got ${quote(catchAll)}` });
    if (outbound instanceof Outbound && outbound._proxy) this.assertTarget(outbound._proxy.target);
  }

  private assertTarget(target: unknown): void {
    const at = ['spec', 'outboundTrafficPolicy', 'egressProxy'];
    if (target instanceof RouteTarget) return assertSameApp(this, target._owner, at);
    refuse(this, referenceRules.notATarget, at, { message: `Expected a subset, a port or a destination, got ${quote(target)}` });
  }

  /** @internal */
  protected _toSpec(): SidecarSpec {
    const { metadata: _, workload, ingress, egress, outboundTrafficPolicy: outbound, ...rest } = this.props;
    const viewpoint = { construct: this, namespace: this.namespace };
    return {
      ...(workload === undefined ? {} : { workloadSelector: { labels: labelsIn(workload) } }),
      ...(ingress === undefined ? {} : { ingress: specsOf(ingress) as SidecarSpec['ingress'] }),
      ...(egress === 'unrestricted' ? {} : { egress: specsOf(lastLast(egress)) as SidecarSpec['egress'] }),
      ...(outbound === undefined ? {} : { outboundTrafficPolicy: outbound instanceof Outbound ? outbound._toSpec(viewpoint) : outbound }),
      ...rest,
    };
  }
}

/** The specs of listeners; what is none goes through as it is, for the check to see. */
function specsOf(listeners: unknown): unknown {
  if (!Array.isArray(listeners)) return listeners;
  return listeners.map((listener: unknown) => (
    listener instanceof IngressListener || listener instanceof EgressListener ? listener.toSpec() : listener
  ));
}

/** The listener without a port has to be the last one. */
function lastLast(listeners: readonly EgressListener[]): readonly EgressListener[] {
  if (!Array.isArray(listeners)) return listeners;
  const isLast = (listener: unknown): boolean => listener instanceof EgressListener && listener._last;
  return [...listeners.filter((listener) => !isLast(listener)), ...listeners.filter(isLast)];
}
