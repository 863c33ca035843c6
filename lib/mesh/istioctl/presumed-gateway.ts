import type { MeshSettings } from '../mesh-settings';
import type { ListedHost } from './listed-hosts';
import type { ListedPod } from './listed-pods';

/** The namespace that `istioctl analyze` takes for that of Istio. */
export const ISTIO_NAMESPACE = 'istio-system';

/** The TCP ports of the ingress gateway that `istioctl analyze` presumes. */
export const PRESUMED_PORTS: readonly number[] = [80, 443, 31400, 15443];

/** The pod of the ingress gateway that Istio installs: config is for it though files seldom have it. */
export function presumedPod({ ingressService }: MeshSettings): ListedPod {
  return {
    name: `${ingressService}-dummypod`,
    namespace: ISTIO_NAMESPACE,
    labels: { istio: 'ingressgateway' },
    annotations: {},
    nodeName: undefined,
    usesHostNetwork: false,
    containers: [{ name: 'istio-proxy', image: '' }],
    isAmbient: false,
    isInMesh: false,
    entry: undefined,
  };
}

/** The Service in front of it. */
export function presumedHost(): ListedHost {
  return { entry: undefined, ports: PRESUMED_PORTS, workloadLabels: {} };
}
