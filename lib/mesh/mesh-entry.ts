import { compareText } from '../core/compare-text';
import type { ResourceId } from '../core/finding';
import { isObject } from '../core/is-object';
import type { IstioRelease } from '../core/release';
import type { Resource } from '../core/rule';
import type { KindName } from '../kinds/kind-name';
import type { SpecOf } from '../kinds/specs';
import type { MeshKind } from './mesh-kind';

/** One object of a mesh. */
export interface MeshEntry<Spec = unknown> {
  /** What identifies it. */
  readonly id: ResourceId;
  /** Its place among the entries. */
  readonly index: number;
  /** The number of the subject that it came with, which knows where its fields are. */
  readonly subject: number;
  /** True for what is only there to be seen: it has no findings, as it is not what is checked. */
  readonly isContext: boolean;
  /** The text that it was read from; unset for an object that no text holds. */
  readonly file?: string;
  /** The release of Istio that runs it. */
  readonly release: IstioRelease;
  /** When it was created, in milliseconds since 1970; unset when its metadata has no such time. */
  readonly created: number | undefined;
  /** The controller that made it, such as the ReplicaSet of a pod. */
  readonly controller: { readonly kind: string; readonly name: string } | undefined;
  /**
   * How far istiod decodes it: `partly`, where the API server alone refuses it, so that the sound copy lacks more than istiod
   * would miss.
   */
  readonly decodes: 'wholly' | 'partly' | 'no';
  /**
   * The object as istiod decodes it: what the API server alone refuses is still in it. Its fields may be missing, whatever their
   * types promise.
   */
  readonly decoded: MeshEntry<Spec>['resource'];
  /** The object with sound metadata; of Istio's kinds the sound copy. Fields beside `spec` are as they were written. */
  readonly resource: Resource<Spec> & { readonly [field: string]: unknown };
}

/** The entries of a kind: Istio's kinds have the spec that their rules read, others whatever was written. */
export type EntryOf<K extends MeshKind> = K extends KindName ? MeshEntry<SpecOf<K>> : MeshEntry;

/** What indexes of a mesh are built from. */
export interface EntrySource {
  /** The objects of a kind; of Istio's kinds those with a sound spec. */
  all<K extends MeshKind>(kind: K): readonly EntryOf<K>[];
}

/** The namespace of an object; where none is written, the one that kubectl would apply it to by default. */
export function namespaceOf({ id: { namespace } }: Pick<MeshEntry, 'id'>): string {
  return namespace === undefined || namespace === '' ? 'default' : namespace;
}

/** True for two objects of one name, of which a cluster has one: they are alternatives, or one replaces the other. */
export function isSameObject({ id: a }: Pick<MeshEntry, 'id'>, { id: b }: Pick<MeshEntry, 'id'>): boolean {
  return a.kind === b.kind && a.name === b.name && namespaceOf({ id: a }) === namespaceOf({ id: b });
}

/** Those that have the fields without which the API server refuses them; a sound copy may lack them. */
export function complete<E extends MeshEntry<object>>(entries: readonly E[], fields: readonly (keyof E['resource']['spec'] & string)[]): E[] {
  const hasFields = (spec: object): boolean => fields.every((field) => (spec as Readonly<Record<string, unknown>>)[field] !== undefined);
  return entries.filter(({ resource: { spec } }) => hasFields(spec));
}

/** The order in which istiod reads config: the oldest first, then by name and namespace. What was not created yet is the newest. */
export function byAge(a: Pick<MeshEntry, 'id' | 'created'>, b: Pick<MeshEntry, 'id' | 'created'>): number {
  const [first, second] = [a.created ?? Infinity, b.created ?? Infinity];
  if (first !== second) return first < second ? -1 : 1;
  return compareText(a.id.name, b.id.name) || compareText(namespaceOf(a), namespaceOf(b));
}

/** The controller that the metadata of an object names. */
export function controllerOf(written: object): MeshEntry['controller'] {
  const { metadata } = written as { readonly metadata?: { readonly ownerReferences?: unknown } | null };
  const owners: readonly unknown[] = Array.isArray(metadata?.ownerReferences) ? metadata.ownerReferences : [];
  for (const owner of owners) {
    if (!isObject<unknown>(owner) || owner.controller !== true) continue;
    const { kind, name } = owner;
    if (typeof kind === 'string' && typeof name === 'string') return { kind, name };
  }
  return undefined;
}

/** The time of creation that the metadata of an object has, in milliseconds since 1970. */
export function createdAt(written: object): number | undefined {
  const time = (written as { readonly metadata?: { readonly creationTimestamp?: unknown } | null }).metadata?.creationTimestamp;
  const parsed = typeof time === 'string' && time.length <= 40 ? Date.parse(time) : NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}
