import { HostSet } from './host-index';

/** The hosts of a Sidecar's egress listener that come from one namespace, or from all. */
interface Imports {
  readonly hosts: HostSet;
  readonly excluded: HostSet;
}

/** What an egress listener of a Sidecar imports: `namespace/host` entries, read for one namespace. */
export class EgressHosts {
  readonly #byNamespace: ReadonlyMap<string, Imports>;

  public constructor(entries: readonly string[], namespace: string) {
    const listed = new Map<string, { hosts: string[]; excluded: string[] }>();
    for (const entry of entries) {
      const parts = entry.split('/');
      if (parts.length !== 2) continue;
      const [from, host] = parts as [string, string];
      const isExclusion = from.startsWith('~');
      const home = isExclusion ? from.slice(1) || '*' : from;
      const key = home === '.' ? namespace : home;
      const list = listed.get(key) ?? { hosts: [], excluded: [] };
      listed.set(key, list);
      (isExclusion ? list.excluded : list.hosts).push(host);
    }
    this.#byNamespace = new Map([...listed].map(([key, { hosts, excluded }]) => (
      [key, { hosts: new HostSet(hosts), excluded: new HostSet(excluded) }]
    )));
    Object.freeze(this);
  }

  /** True when it imports a service of that name from that namespace. */
  public hasService(namespace: string, host: string): boolean {
    return this.#importing(namespace, host) !== undefined;
  }

  /** Of the other names of a service that it imports, those that it imports as well. */
  public aliasesOf(namespace: string, host: string, aliases: readonly string[]): readonly string[] {
    const imports = this.#importing(namespace, host);
    return imports ? aliases.filter((alias) => imports.hosts.covers(alias)) : [];
  }

  #importing(namespace: string, host: string): Imports | undefined {
    return this.#isExcluded(namespace, host) ? undefined : this.#of(namespace).find(({ hosts }) => hosts.covers(host));
  }

  /** True when it imports a VirtualService with one of these hosts from that namespace. */
  public hasRoutes(namespace: string, hosts: readonly string[]): boolean {
    return this.#of(namespace).some((imports) => hosts.some((host) => imports.hosts.touches(host) && !this.#isExcluded(namespace, host)));
  }

  #of(namespace: string): readonly Imports[] {
    return [this.#byNamespace.get(namespace), this.#byNamespace.get('*')].filter((imports) => imports !== undefined);
  }

  #isExcluded(namespace: string, host: string): boolean {
    return this.#of(namespace).some(({ excluded }) => excluded.covers(host));
  }
}
