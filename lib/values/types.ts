import type { DurationLike } from './go-duration';

/** All keys of all members of a union. */
type KeysOf<T> = T extends unknown ? keyof T : never;

/** At most one of the given fields: writing two does not compile, writing none does. The docs of the fields stay. */
export type AtMostOne<T> =
  | { [K in keyof T]: Pick<T, K> & { readonly [Other in Exclude<keyof T, K>]?: never } }[keyof T]
  | { readonly [K in keyof T]?: never };

/** Exactly one of the given fields: neither two nor none compile. The docs of the fields stay. */
export type ExactlyOne<T> = { [K in keyof T]: Pick<T, K> & { readonly [Other in Exclude<keyof T, K>]?: never } }[keyof T];

/** A spec as it stands in YAML: what is written as a duration object in a program is text there. */
export type Json<T> = T extends DurationLike ? never
  : T extends string | number | boolean | null | undefined ? T
  : T extends readonly (infer E)[] ? readonly Json<E>[]
  : T extends object ? { readonly [K in keyof T]: Json<T[K]> }
  : T;

/** A type with its alternatives laid side by side: one object with every field, as a schema states it. */
export type Flat<T> = unknown extends T ? unknown : FlatValue<Exclude<T, DurationLike>>;

/** A value of {@link Flat} that is no duration. */
type FlatValue<T> = [T] extends [string | number | boolean | null | undefined] ? T
  : [T] extends [readonly (infer E)[]] ? Flat<E>[]
  : string extends keyof T ? Record<string, Flat<T[keyof T]>>
  : Simplify<{ [K in RequiredKeys<T>]: Flat<ValueOf<T, K>> } & { [K in Exclude<KeysOf<T>, RequiredKeys<T>>]?: Flat<ValueOf<T, K>> }>;

/** The keys that a type may leave out. */
type OptionalKeys<T> = T extends unknown ? { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T] : never;
/** The keys that every alternative of a type has. */
type RequiredKeys<T> = Exclude<keyof T, OptionalKeys<T>>;
/** What the alternatives of a type have under a key. */
type ValueOf<T, K> = Exclude<T extends unknown ? (K extends keyof T ? T[K] : never) : never, undefined>;
/** The same type, written as one object. */
type Simplify<T> = { [K in keyof T]: T[K] };
