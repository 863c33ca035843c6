import { isIp } from '../values/ip';
import { TLS_MODE } from './endpoint';
import { identityOf } from './identity';
import { labelledLocality, topologyLabels } from './locality';
import { byAge, type EntrySource, type MeshEntry, namespaceOf } from './mesh-entry';
import type { MeshSettings } from './mesh-settings';
import { asLabels, asList, asNumber, asObject, asText } from './unchecked';

/** Something with an address that runs: a pod, or a WorkloadEntry. */
export interface WorkloadInstance {
  readonly kind: 'Pod' | 'WorkloadEntry';
  readonly name: string;
  readonly namespace: string;
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly locality: string;
  readonly weight: number;
  readonly tlsMode: string;
  readonly identity: string | undefined;
  /** The numbers of its ports by their names. */
  readonly ports: Readonly<Record<string, number>>;
}

/** What istiod makes of the parts of a WorkloadEntry, or of an endpoint that a ServiceEntry lists. */
export interface WorkloadEntryParts {
  readonly address?: string;
  readonly ports?: Readonly<Record<string, number>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly locality?: string;
  readonly weight?: number;
  readonly serviceAccount?: string;
}

/** A WorkloadEntry, or an endpoint that a ServiceEntry lists. */
export function entryInstance(
  parts: WorkloadEntryParts, name: string, namespace: string, trustDomain: string,
): WorkloadInstance {
  const { address = '', ports = {}, labels = {}, locality, weight, serviceAccount } = parts;
  const place = locality || labelledLocality(labels);
  return {
    kind: 'WorkloadEntry',
    name,
    namespace,
    address,
    labels: { ...labels, ...topologyLabels(place) },
    locality: place,
    weight: weight || 1,
    tlsMode: labels[TLS_MODE] ?? (serviceAccount ? 'istio' : 'disabled'),
    identity: serviceAccount ? identityOf(trustDomain, namespace, serviceAccount) : undefined,
    ports,
  };
}

/** A pod with an address. */
export function podInstance(entry: MeshEntry, nodes: ReadonlyMap<string, string>, trustDomain: string): WorkloadInstance {
  const { resource: { metadata: { name, labels = {} }, spec, status } } = entry;
  const { serviceAccountName, nodeName, containers } = asObject(spec);
  const node = asText(nodeName);
  const locality = labelledLocality(labels) || (node === undefined ? '' : nodes.get(node) ?? '');
  const ports = asList(containers).flatMap((container) => asList(asObject(container).ports)).map(asObject);
  return {
    kind: 'Pod',
    name,
    namespace: namespaceOf(entry),
    address: asText(asObject(status).podIP) ?? '',
    labels: { ...labels, ...topologyLabels(locality, node) },
    locality,
    weight: 1,
    tlsMode: labels[TLS_MODE] ?? 'disabled',
    identity: identityOf(trustDomain, namespaceOf(entry), asText(serviceAccountName) ?? ''),
    ports: Object.fromEntries(ports.flatMap((port) => (typeof port.name === 'string' ? [[port.name, asNumber(port.containerPort) ?? 0]] : []))),
  };
}

/** The pods that have an address, in the order of their names. */
export function podInstances(mesh: EntrySource, { trustDomain }: MeshSettings): readonly WorkloadInstance[] {
  const nodes = nodeLocalities(mesh);
  return mesh.all('Pod').map((entry) => podInstance(entry, nodes, trustDomain)).filter(({ address }) => address !== '');
}

/** The WorkloadEntries, the oldest first. */
export function workloadEntryInstances(mesh: EntrySource, { trustDomain }: MeshSettings): readonly WorkloadInstance[] {
  return [...mesh.all('WorkloadEntry')].sort(byAge).filter(isHealthy).map((entry) => {
    const { resource: { metadata: { name, labels = {} }, spec } } = entry;
    return entryInstance({ ...spec, labels: { ...spec.labels, ...labels } }, name, namespaceOf(entry), trustDomain);
  });
}

/** A WorkloadEntry whose health is checked is out until the check has passed. */
function isHealthy({ resource }: MeshEntry): boolean {
  const checked = resource.metadata.annotations?.['proxy.istio.io/health-checks-enabled'];
  if (checked === undefined || !/^(1|t|T|TRUE|true|True)$/.test(checked)) return true;
  return asList(asObject(resource.status).conditions).map(asObject).some(({ type, status }) => type === 'Healthy' && status === 'True');
}

/** The localities of nodes by their names. */
function nodeLocalities(mesh: EntrySource): ReadonlyMap<string, string> {
  return new Map(mesh.all('Node').map(({ id, resource }) => {
    const labels = asLabels(resource.metadata.labels);
    const parts = [
      labels['topology.kubernetes.io/region'] ?? labels['failure-domain.beta.kubernetes.io/region'] ?? '',
      labels['topology.kubernetes.io/zone'] ?? labels['failure-domain.beta.kubernetes.io/zone'] ?? '',
      labels['topology.istio.io/subzone'] ?? '',
    ];
    return [id.name, parts.every((part) => part === '') ? '' : parts.join('/')];
  }));
}

/** True for what only a service that is resolved by DNS can have as an endpoint: a host name, a Unix socket. */
export function isOnlyForDns({ address }: WorkloadInstance): boolean {
  return address.startsWith('unix://') || (address !== '' && !isIp(address));
}
