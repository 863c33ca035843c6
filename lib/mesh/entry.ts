import type { ResourceId } from '../core/finding';
import { isObject } from '../core/is-object';
import { DEFAULT_RELEASE, type IstioRelease } from '../core/release';
import type { Resource } from '../core/rule';
import { resourcesOf } from '../io/resources';
import { type CheckedResource, checkResource, identify } from '../kinds/check-resource';
import { kindOf, kinds } from '../kinds/index';
import { soundMetadata } from '../kinds/metadata';
import { controllerOf, createdAt, type MeshEntry, namespaceOf } from './mesh-entry';
import { qualifiedKind } from './mesh-kind';

/** An object that a mesh is made of. */
export interface MeshInput {
  readonly id: ResourceId;
  readonly subject: number;
  readonly isContext?: boolean;
  readonly file?: string;
  readonly written: unknown;
  /** The release that runs it. */
  readonly release?: IstioRelease;
  /** What `checkResource` gives as sound, if anything is. */
  readonly sound?: Resource;
  readonly decodes?: CheckedResource['decodes'];
}

/** An object in a mesh. */
export class Entry implements MeshEntry {
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

  public get isContext(): boolean {
    return this.#input.isContext ?? false;
  }

  public get file(): string | undefined {
    return this.#input.file;
  }

  public get release(): IstioRelease {
    return this.#input.release ?? DEFAULT_RELEASE;
  }

  public get created(): number | undefined {
    if (this.#created === null) this.#created = createdAt(this.#input.written as object);
    return this.#created;
  }

  public get controller(): MeshEntry['controller'] {
    return controllerOf(this.#input.written as object);
  }

  public get resource(): MeshEntry['resource'] {
    const { sound, written } = this.#input;
    return this.#resource ??= (sound ?? { ...written as Resource, metadata: soundMetadata((written as Resource).metadata) }) as MeshEntry['resource'];
  }

  public get decodes(): MeshEntry['decodes'] {
    return this.#input.decodes ?? 'wholly';
  }

  public get decoded(): MeshEntry['resource'] {
    if (this.decodes !== 'partly') return this.resource;
    const { spec, ...written } = this.#input.written as Resource;
    return { ...written, metadata: this.resource.metadata, spec: isObject<unknown>(spec) ? spec : {} } as MeshEntry['resource'];
  }

  /** The kind that it is found by; none for an object of Istio of which nothing is sound. */
  public get kind(): string | undefined {
    const { id: { apiVersion, kind }, sound } = this.#input;
    if (kindOf(apiVersion, kind)) return sound && kind;
    const qualified = qualifiedKind(apiVersion, kind);
    return Object.hasOwn(kinds, qualified) ? undefined : qualified; // Istio's names are for its own groups
  }
}

/** Objects as a mesh takes them; of a `List` its items. What is no Kubernetes object is left out. */
export function meshInputs(resources: readonly unknown[], release: IstioRelease, context: readonly unknown[] = []): readonly MeshInput[] {
  const [objects, seen] = [objectsIn(resources), objectsIn(context)];
  return withoutReplaced([...objects, ...seen].flatMap((written, subject) => {
    const id = identify(written);
    return id ? [{ id, subject, isContext: subject >= objects.length, release, written, ...soundOf(written, release) }] : [];
  }), ({ isContext }) => isContext);
}

function soundOf(written: unknown, release: IstioRelease): Pick<MeshInput, 'sound' | 'decodes'> {
  const { sound, decodes } = checkResource(written, release);
  return { sound, decodes };
}

function objectsIn(given: readonly unknown[]): readonly unknown[] {
  return given.flatMap((each) => (isObject<unknown>(each) ? [...resourcesOf(each)].map(({ value }) => value) : []));
}

/** The inputs without the context that one of the others replaces: an object of the cluster, as it was before it is applied anew. */
export function withoutReplaced<I extends Pick<MeshInput, 'id'>>(inputs: readonly I[], isContext: (input: I) => boolean): readonly I[] {
  if (!inputs.some(isContext)) return inputs;
  const applied = new Set(inputs.filter((input) => !isContext(input)).map(keyOf));
  return inputs.filter((input) => !isContext(input) || !applied.has(keyOf(input)));
}

function keyOf({ id }: Pick<MeshInput, 'id'>): string {
  return JSON.stringify([qualifiedKind(id.apiVersion, id.kind), namespaceOf({ id }), id.name]);
}
