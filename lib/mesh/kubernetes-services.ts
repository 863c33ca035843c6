import { type Protocol, parseProtocol } from '../values/protocol';
import type { DeclaredService } from './declared-service';
import { identityOf } from './identity';
import { type EntrySource, type MeshEntry, namespaceOf } from './mesh-entry';
import type { MeshSettings } from './mesh-settings';
import type { RegisteredService, ServicePort, ServiceResolution, TrafficDistribution } from './service';
import { asLabels, asList, asNumber, asObject, asText, asTexts } from './unchecked';

/** The Kubernetes Services, as istiod registers them. */
export function kubernetesServices(mesh: EntrySource, settings: MeshSettings): readonly RegisteredService[] {
  const distributions = namespaceDistributions(mesh);
  return mesh.all('Service').map((entry) => kubernetesService(entry, settings, distributions.get(namespaceOf(entry))));
}

/** A Service that a program declares without writing its object. */
export function declaredService({ name, namespace, host, ports, isHeadless }: DeclaredService): RegisteredService {
  return {
    host, namespace, name, registry: 'Kubernetes', resolution: isHeadless ? 'NONE' : 'STATIC', isExternal: false, addresses: [],
    exportTo: undefined, selector: undefined,
    ports: ports.map(({ protocol, ...port }) => ({ ...port, protocol: parseProtocol(protocol) })),
    serviceAccounts: [], labels: {}, created: 0, entry: undefined,
  };
}

function kubernetesService(entry: MeshEntry, settings: MeshSettings, inherited: TrafficDistribution | undefined): RegisteredService {
  const { resource: { metadata: { name, labels = {}, annotations = {} } } } = entry;
  const spec = asObject(entry.resource.spec);
  const namespace = namespaceOf(entry);
  const clusterIp = asText(spec.clusterIP);
  const alias = spec.type === 'ExternalName' ? asText(spec.externalName) : undefined;
  const resolution: ServiceResolution = clusterIp === 'None' ? 'NONE' : alias === undefined ? 'STATIC' : 'ALIAS';
  const trafficDistribution = distributionOf(asText(spec.trafficDistribution)) ?? annotatedDistribution(annotations) ?? inherited;
  return {
    host: `${name}.${namespace}.svc.${settings.clusterDomain}`,
    namespace,
    registry: 'Kubernetes',
    ports: asList(spec.ports).flatMap((port) => servicePort(asObject(port)) ?? []),
    resolution,
    isExternal: alias !== undefined,
    addresses: clusterIp === undefined || clusterIp === 'None' ? [] : [...new Set([clusterIp, ...asTexts(spec.clusterIPs)])],
    exportTo: listed(annotations['networking.istio.io/exportTo']),
    selector: spec.selector === undefined || spec.selector === null ? undefined : asLabels(spec.selector),
    ...(alias === undefined ? {} : { aliasOf: alias }),
    serviceAccounts: [
      ...listed(annotations['alpha.istio.io/canonical-serviceaccounts']) ?? [],
      ...(listed(annotations['alpha.istio.io/kubernetes-serviceaccounts']) ?? [])
        .map((account) => identityOf(settings.trustDomain, namespace, account)),
    ],
    ...(trafficDistribution ? { trafficDistribution } : {}),
    created: entry.created ?? 0,
    name,
    labels,
    entry,
  };
}

function listed(annotation: string | undefined): readonly string[] | undefined {
  return annotation ? annotation.split(',').map((entry) => entry.trim()) : undefined;
}

function servicePort(port: Readonly<Record<string, unknown>>): ServicePort | undefined {
  const number = asNumber(port.port);
  if (number === undefined) return undefined;
  const targetPort = asNumber(port.targetPort) ?? asText(port.targetPort);
  const name = asText(port.name) ?? '';
  const protocol = protocolOf(number, name, asText(port.protocol), asText(port.appProtocol));
  return { name, number, protocol, ...(targetPort === undefined ? {} : { targetPort }) };
}

/** Ports on which the server sends the first bytes: Istio would wait for ever for the client's, so it does not detect the protocol. */
const SERVER_FIRST: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);

/** The standard names of `appProtocol`. */
const APP_PROTOCOLS: Readonly<Record<string, Protocol>> = {
  'kubernetes.io/h2c': 'HTTP2', 'kubernetes.io/ws': 'HTTP', 'kubernetes.io/wss': 'HTTPS',
};

/** The protocol of a port of a Service: what `appProtocol` names, or else its name up to the first hyphen; undefined for no protocol. */
export function protocolOf(
  number: number, name: string, transport: string | undefined, appProtocol: string | undefined,
): Protocol | undefined {
  if (transport === 'UDP') return 'UDP';
  const words = appProtocol ?? name;
  if (appProtocol !== undefined && Object.hasOwn(APP_PROTOCOLS, appProtocol)) return APP_PROTOCOLS[appProtocol];
  if (/^grpc-web/i.test(words)) return 'GRPC-WEB';
  return parseProtocol(words.replace(/-[^]*/, '')) ?? (SERVER_FIRST.has(number) ? 'TCP' : undefined);
}

const DISTRIBUTIONS: Readonly<Record<string, TrafficDistribution>> = {
  preferclose: 'PreferSameZone', prefersamezone: 'PreferSameZone', prefersamenode: 'PreferSameNode',
};

/** The preference that a field names; it is read in its own spelling alone. */
function distributionOf(text: string | undefined): TrafficDistribution | undefined {
  return text === 'PreferClose' || text === 'PreferSameZone' || text === 'PreferSameNode' ? DISTRIBUTIONS[text.toLowerCase()] : undefined;
}

/** The preference that an annotation names, in any case. */
export function annotatedDistribution(annotations: Readonly<Record<string, string>>): TrafficDistribution | undefined {
  const text = annotations['networking.istio.io/traffic-distribution']?.toLowerCase();
  return text !== undefined && Object.hasOwn(DISTRIBUTIONS, text) ? DISTRIBUTIONS[text] : undefined;
}

/** The preference that a namespace has for services that do not name one. */
export function namespaceDistributions(mesh: EntrySource): ReadonlyMap<string, TrafficDistribution> {
  return new Map(mesh.all('Namespace').flatMap(({ id, resource: { metadata: { annotations = {} } } }) => {
    const distribution = annotatedDistribution(annotations);
    return distribution ? [[id.name, distribution]] : [];
  }));
}
