import { selects } from './endpoint';
import { byAge, type EntryOf, type EntrySource, namespaceOf } from './mesh-entry';
import type { MeshSettings } from './mesh-settings';

/** What a server does with mutual TLS; unset in no policy. */
export type MutualTls = 'DISABLE' | 'PERMISSIVE' | 'STRICT';

type Policy = EntryOf<'PeerAuthentication'>;

/** What PeerAuthentication says for namespaces and workloads. */
export class PeerAuthentications {
  readonly #root: string;
  readonly #general = new Map<string, Policy>();
  readonly #selective = new Map<string, Policy[]>();

  public constructor(mesh: EntrySource, { rootNamespace }: MeshSettings) {
    this.#root = rootNamespace;
    for (const entry of [...mesh.all('PeerAuthentication')].sort(byAge)) {
      const namespace = namespaceOf(entry);
      if (isSelective(entry)) this.#selective.set(namespace, [...this.#selective.get(namespace) ?? [], entry]);
      else if (!this.#general.has(namespace)) this.#general.set(namespace, entry);
    }
    Object.freeze(this);
  }

  /** What holds for a namespace by its own policy or that of the mesh; undefined when neither exists. */
  public ofNamespace(namespace: string): MutualTls | undefined {
    const mesh = this.#general.get(this.#root);
    const ofMesh = mesh ? modeOf(mesh) ?? 'PERMISSIVE' : undefined;
    const own = namespace === this.#root ? undefined : this.#general.get(namespace);
    return own ? modeOf(own) ?? ofMesh ?? 'PERMISSIVE' : ofMesh;
  }

  /** What holds for a port of a workload. */
  public ofWorkload(namespace: string, labels: Readonly<Record<string, string>>, port: number): MutualTls {
    const general = this.ofNamespace(namespace) ?? 'PERMISSIVE';
    const own = this.#ownOf(namespace, labels);
    return set(portModes(own)[String(port)]?.mode) ?? set(own?.resource.spec.mtls?.mode) ?? general;
  }

  /** The ports of a workload that its own policy names. */
  public portsOf(namespace: string, labels: Readonly<Record<string, string>>): readonly number[] {
    return Object.keys(portModes(this.#ownOf(namespace, labels))).map(Number);
  }

  /** The policy that a workload has by its labels. */
  #ownOf(namespace: string, labels: Readonly<Record<string, string>>): Policy | undefined {
    if (namespace === this.#root) return undefined;
    return this.#selective.get(namespace)?.find(({ resource: { spec: { selector } } }) => selects(selector!.matchLabels!, labels));
  }
}

function portModes(policy: Policy | undefined): Readonly<Record<string, { readonly mode?: string } | undefined>> {
  return (policy?.resource.spec.portLevelMtls ?? {}) as Readonly<Record<string, { readonly mode?: string }>>;
}

function isSelective({ resource: { spec: { selector } } }: Policy): boolean {
  return Object.keys(selector?.matchLabels ?? {}).length > 0;
}

function modeOf({ resource: { spec: { mtls } } }: Policy): MutualTls | undefined {
  return set(mtls?.mode);
}

function set(mode: string | undefined): MutualTls | undefined {
  return mode === 'DISABLE' || mode === 'PERMISSIVE' || mode === 'STRICT' ? mode : undefined;
}
