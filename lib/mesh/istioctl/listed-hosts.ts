import { qualifyHost } from '../../values/host-name';
import { HostIndex } from '../host-index';
import { type MeshEntry, namespaceOf } from '../mesh-entry';
import { asLabels, asList, asNumber, asObject } from '../unchecked';
import type { Listed } from './listed';
import { ISTIO_NAMESPACE } from './presumed-gateway';

/** A host that `istioctl analyze` knows. */
export interface ListedHost {
  /** The Service or ServiceEntry that it comes from; unset for what is presumed. */
  readonly entry: MeshEntry | undefined;
  readonly ports: readonly number[];
  /** The labels of the workloads that a ServiceEntry selects. */
  readonly workloadLabels: Readonly<Record<string, string>>;
}

/**
 * Which hosts `istioctl analyze` finds. It is not what clients see: it asks for names exported to the namespaces that the
 * *asking* resource is
 * exported to, completes only names without a dot, and knows no default of the mesh.
 */
export class ListedHosts {
  /** By the namespace that sees them, `*` for all of them. */
  readonly #byScope = new Map<string, Map<string, ListedHost>>();
  readonly #wildcards = new Map<string, HostIndex<ListedHost>>();

  public constructor(listed: Listed, presumed: readonly (readonly [name: string, host: ListedHost])[]) {
    for (const entry of listed.all('ServiceEntry')) {
      const { hosts = [], exportTo = [], ports = [], workloadSelector } = entry.resource.spec as Partial<typeof entry.resource.spec>;
      const home = namespaceOf(entry);
      const known: ListedHost = { entry, ports: ports.map(({ number }) => (number as number | undefined) ?? 0), workloadLabels: workloadSelector?.labels ?? {} }; // eslint-disable-line max-len -- one sentence
      for (const scope of scopesOf(exportTo, home)) for (const host of hosts) this.#add(scope, qualifyHost(host, home), known);
    }
    for (const entry of listed.all('Service')) {
      const { resource: { metadata: { name, annotations = {} }, spec } } = entry;
      const ports = asList(asObject(spec).ports).flatMap((port) => asNumber(asObject(port).port) ?? []);
      const exported = annotations['networking.istio.io/exportTo'] ?? '';
      const home = namespaceOf(entry);
      for (const scope of exported === '' ? ['*'] : exported.split(',').map((each) => (each.trim() === '.' ? home : each.trim()))) {
        this.#add(scope, qualifyHost(name, home), { entry, ports, workloadLabels: {} });
      }
    }
    for (const [name, host] of presumed) this.#add('*', qualifyHost(name, ISTIO_NAMESPACE), host);
    Object.freeze(this);
  }

  #add(scope: string, host: string, known: ListedHost): void {
    const hosts = this.#byScope.get(scope) ?? new Map<string, ListedHost>();
    this.#byScope.set(scope, hosts);
    hosts.set(host, known);
    if (!host.startsWith('*')) return;
    const wildcards = this.#wildcards.get(scope) ?? new HostIndex<ListedHost>();
    this.#wildcards.set(scope, wildcards);
    wildcards.set(host, known);
  }

  /** The host that a resource of a namespace names, as `istioctl analyze` finds it. */
  public find(namespace: string, exportTo: readonly string[], host: string): ListedHost | undefined {
    const name = qualifyHost(host, namespace);
    for (const scope of ['*', ...(exportTo.length === 0 ? [namespace] : exportTo.map((to) => (to === '.' ? namespace : to)))]) {
      const found = this.#byScope.get(scope)?.get(name);
      if (found) return found;
    }
    return this.#wildcards.get('*')?.mostSpecific(host) ?? this.#wildcards.get(namespace)?.mostSpecific(host);
  }
}

/** The namespaces that something is exported to; `*` alone for all of them. */
export function scopesOf(exportTo: readonly string[], home: string): readonly string[] {
  if (exportTo.length === 0 || exportTo.includes('*')) return ['*'];
  return [...new Set(exportTo.map((to) => (to === '.' ? home : to)))];
}

/** The selector of a Service. */
export function selectorOf({ resource: { spec } }: MeshEntry): Readonly<Record<string, string>> {
  return asLabels(asObject(spec).selector);
}
