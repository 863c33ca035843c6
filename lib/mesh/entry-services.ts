import { isCidr } from '../values/ip';
import { parseProtocol } from '../values/protocol';
import { annotatedDistribution, namespaceDistributions } from './kubernetes-services';
import { complete, type EntryOf, type EntrySource, namespaceOf } from './mesh-entry';
import type { RegisteredService, ServicePort, TrafficDistribution } from './service';

/** The hosts of ServiceEntries, each a service. */
export function entryServices(mesh: EntrySource): readonly RegisteredService[] {
  const distributions = namespaceDistributions(mesh);
  return complete(mesh.all('ServiceEntry'), ['hosts']).flatMap((entry) => servicesOf(entry, distributions.get(namespaceOf(entry))));
}

function servicesOf(entry: EntryOf<'ServiceEntry'>, inherited: TrafficDistribution | undefined): readonly RegisteredService[] {
  const { resource: { metadata: { name, labels = {}, annotations = {} }, spec } } = entry;
  const { hosts, ports = [], addresses = [], exportTo, location, resolution = 'NONE', subjectAltNames = [], workloadSelector } = spec;
  const trafficDistribution = annotatedDistribution(annotations) ?? inherited;
  const shared = {
    namespace: namespaceOf(entry),
    registry: 'ServiceEntry',
    ports: ports.filter(isComplete).map(({ protocol, targetPort, ...port }): ServicePort => ({
      ...port, protocol: parseProtocol(protocol ?? ''), ...(targetPort ? { targetPort } : {}),
    })),
    resolution,
    isExternal: location !== 'MESH_INTERNAL',
    addresses: addresses.filter(isCidr).map(withoutFullPrefix),
    exportTo: exportTo && exportTo.length > 0 ? exportTo : undefined,
    selector: workloadSelector ? workloadSelector.labels ?? {} : undefined,
    serviceAccounts: subjectAltNames,
    ...(trafficDistribution ? { trafficDistribution } : {}),
    created: entry.created ?? Infinity,
    name,
    labels,
    entry,
  } as const;
  return hosts.map((host) => ({ host, ...shared }));
}

/** A range of one address is written as that address. */
function withoutFullPrefix(address: string): string {
  return address.replace(address.includes(':') ? /\/128$/ : /\/32$/, '');
}

/** False for a port without the fields that the API server asks for. */
function isComplete({ name, number }: { readonly name?: string; readonly number?: number }): boolean {
  return name !== undefined && number !== undefined;
}
