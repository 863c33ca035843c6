import type { ResourceId } from '../core/finding';
import type { Resource } from '../core/rule';
import { kindOf, kinds } from '../kinds/index';
import type { KindName } from '../kinds/kind-name';
import { soundMetadata } from '../kinds/metadata';
import type { SpecOf } from '../kinds/specs';
import type { DeclaredService } from './declared-service';
import { type MeshKind, qualifiedKind } from './mesh-kind';

/** One object of a mesh. */
export interface MeshEntry<Spec = unknown> {
  readonly id: ResourceId;
  /** Its place among the entries. */
  readonly index: number;
  /** The number of the subject that it came with, which knows where its fields are. */
  readonly subject: number;
  /** The text that it was read from; unset for an object that no text holds. */
  readonly file?: string;
  /** The object with sound metadata; of Istio's kinds the sound copy. Fields beside `spec` are as they were written. */
  readonly resource: Resource<Spec> & { readonly [field: string]: unknown };
}

/** The entries of a kind: Istio's kinds have the spec that their rules read, others whatever was written. */
export type EntryOf<K extends MeshKind> = K extends KindName ? MeshEntry<SpecOf<K>> : MeshEntry;

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
export class Mesh {
  readonly #entries: readonly Entry[];
  readonly #declare: () => readonly DeclaredService[];
  #declared: readonly DeclaredService[] | undefined;
  #byKind: ReadonlyMap<string, readonly MeshEntry[]> | undefined;

  /** @param declaredServices asked for when an analyzer does */
  public constructor(inputs: readonly MeshInput[], declaredServices: () => readonly DeclaredService[] = () => NONE) {
    this.#entries = Object.freeze(inputs.map((input, index) => new Entry(input, index)));
    this.#declare = declaredServices;
    Object.freeze(this);
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

class Entry implements MeshEntry {
  readonly #input: MeshInput;
  #resource: MeshEntry['resource'] | undefined;

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
