import { z } from 'zod';
import { MAX_DEPTH } from '../core/input';
import { isObject } from '../core/is-object';
import type { ValueRule } from '../core/value-rule';
import { anyKeyRecord } from './any-key-record';

/**
 * The vocabulary of the schemas in `lib/kinds`: one word for each type that the API server knows. Schemas define what one field may
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
  /** True when the API server keeps a null that is written. Of other fields it drops the key. No field has a default of its own. */
  readonly nullable?: true;
  /** The key that identifies the entries of a list. */
  readonly listKey?: string;
}

/** Extra words for a field: see {@link FieldFacts}. */
export function since<T extends z.ZodType>(release: string, schema: T): T {
  return schema.meta({ ...schema.meta(), since: release });
}

/** A field that the API server lets hold null, for leaving it out; rules never see the null. */
export function nullable<T extends z.ZodType>(schema: T): T {
  return schema.meta({ ...schema.meta(), nullable: true });
}

/** An object of the given fields and no others; of each group in `atMostOne` at most one key may be there. */
export function object<T extends z.core.$ZodLooseShape>(fields: T, facts: Pick<FieldFacts, 'atMostOne'> = {}) {
  return z.strictObject(fields).meta({ ...facts });
}

/** A list; with `key`, no two entries may have the same value of that key. Its size and its entries are checked beside each other. */
export function list<T extends z.ZodType>(entry: T, limits: { min?: number; max?: number; key?: string } = {}) {
  const { key, ...size } = limits;
  let schema = z.array(entry);
  if (size.min !== undefined || size.max !== undefined) {
    schema = schema.check(always((context) => {
      if (Array.isArray(context.value)) checkSize('array', context.value.length, size, context);
    }));
  }
  return key === undefined ? schema : schema.meta({ listKey: key });
}

/** A map from text to entries; rules of its keys are those of `keys`. */
export function map<T extends z.ZodType>(entry: T, limits: { min?: number; max?: number; keys?: readonly ValueRule[] } = {}) {
  const schema = anyKeyRecord(entry);
  const { keys: rules, ...size } = limits;
  if (size.min === undefined && size.max === undefined && rules === undefined) return schema;
  return schema.check(always((context) => {
    if (!isObject(context.value)) return;
    const keys = Object.keys(context.value);
    checkSize('map', keys.length, size, context);
    for (const key of rules ? keys : []) {
      const broken = firstBroken(rules!, key);
      if (broken) context.issues.push({ code: 'custom', input: context.value, path: [key], params: { ...broken, key }, continue: true });
    }
  }));
}

/** A check that runs although the value has other issues: zod leaves out plain checks then, and of an overfull list all its entries. */
function always<T>(check: (context: z.core.ParsePayload) => void): z.core.$ZodCheck<T> {
  return z.core._check<T>(check, { when: () => true });
}

function checkSize(
  origin: 'array' | 'map', size: number, { min = 0, max = Infinity }: { min?: number; max?: number }, { value, issues }: z.core.ParsePayload,
): void {
  if (size < min) issues.push({ code: 'too_small', origin, minimum: min, inclusive: true, input: value, continue: true });
  if (size > max) issues.push({ code: 'too_big', origin, maximum: max, inclusive: true, input: value, continue: true });
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
    const check = (context: z.core.ParsePayload<string>): void => {
      const broken = firstBroken(rules, context.value);
      if (broken) context.issues.push({ code: 'custom', input: context.value, params: broken, continue: true });
    };
    rulesOfCheck.set(check, rules);
    schema = schema.check(check);
  }
  return schema;
}

/** The rules behind a check of text. */
const rulesOfCheck = new WeakMap<object, readonly ValueRule[]>();

/** The value rules of a text's schema. */
export function rulesOf(schema: z.ZodType): readonly ValueRule[] {
  const { checks = [] } = schema._zod.def as { checks?: readonly z.core.$ZodCheck<string>[] };
  return checks.flatMap((check) => rulesOfCheck.get(check._zod.check) ?? []);
}

function firstBroken<T>(rules: readonly ValueRule<T>[], value: T): { rule: ValueRule<T>; reason: string } | undefined {
  for (const rule of rules) {
    const reason = rule.test(value);
    if (reason !== undefined) return { rule, reason };
  }
  return undefined;
}

/** Text that value rules accept: `value(re2)`, `value(duration, wholeMilliseconds)`. The first one that it breaks is reported. */
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

/** A whole number, within bounds when they are given; rules check what the bounds do not. */
export function int(limits: { min?: number; max?: number; rules?: readonly ValueRule<number>[] } = {}) {
  const { min = -Infinity, max = Infinity, rules = [] } = limits;
  return z.number().check(({ value: number, issues }) => {
    if (!Number.isInteger(number)) issues.push({ code: 'invalid_type', expected: 'int', input: number });
    else if (number < min) issues.push({ code: 'too_small', origin: 'int', minimum: min, inclusive: true, input: number, continue: true });
    else if (number > max) issues.push({ code: 'too_big', origin: 'int', maximum: max, inclusive: true, input: number, continue: true });
    else {
      const broken = firstBroken(rules, number);
      if (broken) issues.push({ code: 'custom', input: number, params: broken, continue: true });
    }
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

/** An unsigned 64-bit number. The API server takes those below 2^63, of which JavaScript reads the greatest ones as 2^63. */
export const uint64 = int({ min: 0, max: 2 ** 63 });

/** A number, within bounds when they are given. */
export function double(limits: { min?: number; max?: number } = {}) {
  let schema = z.number();
  if (limits.min !== undefined) schema = schema.min(limits.min);
  if (limits.max !== undefined) schema = schema.max(limits.max);
  return schema;
}

/** Any value of JSON, to the depth at which programs and readers stop as well: what reads it may call itself. */
export const anything: z.ZodType<unknown> = z.unknown().check(({ value: json, issues }) => {
  const path: (string | number)[] = [];
  const problem = notJson(json, path);
  if (problem === 'too deep') issues.push({ code: 'too_big', origin: 'depth', maximum: MAX_DEPTH, input: json });
  else if (problem) issues.push({ code: 'invalid_type', expected: 'json' as 'any', input: problem.part, path });
});

/** The first part of a value that JSON cannot hold, and its path. */
function notJson(value: unknown, path: (string | number)[]): 'too deep' | { readonly part: unknown } | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value !== 'object') return typeof value === 'number' && Number.isFinite(value) ? undefined : { part: value };
  if (path.length === MAX_DEPTH) return 'too deep';
  for (const [key, entry] of Object.entries(value)) {
    path.push(Array.isArray(value) ? Number(key) : key);
    const problem = notJson(entry, path);
    if (problem) return problem;
    path.pop();
  }
  return undefined;
}
