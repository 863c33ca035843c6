import type { z } from 'zod';
import { compareReleases, type IstioRelease } from '../core/release';
import { factsHere, unwrap } from './schema-facts';
import type { FieldFacts } from './schemas';

/** True for a value that `checkSchema` would have nothing to report about. False for the others, and for some that it would accept. */
type Test = (value: unknown) => boolean;

const compiled = new WeakMap<z.ZodType, Map<IstioRelease, Test>>();

/**
 * The quick answer for values that are plainly right, so that most resources never pay for the explanation of what is wrong. It runs
 * the checks of the schema itself and stops at the first that fails.
 */
export function conforms(schema: z.ZodType, value: unknown, release: IstioRelease): boolean {
  let tests = compiled.get(schema);
  if (!tests) compiled.set(schema, tests = new Map<IstioRelease, Test>());
  let test = tests.get(release);
  if (!test) tests.set(release, test = compile(schema, release));
  return test(value);
}

interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly checks?: readonly z.core.$ZodCheck[];
}

const NEVER: Test = () => false;

function compile(schema: z.ZodType, release: IstioRelease): Test {
  const def = unwrap(schema)._zod.def as unknown as Def;
  const facts = factsHere(schema);
  if (facts.since !== undefined && compareReleases(facts.since, release) > 0) return NEVER;
  const typed = withChecks(ofType(def, facts, release), def.checks ?? []);
  const { listKey, atMostOne } = facts;
  if (listKey !== undefined) return (value) => typed(value) && hasOwnKeys(value as readonly Record<string, unknown>[], listKey);
  if (atMostOne) return (value) => typed(value) && atMostOne.every((group) => hasAtMostOne(value as Record<string, unknown>, group));
  return typed;
}

function ofType(def: Def, { valueSince = {} }: FieldFacts, release: IstioRelease): Test {
  switch (def.type) {
    case 'string':
      return (value) => typeof value === 'string';
    case 'number':
      return Number.isFinite;
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'unknown':
      return () => true;
    case 'enum': {
      const isServed = (name: string): boolean => !Object.hasOwn(valueSince, name) || compareReleases(valueSince[name]!, release) <= 0;
      const names = new Set<unknown>(Object.values(def.entries!).filter(isServed));
      return (value) => names.has(value);
    }
    case 'array':
      return list(compile(def.element!, release));
    case 'record':
      return map(compile(def.valueType!, release));
    case 'object':
      return object(def.shape!, release);
    default:
      return NEVER;
  }
}

function list(entry: Test): Test {
  return (value) => {
    if (!Array.isArray(value)) return false;
    for (let i = 0; i < value.length; i++) if (!entry(value[i])) return false;
    return true;
  };
}

function map(entry: Test): Test {
  return (value) => {
    if (!isPlain(value)) return false;
    for (const key of Object.keys(value)) if (!entry(value[key])) return false;
    return true;
  };
}

function object(shape: Readonly<Record<string, z.ZodType>>, release: IstioRelease): Test {
  const fields = new Map(Object.entries(shape).map(([key, field]) => [key, { isOptional: field._zod.def.type === 'optional', test: compile(field, release) }]));
  const required = [...fields.values()].filter(({ isOptional }) => !isOptional).length;
  return (value) => {
    if (!isPlain(value)) return false;
    let missing = required;
    for (const key of Object.keys(value)) {
      const field = fields.get(key);
      if (!field) return false;
      const inner = value[key];
      if (!field.isOptional) missing--;
      else if (inner === undefined) continue;
      if (!field.test(inner)) return false;
    }
    return missing === 0;
  };
}

/** An object as JSON reads it; the schema decides about one with another prototype. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function withChecks(type: Test, checks: readonly z.core.$ZodCheck[]): Test {
  if (checks.length === 0) return type;
  const runs = checks.map((check) => check._zod.check as (payload: z.core.ParsePayload) => void);
  return (value) => {
    if (!type(value)) return false;
    const payload: z.core.ParsePayload = { value, issues: [] };
    for (const run of runs) {
      run(payload);
      if (payload.issues.length > 0) return false;
    }
    return true;
  };
}

function hasOwnKeys(entries: readonly Record<string, unknown>[], key: string): boolean {
  if (entries.length < 2) return true;
  const keys = new Set<unknown>();
  let named = 0;
  for (const entry of entries) {
    const name = entry[key];
    if (name === undefined) continue;
    keys.add(name);
    named++;
  }
  return keys.size === named;
}

function hasAtMostOne(fields: Readonly<Record<string, unknown>>, group: readonly string[]): boolean {
  let present = 0;
  for (const key of group) if (fields[key] !== undefined && Object.hasOwn(fields, key)) present++;
  return present < 2;
}
