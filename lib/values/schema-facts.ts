import type { z } from 'zod';
import { fieldRules } from '../core/field-rules';
import type { Path } from '../core/finding';
import { choices, quote } from '../core/quote';
import { compareReleases, type IstioRelease } from '../core/release';
import type { Report, RuleDoc } from '../core/rule';
import type { FieldFacts } from './schemas';

/** The part of a schema that has facts zod knows nothing of: a tree with the branches that have none cut off. */
interface FactNode {
  readonly facts: FieldFacts;
  readonly fields: ReadonlyMap<string, FactNode>;
  /** Of every entry, for a list or a map. */
  readonly entry: FactNode | undefined;
}

/** Reports a place with the rule that it breaks. */
export type ReportRule = (rule: RuleDoc, ...args: Parameters<Report>) => void;

const compiled = new WeakMap<z.ZodType, FactNode | undefined>();

/** Checks what the schema states beside types: alternatives, keyed lists, releases. */
export function checkFacts(schema: z.ZodType, value: unknown, at: Path, release: IstioRelease, report: ReportRule): void {
  const root = factsOf(schema);
  if (root) walk(root, value, at, release, report);
}

/** The schema behind optional. */
export function unwrap(schema: z.ZodType): z.ZodType {
  const { def } = schema._zod as unknown as { def: { type: string; innerType: z.ZodType } };
  return def.type === 'optional' ? unwrap(def.innerType) : schema;
}

/** True when the API server keeps a null in the field. */
export function isNullable(schema: z.ZodType): boolean {
  return factsHere(schema).nullable === true;
}

/** What is inside a schema: named fields, the one schema of every entry, or whatever JSON can say. */
export function inside(schema: z.ZodType): { shape?: Readonly<Record<string, z.ZodType>>; entry?: z.ZodType; isOpen?: boolean } {
  const { def } = unwrap(schema)._zod as unknown as {
    def: { type: string; shape?: Record<string, z.ZodType>; element?: z.ZodType; valueType?: z.ZodType };
  };
  if (def.type === 'object') return { shape: def.shape };
  const entry = def.type === 'array' ? def.element : def.type === 'record' ? def.valueType : undefined;
  return { entry, isOpen: entry?._zod.def.type === 'unknown' };
}

function factsOf(schema: z.ZodType): FactNode | undefined {
  if (!compiled.has(schema)) compiled.set(schema, compile(schema));
  return compiled.get(schema);
}

/** What the field itself states, be it optional or not. */
export function factsHere(schema: z.ZodType): FieldFacts {
  return { ...unwrap(schema).meta(), ...schema.meta() } as FieldFacts;
}

function compile(schema: z.ZodType): FactNode | undefined {
  const facts = factsHere(schema);
  const { shape, entry } = inside(schema);
  const fields = new Map<string, FactNode>();
  for (const [key, field] of Object.entries(shape ?? {})) {
    const node = compile(field);
    if (node) fields.set(key, node);
  }
  const entryNode = entry && compile(entry);
  return Object.keys(facts).length > 0 || fields.size > 0 || entryNode ? { facts, fields, entry: entryNode } : undefined;
}

function walk(node: FactNode, value: unknown, at: Path, release: IstioRelease, report: ReportRule): void {
  if (value === undefined) return;
  const { facts } = node;
  if (facts.since !== undefined && compareReleases(facts.since, release) > 0) {
    report(fieldRules.release, at, missingIn(release, facts.since, `field ${quote(at[at.length - 1])}`));
    return;
  }
  if (facts.valueSince && typeof value === 'string') {
    const introduced = Object.hasOwn(facts.valueSince, value) ? facts.valueSince[value] : undefined;
    if (introduced !== undefined && compareReleases(introduced, release) > 0) {
      report(fieldRules.release, at, missingIn(release, introduced, `value ${quote(value)}`));
    }
  }
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    if (facts.listKey !== undefined) checkKeys(value, facts.listKey, at, report);
    if (node.entry) for (let i = 0; i < value.length; i++) walk(node.entry, value[i], [...at, i], release, report);
    return;
  }
  for (const group of facts.atMostOne ?? []) {
    const fields = value as Record<string, unknown>;
    const present = group.filter((key) => Object.hasOwn(value, key) && fields[key] !== undefined && fields[key] !== null);
    if (present.length > 1) {
      report(fieldRules.conflicting, at, {
        message: `Expected at most one of ${choices(group)}, got ${present.map(quote).join(' and ')}`,
        fix: `keep ${choices(present)}, remove the ${present.length === 2 ? 'other' : 'others'}`,
      });
    }
  }
  for (const [key, field] of node.fields) {
    if (Object.hasOwn(value, key)) walk(field, (value as Record<string, unknown>)[key], [...at, key], release, report);
  }
  if (node.entry) {
    for (const key of Object.keys(value)) walk(node.entry, (value as Record<string, unknown>)[key], [...at, key], release, report);
  }
}

function checkKeys(entries: readonly unknown[], key: string, at: Path, report: ReportRule): void {
  const seen = new Map<unknown, number>();
  entries.forEach((entry, i) => {
    const name = (entry as Record<string, unknown> | null)?.[key];
    const first = seen.get(name);
    if (name === undefined || name === null) return;
    if (first === undefined) seen.set(name, i);
    else report(fieldRules.duplicateKey, [...at, i, key], { message: `Expected a ${key} of its own, got ${quote(name)} as entry ${first} has` });
  });
}

function missingIn(release: IstioRelease, introduced: string, what: string) {
  return {
    message: `Expected what Istio ${release} has, got the ${what}, which came with Istio ${introduced.replace('-dev', '')}`,
    fix: `target Istio ${introduced.replace('-dev', '')} or later, or leave it out`,
  };
}
