/** A Kubernetes object, as it is applied. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

/** The Envoy of a pod or of a gateway. */
export interface Proxy {
  readonly type: 'sidecar' | 'router';
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Its pod's address: a gateway needs it to know its own Service's target ports. */
  readonly ip?: string;
  /** `region/zone/subzone`; needs the oracle with locality.patch. */
  readonly locality?: string;
}

type Labels = Readonly<Record<string, string>>;
type Where = Pick<Proxy, 'ip' | 'locality'>;

/** The proxy of a pod with these labels. */
export const sidecar = (namespace: string, labels: Labels = {}, where: Where = {}): Proxy => ({ type: 'sidecar', namespace, labels, ...where });

/** The proxy of a gateway with these labels. */
export const router = (namespace: string, labels: Labels, where: Where = {}): Proxy => ({ type: 'router', namespace, labels, ...where });

/** What a Service is made of. */
export interface ServiceOptions {
  /** Name, whose prefix tells Istio the protocol, to the port, or to the port and the pods' port. */
  readonly ports: Readonly<Record<string, number | readonly [port: number, targetPort: number]>>;
  /** The pods, of the list that the Service stands in, that are its endpoints. */
  readonly selector: Labels;
  /** Names of TCP listeners begin with it. @default 10.96.0.<place among the Services of the case, from 1> */
  readonly ip?: string;
}

export function service(namespace: string, name: string, { ports, selector, ip }: ServiceOptions): KubernetesObject {
  const list = Object.entries(ports).map(([portName, given]) => {
    const [port, targetPort] = typeof given === 'number' ? [given, given] : given;
    return { name: portName, port, targetPort };
  });
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ...(ip ? { clusterIP: ip } : {}), selector, ports: list } };
}

/** A pod. The label `istio-locality: region.zone.subzone` places it, `security.istio.io/tlsMode: istio` says that it has a sidecar. */
export function pod(namespace: string, name: string, ip: string, labels: Labels): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] } };
}

/** A pod with a sidecar, to which other sidecars speak mutual TLS by themselves. */
export const meshPod = (namespace: string, name: string, ip: string, labels: Labels): KubernetesObject => pod(namespace, name, ip, { ...labels, 'security.istio.io/tlsMode': 'istio' });

interface ServiceObject extends KubernetesObject {
  readonly spec: { readonly selector: Labels; readonly ports: readonly { readonly name: string; readonly targetPort: number }[] };
}

/** The objects as they are in a cluster: Services have addresses, and EndpointSlices with the pods that they select. */
export function inCluster(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const services = objects.filter((object): object is ServiceObject => object.kind === 'Service');
  const addressed = objects.map((object) => (object.kind === 'Service'
    ? { ...object, spec: { clusterIP: `10.96.0.${services.indexOf(object as ServiceObject) + 1}`, ...(object as ServiceObject).spec } }
    : object));
  return [...addressed, ...services.map((of) => endpointSlice(of, objects))];
}

function endpointSlice({ metadata: { name, namespace }, spec }: ServiceObject, objects: readonly KubernetesObject[]): KubernetesObject {
  const pods = objects.filter((object) => object.kind === 'Pod' && object.metadata.namespace === namespace
    && Object.entries(spec.selector).every(([key, value]) => object.metadata.labels?.[key] === value));
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, namespace, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    ports: spec.ports.map((port) => ({ name: port.name, port: port.targetPort, protocol: 'TCP' })),
    endpoints: pods.map((of) => ({
      addresses: [(of.status as { podIP: string }).podIP],
      conditions: { ready: true },
      targetRef: { kind: 'Pod', name: of.metadata.name, namespace },
    })),
  };
}
