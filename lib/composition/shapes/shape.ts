import type { Path } from '../../core/finding';
import { isObject } from '../../core/is-object';
import { choices, quote } from '../../core/quote';
import { suggestion } from '../../core/suggest';
import { parseGoDuration } from '../../values/go-duration';
import { isInTenths } from '../../values/tenths';

/** The first thing in a value that its type does not allow. */
export interface ShapeFault {
  readonly at: Path;
  readonly message: string;
  readonly fix?: string;
  /** Set for a key that the type does not have. */
  readonly isUnknownKey?: true;
}

/**
 * A type as a check of values that a program without types passes. It gives the first fault, and throws for no value.
 *
 * The shape of a type is held to that type by the compiler: a field without a shape, or one of another type, does not compile.
 */
export interface Shape<T> {
  (value: unknown, at: Path): ShapeFault | undefined;
  /** Never set: makes the shape of one type differ from that of another. */
  readonly type?: (value: T) => T;
}

/** A text that is not empty. */
export const text: Shape<string> = test((value) => typeof value === 'string' && value !== '', 'a text');

/** A text that may be empty. */
export const anyText: Shape<string> = test((value) => typeof value === 'string', 'a text');

/** A Go duration as text. */
export const duration: Shape<string> = test(
  (value) => typeof value === 'string' && parseGoDuration(value) !== undefined, 'a duration such as "5s"',
);

/** `true` or `false`. */
export const flag: Shape<boolean> = test((value) => typeof value === 'boolean', 'true or false');

/** A percentage, which may have a fraction. */
export const percentage: Shape<number> = test((value) => isFinite(value) && value >= 0 && value <= 100, 'a percentage from 0 to 100');

/** A percentage in tenths. */
export const percentageInTenths: Shape<number> = test(
  (value) => isInTenths(value) && value >= 0 && value <= 100, 'a percentage from 0 to 100 with at most one digit behind the point',
);

/** A whole number within bounds. */
export function whole(least: number, most?: number): Shape<number> {
  const expected = most === undefined ? `a whole number of at least ${least}` : `a whole number from ${least} to ${most}`;
  const isWithin = (value: number): boolean => value >= least && (most === undefined || value <= most);
  return test((value) => Number.isInteger(value) && isWithin(value as number), expected);
}

/** One of these values. */
export function oneOf<const T extends string | number | boolean>(...values: readonly T[]): Shape<T> {
  return test((value) => values.includes(value as T), choices(values));
}

/** Text, or `null`. */
export const textOrNull: Shape<string | null> = test((value) => value === null || typeof value === 'string', 'a text, or null');

/** What may be left out. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, at) => (value === undefined ? undefined : shape(value, at));
}

/** A list of entries, at least so many. */
export function listOf<T>(entry: Shape<T>, least = 0): Shape<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return fault(at, 'a list', value);
    if (value.length < least) return fault(at, 'at least one entry', value);
    return first(Array.from(value as readonly unknown[]), (one, i) => entry(one, [...at, i]));
  };
}

/** Values by keys that the program chooses. */
export function mapOf<T>(
  entry: Shape<T>, isKey: (key: string) => boolean = () => true, expectedKey = 'another key',
): Shape<Readonly<Record<string, T>>> {
  return (value, at) => {
    if (!isPlain(value)) return fault(at, 'an object', value);
    return first(Object.entries(value), ([key, one]) => (isKey(key) ? entry(one, [...at, key]) : fault([...at, key], expectedKey, key)));
  };
}

/** An object with these fields and no others. */
export function fields<T extends object>(shapes: { readonly [Field in keyof T]-?: Shape<T[Field]> }): Shape<T> {
  const known = Object.keys(shapes);
  return (value, at) => {
    if (!isPlain(value)) return fault(at, `an object with ${known.join(', ')}`, value);
    const unknown = Object.entries(value).find(([key, one]) => one !== undefined && !Object.hasOwn(shapes, key));
    if (unknown) return unknownKey([...at, unknown[0]], unknown[0], known);
    return first(known as (keyof T & string)[], (field) => shapes[field]((value as T)[field], [...at, field]));
  };
}

/** An object with exactly one of these fields. */
export function oneField<T extends object>(shapes: { readonly [Field in KeysOf<T>]: Shape<ValueOf<T, Field>> }): Shape<T> {
  const known = Object.keys(shapes) as KeysOf<T>[];
  return (value, at) => {
    const set = isPlain(value) ? Object.keys(value).filter((key) => (value as Record<string, unknown>)[key] !== undefined) : [];
    const [field] = set;
    if (field === undefined || set.length > 1) return fault(at, `an object with one of ${known.join(', ')}`, value);
    if (!Object.hasOwn(shapes, field)) return unknownKey([...at, field], field, known);
    return shapes[field as KeysOf<T>]((value as T)[field as never], [...at, field]);
  };
}

/** An object whose other fields depend on one of them. */
export function variants<Tag extends string, T extends Readonly<Record<Tag, string>>>(
  tag: Tag, shapes: { readonly [Kind in T[Tag]]: Shape<Extract<T, Readonly<Record<Tag, Kind>>>> },
): Shape<T> {
  return (value, at) => {
    if (!isPlain(value)) return fault(at, `an object with ${tag}`, value);
    const kind = (value as Readonly<Record<string, unknown>>)[tag];
    if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) return fault([...at, tag], choices(Object.keys(shapes)), kind);
    return (shapes[kind as T[Tag]] as (value: unknown, at: Path) => ShapeFault | undefined)(value, at);
  };
}

/** The keys of all members of a union. */
type KeysOf<T> = (T extends unknown ? keyof T : never) & string;
type ValueOf<T, Field extends string> = T extends Readonly<Record<Field, infer Value>> ? Value : never;

function test<T>(holds: (value: unknown) => boolean, expected: string): Shape<T> {
  return (value, at) => (holds(value) ? undefined : fault(at, expected, value));
}

/** The fault of another value than the expected one. */
export function fault(at: Path, expected: string, got: unknown): ShapeFault {
  return { at, message: `Expected ${expected}, got ${quote(got)}` };
}

function unknownKey(at: Path, key: string, known: readonly string[]): ShapeFault {
  return { ...fault(at, choices(known), key), ...suggestion(key, known), isUnknownKey: true };
}

/** A builder or another instance has fields that mean something else. */
export function isPlain(value: unknown): value is object {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function first<T>(entries: readonly T[], check: (entry: T, i: number) => ShapeFault | undefined): ShapeFault | undefined {
  for (const [i, entry] of entries.entries()) {
    const found = check(entry, i);
    if (found) return found;
  }
  return undefined;
}
