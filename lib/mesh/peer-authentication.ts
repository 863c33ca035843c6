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
    const own = namespace === this.#root ? undefined
      : this.#selective.get(namespace)?.find(({ resource: { spec: { selector } } }) => selects(selector!.matchLabels!, labels));
    const { mtls, portLevelMtls } = own?.resource.spec ?? {};
    const ofPorts = (portLevelMtls as Readonly<Record<string, { readonly mode?: string }>> | undefined)?.[String(port)];
    return set(ofPorts?.mode) ?? set(mtls?.mode) ?? general;
  }
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
