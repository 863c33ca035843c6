import type { Mesh } from '../mesh/mesh';

/** True for a namespace in ambient mode whose pods get no sidecars. */
export function isAmbientNamespace(mesh: Mesh, namespace: string): boolean {
  const { labels = {} } = mesh.istioctl.named('Namespace', 'default', namespace)?.resource.metadata ?? {};
  return labels['istio.io/dataplane-mode'] === 'ambient' && labels['istio-injection'] !== 'enabled' && (labels['istio.io/rev'] ?? '') === '';
}
