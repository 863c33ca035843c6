import type { ResourceId } from '../core/finding';
import type { Resource } from '../core/rule';
import { kindOf, kinds } from '../kinds/index';
import { soundMetadata } from '../kinds/metadata';
import type { DeclaredService } from './declared-service';
import { DestinationRules } from './destination-rules';
import { createdAt, type EntryOf, type EntrySource, type MeshEntry } from './mesh-entry';
import { type MeshKind, qualifiedKind } from './mesh-kind';
import { meshSettings, type MeshSettings } from './mesh-settings';
import { PeerAuthentications } from './peer-authentication';
import { type MeshParts, type Proxy, ProxyView } from './proxy-view';
import { ServiceRegistry } from './service-registry';
import { Sidecars } from './sidecars';
import { VirtualServices } from './virtual-services';

/** An object that a mesh is made of. */
export interface MeshInput {
  readonly id: ResourceId;
  readonly subject: number;
  readonly file?: string;
  readonly written: unknown;
  /** What `checkResource` gives as sound, if anything is. */
  readonly sound?: Resource;
}

/**
 * Many resources seen together, of any kind and in input order: what analyzers ask. It is frozen, and whatever follows from its entries
 * is worked out when it is first asked for: a question that no analyzer asks costs nothing.
 */
export class Mesh implements EntrySource {
  readonly #entries: readonly Entry[];
  readonly #declare: () => readonly DeclaredService[];
  readonly #parts: MeshParts;
  #declared: readonly DeclaredService[] | undefined;
  #byKind: ReadonlyMap<string, readonly MeshEntry[]> | undefined;

  /** @param declaredServices asked for when an analyzer does */
  public constructor(
    inputs: readonly MeshInput[], declaredServices: () => readonly DeclaredService[] = () => NONE, settings: MeshSettings = meshSettings(),
  ) {
    this.#entries = Object.freeze(inputs.map((input, index) => new Entry(input, index)));
    this.#declare = declaredServices;
    this.#parts = lazily({
      settings: () => settings,
      registry: () => new ServiceRegistry(this, settings),
      virtualServices: () => new VirtualServices(this, settings),
      destinationRules: () => new DestinationRules(this, settings),
      sidecars: () => new Sidecars(this, settings),
      peerAuthentications: () => new PeerAuthentications(this, settings),
    });
    Object.freeze(this);
  }

  /** What holds for the whole mesh: its MeshConfig, with Istio's defaults. */
  public get settings(): MeshSettings {
    return this.#parts.settings;
  }

  /** Its services, who sees them, and their endpoints. */
  public get registry(): ServiceRegistry {
    return this.#parts.registry;
  }

  /** What a proxy sees of it. */
  public view(proxy: Proxy): ProxyView {
    return new ProxyView(this.#parts, proxy);
  }

  /** Every object that says what it is, be its spec sound or not. */
  public get entries(): readonly MeshEntry[] {
    return this.#entries;
  }

  /** Services that a program declares without writing their objects. */
  public get declaredServices(): readonly DeclaredService[] {
    return this.#declared ??= Object.freeze([...this.#declare()]);
  }

  /** The objects of a kind; of Istio's kinds those with a sound spec. */
  public all<K extends MeshKind>(kind: K): readonly EntryOf<K>[] {
    this.#byKind ??= indexed(this.#entries);
    return (this.#byKind.get(kind) ?? NONE) as readonly EntryOf<K>[];
  }
}

const NONE: readonly never[] = Object.freeze([]);

/** An object whose fields are worked out when they are first asked for. */
function lazily<T extends object>(make: { readonly [K in keyof T]: () => T[K] }): T {
  const made = {} as Partial<T>;
  const parts = {};
  for (const key of Object.keys(make) as (keyof T)[]) {
    Object.defineProperty(parts, key, { get: () => made[key] ??= make[key](), enumerable: true });
  }
  return Object.freeze(parts) as T;
}

class Entry implements MeshEntry {
  readonly #input: MeshInput;
  #resource: MeshEntry['resource'] | undefined;
  #created: number | undefined | null = null;

  public constructor(input: MeshInput, public readonly index: number) {
    this.#input = input;
    Object.freeze(this);
  }

  public get id(): ResourceId {
    return this.#input.id;
  }

  public get subject(): number {
    return this.#input.subject;
  }

  public get file(): string | undefined {
    return this.#input.file;
  }

  public get created(): number | undefined {
    if (this.#created === null) this.#created = createdAt(this.#input.written as object);
    return this.#created;
  }

  public get resource(): MeshEntry['resource'] {
    const { sound, written } = this.#input;
    return this.#resource ??= (sound ?? { ...written as Resource, metadata: soundMetadata((written as Resource).metadata) }) as MeshEntry['resource'];
  }

  /** The kind that it is found by; none for an object of Istio of which nothing is sound. */
  public get kind(): string | undefined {
    const { id: { apiVersion, kind }, sound } = this.#input;
    if (kindOf(apiVersion, kind)) return sound && kind;
    const qualified = qualifiedKind(apiVersion, kind);
    return Object.hasOwn(kinds, qualified) ? undefined : qualified; // Istio's names are for its own groups
  }
}

function indexed(entries: readonly Entry[]): ReadonlyMap<string, readonly MeshEntry[]> {
  const byKind = new Map<string, MeshEntry[]>();
  for (const entry of entries) {
    const { kind } = entry;
    if (kind === undefined) continue;
    const list = byKind.get(kind);
    if (list) list.push(entry);
    else byKind.set(kind, [entry]);
  }
  for (const list of byKind.values()) Object.freeze(list);
  return byKind;
}
