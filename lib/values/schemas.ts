import { z } from 'zod';
import type { ValueRule } from '../core/value-rule';

/**
 * The vocabulary of the schemas in `lib/kinds`: one word for each type that the API server knows. Schemas say what one field may
 * hold and nothing else: no defaults, no transforms, so that what is parsed is what was written.
 */

/** Facts about a field that zod has no word for; read by the schema's walk over a document (`lib/core/schema-walk.ts`). */
export interface FieldFacts {
  /** Groups of keys of which at most one may be there. */
  readonly atMostOne?: readonly (readonly string[])[];
  /** The release that introduced the field. */
  readonly since?: string;
  /** Values of a closed list that came later than the field. */
  readonly valueSince?: Readonly<Record<string, string>>;
  /** True when null is as good as leaving the field out. */
  readonly nullable?: true;
  /** The key that tells the entries of a list apart. */
  readonly listKey?: string;
}

/** Extra words for a field: see {@link FieldFacts}. */
export function since<T extends z.ZodType>(release: string, schema: T): T {
  return schema.meta({ ...schema.meta(), since: release });
}

/** A field for which null is as good as nothing; rules never see the null. */
export function nullable<T extends z.ZodType>(schema: T): T {
  return schema.meta({ ...schema.meta(), nullable: true });
}

/** An object of the given fields and no others; of each group in `atMostOne` at most one key may be there. */
export function object<T extends z.core.$ZodLooseShape>(fields: T, facts: Pick<FieldFacts, 'atMostOne'> = {}) {
  return z.strictObject(fields).meta({ ...facts });
}

/** A list; with `key`, no two entries may have the same value of that key. */
export function list<T extends z.ZodType>(entry: T, limits: { min?: number; max?: number; key?: string } = {}) {
  let schema = z.array(entry);
  if (limits.min !== undefined) schema = schema.min(limits.min);
  if (limits.max !== undefined) schema = schema.max(limits.max);
  return limits.key === undefined ? schema : schema.meta({ listKey: limits.key });
}

/** A map from text to entries; rules of its keys are those of `keys`. */
export function map<T extends z.ZodType>(entry: T, limits: { min?: number; max?: number; keys?: readonly ValueRule[] } = {}) {
  const schema = z.record(z.string(), entry);
  const { min = 0, max, keys: rules } = limits;
  if (min === 0 && max === undefined && rules === undefined) return schema;
  return schema.check((context) => {
    const keys = Object.keys(context.value);
    if (keys.length < min) {
      context.issues.push({ code: 'too_small', origin: 'map', minimum: min, inclusive: true, input: context.value });
    }
    if (max !== undefined && keys.length > max) {
      context.issues.push({ code: 'too_big', origin: 'map', maximum: max, inclusive: true, input: context.value });
    }
    for (const key of rules ? keys : []) {
      const broken = firstBroken(rules!, key);
      if (broken) context.issues.push({ code: 'custom', input: context.value, path: [key], params: { ...broken, key }, continue: true });
    }
  });
}

/** Text; limits count Unicode code points, as the API server does. */
export function text(limits: { min?: number; max?: number; pattern?: RegExp; rules?: readonly ValueRule[] } = {}) {
  let schema = z.string();
  const { min, max, pattern, rules } = limits;
  if (min !== undefined) schema = schema.min(min);
  if (max !== undefined) {
    schema = schema.check((context) => {
      if (context.value.length <= max || [...context.value].length <= max) return;
      context.issues.push({ code: 'too_big', origin: 'string', maximum: max, inclusive: true, input: context.value });
    });
  }
  if (pattern !== undefined) schema = schema.regex(pattern);
  if (rules !== undefined) {
    schema = schema.check((context) => {
      const broken = firstBroken(rules, context.value);
      if (broken) context.issues.push({ code: 'custom', input: context.value, params: broken, continue: true });
    });
  }
  return schema;
}

function firstBroken<T>(rules: readonly ValueRule<T>[], value: T): { rule: ValueRule<T>; reason: string } | undefined {
  for (const rule of rules) {
    const reason = rule.test(value);
    if (reason !== undefined) return { rule, reason };
  }
  return undefined;
}

/** Text that value rules accept: `value(re2)`, `value(duration, wholeMilliseconds)`. The first that does not speaks. */
export function value(...rules: readonly ValueRule[]) {
  return text({ rules });
}

/** One of a closed list of names. */
export function oneOf<const T extends readonly string[]>(names: T, valueSince?: Readonly<Record<string, string>>) {
  const schema = z.enum(names);
  return valueSince ? schema.meta({ valueSince }) : schema;
}

/** True or false. */
export const bool = z.boolean();

/** A whole number, within bounds when they are given; rules speak where the bounds do not. */
export function int(limits: { min?: number; max?: number; rules?: readonly ValueRule<number>[] } = {}) {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER, rules } = limits;
  const schema = z.int().min(min).max(max);
  if (rules === undefined) return schema;
  return schema.check((context) => {
    if (context.value < min || context.value > max) return;
    const broken = firstBroken(rules, context.value);
    if (broken) context.issues.push({ code: 'custom', input: context.value, params: broken, continue: true });
  });
}

/** A signed 32-bit number. */
export const int32 = int({ min: -(2 ** 31), max: 2 ** 31 - 1 });

/** An unsigned 32-bit number. */
export const uint32 = int({ min: 0, max: 2 ** 32 - 1 });

/** An unsigned 32-bit number that value rules accept. */
export function uint32With(...rules: readonly ValueRule<number>[]) {
  return int({ min: 0, max: 2 ** 32 - 1, rules });
}

/** An unsigned number of any size. */
export const uint64 = int({ min: 0 });

/** A number, within bounds when they are given. */
export function double(limits: { min?: number; max?: number } = {}) {
  let schema = z.number();
  if (limits.min !== undefined) schema = schema.min(limits.min);
  if (limits.max !== undefined) schema = schema.max(limits.max);
  return schema;
}

/** Anything that JSON can say. */
export const anything: z.ZodType<unknown> = z.json();
