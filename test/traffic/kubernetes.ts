type Labels = Readonly<Record<string, string>>;

/** An Envoy of the mesh. */
export interface Proxy {
  readonly namespace: string;
  readonly labels: Labels;
  readonly type: 'sidecar' | 'router';
  /** The address of its pod, where what belongs to that pod matters: inbound listeners. */
  readonly ip?: string;
  /** `region/zone/subzone`. */
  readonly locality?: string;
}

type Place = Pick<Proxy, 'ip' | 'locality'>;

/** The proxy beside a pod. */
export function sidecar(namespace: string, labels: Labels = {}, place: Place = {}): Proxy {
  return { namespace, labels, type: 'sidecar', ...place };
}

/** The proxy of a gateway. */
export function router(namespace: string, labels: Labels, place: Place = {}): Proxy {
  return { namespace, labels, type: 'router', ...place };
}

interface Manifest {
  readonly kind?: string;
  readonly metadata?: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
}

interface Service extends Manifest {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly clusterIP?: string;
    readonly selector: Labels;
    readonly ports: readonly { readonly name: string; readonly port: number; readonly targetPort?: number }[];
  };
}

interface Pod extends Manifest {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Labels };
  readonly status: { readonly podIP: string };
}

/** A Service; its ports by name, each a number, or a number and the target port. Its address is 10.1.0.<its place in the case>. */
export function service(
  namespace: string, name: string, ports: Readonly<Record<string, number | readonly [number, number]>>, selector: object = { app: name },
): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      selector,
      ports: Object.entries(ports).map(([port, number]) => (
        typeof number === 'number' ? { name: port, port: number } : { name: port, port: number[0], targetPort: number[1] }
      )),
    },
  };
}

/** A pod without a sidecar. The label `istio-locality: region.zone.subzone` says where it runs. */
export function pod(namespace: string, name: string, ip: string, labels: Labels): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] } };
}

/** A pod with a sidecar: others speak mutual TLS to it by themselves. */
export function meshPod(namespace: string, name: string, ip: string, labels: Labels): object {
  return pod(namespace, name, ip, { ...labels, 'security.istio.io/tlsMode': 'istio' });
}

const isService = (object: object): object is Service => (object as Manifest).kind === 'Service';
const isPod = (object: object): object is Pod => (object as Manifest).kind === 'Pod';

/** Whether the objects say what a Service's endpoints are. */
export function hasPods(objects: readonly object[]): boolean {
  return objects.some(isPod);
}

/** The objects as a cluster has them: Services have addresses, and EndpointSlices with the pods that they select. */
export function inCluster(objects: readonly object[]): object[] {
  const services = objects.filter(isService);
  const pods = objects.filter(isPod);
  return [
    ...objects.map((object) => (isService(object) ? { ...object, spec: { clusterIP: `10.1.0.${services.indexOf(object) + 1}`, ...object.spec } } : object)),
    ...services.map((of) => endpointSlice(of, pods)),
  ];
}

function endpointSlice({ metadata: { name, namespace }, spec: { selector, ports } }: Service, pods: readonly Pod[]): object {
  const selected = pods.filter(({ metadata }) => metadata.namespace === namespace
    && Object.entries(selector).every(([key, value]) => metadata.labels[key] === value));
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, namespace, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    ports: ports.map((port) => ({ name: port.name, port: port.targetPort ?? port.port, protocol: 'TCP' })),
    endpoints: selected.map(({ metadata, status }) => ({
      addresses: [status.podIP], conditions: { ready: true }, targetRef: { kind: 'Pod', name: metadata.name, namespace },
    })),
  };
}
