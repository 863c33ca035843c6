import type { KindName } from '../kinds/kind-name';

/**
 * Kinds beside Istio's that a mesh is asked for, named as kubectl does: with the group behind a dot where it is not the core one.
 * Another kind is one more row.
 */
export const OTHER_KINDS = [
  'ConfigMap', 'Endpoints', 'Namespace', 'Node', 'Pod', 'Secret', 'Service', 'ServiceAccount',
  'CronJob.batch', 'Job.batch',
  'DaemonSet.apps', 'Deployment.apps', 'ReplicaSet.apps', 'StatefulSet.apps',
  'EndpointSlice.discovery.k8s.io',
  'Ingress.networking.k8s.io', 'NetworkPolicy.networking.k8s.io',
  'Gateway.gateway.networking.k8s.io', 'GatewayClass.gateway.networking.k8s.io', 'HTTPRoute.gateway.networking.k8s.io',
  'GRPCRoute.gateway.networking.k8s.io',
  'IstioOperator.install.istio.io',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io', 'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
] as const;

/** One of {@link OTHER_KINDS}. */
export type OtherKind = (typeof OTHER_KINDS)[number];

/** A kind that a mesh is asked for: one of Istio's by its name, or one of {@link OTHER_KINDS}. */
export type MeshKind = KindName | OtherKind;

/** `Service`, `Deployment.apps`: the same for all versions of a group. */
export function qualifiedKind(apiVersion: string, kind: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? kind : `${kind}.${apiVersion.slice(0, slash)}`;
}
