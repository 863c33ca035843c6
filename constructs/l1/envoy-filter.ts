import type { Construct } from 'constructs';
import type { EnvoyFilterSpec } from '../../lib/kinds/envoy-filter/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioEnvoyFilter} takes. */
export type IstioEnvoyFilterProps = IstioObjectProps<EnvoyFilterSpec>;

/**
 * An EnvoyFilter as it stands in YAML: patches of what Istio configures Envoy with. The last resort: a patch names things that Istio may
 * rename in any release, and what it writes is not checked here. See {@link EnvoyFilterSpec}.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/
 * @example
 * new IstioEnvoyFilter(chart, 'small-buffers', {
 *   spec: {
 *     workloadSelector: { labels: { app: 'legacy' } },
 *     configPatches: [{
 *       applyTo: 'CLUSTER',
 *       match: { context: 'SIDECAR_OUTBOUND', cluster: { service: 'legacy.shop.svc.cluster.local' } },
 *       patch: { operation: 'MERGE', value: { per_connection_buffer_limit_bytes: 32768 } },
 *     }],
 *   },
 * });
 */
export class IstioEnvoyFilter extends IstioObject<EnvoyFilterSpec> {
  public constructor(scope: Construct, id: string, props: IstioEnvoyFilterProps) {
    super(scope, id, 'EnvoyFilter', props);
  }
}
