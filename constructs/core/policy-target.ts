import type { PolicyTargetReference } from '../../lib/kinds/_shared/policy-target/api';
import type { AtMostOne } from '../../lib/values/types';
import type { IstioResource } from './istio-resource';
import { translate } from './translate';
import { labelsIn, type WorkloadPods } from './workload';

/** The workloads that a policy is about. */
export interface PolicyTargetOptions {
  /** The pods, all in the policy's namespace; in the mesh's root namespace those of every namespace. */
  readonly workload: WorkloadPods;
  /** Gateways, or services behind a waypoint, in the policy's namespace: see {@link targetRef}. */
  readonly targetRefs: readonly PolicyTargetReference[];
}

/** What a policy is about: workloads or resources, or every workload of its namespace when neither is set. */
export type PolicyTargetProps = AtMostOne<PolicyTargetOptions>;

/** The fields with the target in Istio's words. @internal */
export function withTarget({ workload, ...rest }: { readonly workload?: PolicyTargetOptions['workload'] }): object {
  return translate(rest, 'workload', workload, 'selector', (pods) => ({ matchLabels: labelsIn(pods) }));
}

const GATEWAY_API = 'gateway.networking.k8s.io';

/**
 * Resources that a policy can be about, all in its own namespace.
 *
 * @example
 * new Telemetry(chart, 'edge', { targetRefs: [targetRef.gateway('edge')], tracing: { randomSamplingPercentage: 1 } });
 */
export const targetRef = {
  /** A Gateway of the Gateway API, such as a waypoint. */
  gateway: (name: string): PolicyTargetReference => ({ group: GATEWAY_API, kind: 'Gateway', name }),
  /** All Gateways of a class, such as `istio-waypoint`; from the mesh's root namespace only. */
  gatewayClass: (name: string): PolicyTargetReference => ({ group: GATEWAY_API, kind: 'GatewayClass', name }),
  /** A Service whose traffic goes through a waypoint. */
  service: (name: string): PolicyTargetReference => ({ kind: 'Service', name }),
  /** A ServiceEntry whose traffic goes through a waypoint: the construct, or its name when it is made elsewhere. */
  serviceEntry: (entry: string | Pick<IstioResource<unknown>, 'name'>): PolicyTargetReference => ({
    group: 'networking.istio.io', kind: 'ServiceEntry', name: typeof entry === 'string' ? entry : entry.name,
  }),
};
