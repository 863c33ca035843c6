import type { Claimed } from '../claim';

/** What a leaf has an effect on. */
export type Audience = 'requests' | 'connections' | 'both';

/** All there is to know about a leaf of the model: renderers, texts for people and checks read it here, and nowhere else. */
export interface LeafRow<Value, Fields, Target> {
  /** What it has an effect on, which may depend on the value. */
  readonly for: Audience | ((value: Value) => Audience);
  /** How people name it, with the key of a family's member; unset: by the name of the leaf. */
  readonly name?: string | ((key: string) => string);
  /** How people read a value of it. */
  text(this: void, value: Value): string;
  /** The fields of Istio's that say it: new objects each time, because blocks are shared with other leaves. */
  write(this: void, value: Value, target: Target, key: string): Fields;
}

/** One value for one leaf, and the construct that claimed it. */
export type LeafClaim<Leaves> = { readonly [Leaf in keyof Leaves]: Claimed<Leaves[Leaf]> & {
  /** The leaf. */
  readonly leaf: Leaf;
  /** Tells the members of a family apart, such as the name of a header. */
  readonly key?: string;
} }[keyof Leaves];

/** Claims by the name that people read. */
export type ClaimedLeaves<Leaves> = Readonly<Record<string, LeafClaim<Leaves>>>;

/** A value for one leaf, before it becomes a claim. */
export interface LeafValue<Leaves> {
  readonly leaf: keyof Leaves;
  readonly key: string;
  readonly value: Leaves[keyof Leaves];
}

/** The name of a leaf for people, and its key in {@link ClaimedLeaves}. */
export function leafName(leaf: string, { name = leaf }: LeafRow<never, unknown, never>, key = ''): string {
  return typeof name === 'string' ? name : name(key);
}
