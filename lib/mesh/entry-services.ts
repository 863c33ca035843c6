import { isCidr } from '../values/ip';
import { parseProtocol } from '../values/protocol';
import { annotatedDistribution, namespaceDistributions } from './kubernetes-services';
import { type EntryOf, type EntrySource, namespaceOf } from './mesh-entry';
import type { RegisteredService, ServicePort, TrafficDistribution } from './service';

/** The hosts of ServiceEntries, each a service. */
export function entryServices(mesh: EntrySource): readonly RegisteredService[] {
  const distributions = namespaceDistributions(mesh);
  return mesh.all('ServiceEntry').flatMap((entry) => servicesOf(entry, distributions.get(namespaceOf(entry))));
}

function servicesOf(entry: EntryOf<'ServiceEntry'>, inherited: TrafficDistribution | undefined): readonly RegisteredService[] {
  const { resource: { metadata: { annotations = {} }, spec } } = entry;
  const { hosts, ports = [], addresses = [], exportTo, location, resolution = 'NONE', subjectAltNames = [], workloadSelector } = spec;
  const trafficDistribution = annotatedDistribution(annotations) ?? inherited;
  const shared = {
    namespace: namespaceOf(entry),
    registry: 'ServiceEntry',
    ports: ports.map(({ name, number, protocol, targetPort }): ServicePort => ({
      name, number, protocol: parseProtocol(protocol ?? ''), ...(targetPort ? { targetPort } : {}),
    })),
    resolution,
    isExternal: location !== 'MESH_INTERNAL',
    addresses: addresses.filter(isCidr).map(withoutFullPrefix),
    exportTo: exportTo && exportTo.length > 0 ? exportTo : undefined,
    selector: workloadSelector ? workloadSelector.labels ?? {} : undefined,
    serviceAccounts: subjectAltNames,
    ...(trafficDistribution ? { trafficDistribution } : {}),
    created: entry.created ?? Infinity,
    entry,
  } as const;
  return hosts.map((host) => ({ host, ...shared }));
}

/** A range of one address is written as that address. */
function withoutFullPrefix(address: string): string {
  return address.replace(address.includes(':') ? /\/128$/ : /\/32$/, '');
}
