import type { Path } from '../../core/finding';
import { type MeshEntry, namespaceOf } from '../mesh-entry';
import type { Listed } from './listed';

/** A subset of a DestinationRule. */
export interface ListedSubset {
  readonly name: string;
  readonly on: MeshEntry;
  readonly path: Path;
}

/** The subsets of hosts, as `istioctl analyze` finds them: by the text of the host, whoever follows the DestinationRule. */
export class ListedSubsets {
  readonly #byHost = new Map<string, Map<string, ListedSubset>>();

  public constructor(listed: Listed) {
    for (const entry of listed.all('DestinationRule')) {
      const { host = '', subsets = [] } = entry.resource.spec as Partial<typeof entry.resource.spec>;
      const key = hostKey(host, namespaceOf(entry));
      const named = this.#byHost.get(key) ?? new Map<string, ListedSubset>();
      this.#byHost.set(key, named);
      for (const [i, { name = '' }] of subsets.entries()) named.set(name, { name, on: entry, path: ['spec', 'subsets', i, 'name'] });
    }
    Object.freeze(this);
  }

  /** True when a DestinationRule has the subset of a host that a resource of a namespace names. */
  public has(namespace: string, host: string, subset: string): boolean {
    return this.#byHost.get(hostKey(host, namespace))?.has(subset) === true;
  }

  /** Every subset of the host that a resource of a namespace names. */
  public of(namespace: string, host: string): readonly ListedSubset[] {
    return [...this.#byHost.get(hostKey(host, namespace))?.values() ?? []];
  }
}

/** A full name of a Service stands for its name and namespace; anything else is read in the namespace of the resource. */
function hostKey(host: string, namespace: string): string {
  const [, name, home] = /^(.+)\.([^.]+)\.svc\.cluster\.local$/.exec(host) ?? [];
  return name === undefined ? `${namespace}/${host}` : `${home!}/${name}`;
}
