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

/** Reports a place with the rule that speaks there. */
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

/** The value without the nulls that mean nothing: those of nullable fields. The same value when there are none. */
export function withoutNulls(schema: z.ZodType, value: unknown): unknown {
  const root = factsOf(schema);
  return root ? dropNulls(root, value) : value;
}

/** What is inside a schema: named fields, or the one schema of every entry. */
export function inside(schema: z.ZodType): { shape?: Readonly<Record<string, z.ZodType>>; entry?: z.ZodType } {
  const { def } = unwrap(schema)._zod as unknown as {
    def: { type: string; shape?: Record<string, z.ZodType>; element?: z.ZodType; valueType?: z.ZodType };
  };
  if (def.type === 'object') return { shape: def.shape };
  return { entry: def.type === 'array' ? def.element : def.type === 'record' ? def.valueType : undefined };
}

function factsOf(schema: z.ZodType): FactNode | undefined {
  if (!compiled.has(schema)) compiled.set(schema, compile(schema));
  return compiled.get(schema);
}

function dropNulls(node: FactNode, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return node.entry ? value.map((entry) => dropNulls(node.entry!, entry)) : value;
  const kept = Object.entries(value).filter(([key, field]) => field !== null || !node.fields.get(key)?.facts.nullable);
  return Object.fromEntries(kept.map(([key, field]) => {
    const inner = node.fields.get(key) ?? node.entry;
    return [key, inner ? dropNulls(inner, field) : field];
  }));
}

function compile(schema: z.ZodType): FactNode | undefined {
  const facts = { ...unwrap(schema).meta(), ...schema.meta() } as FieldFacts;
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
  if (value === undefined || value === null) return;
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
  if (typeof value !== 'object') return;
  if (Array.isArray(value)) {
    if (facts.listKey !== undefined) checkKeys(value, facts.listKey, at, report);
    if (node.entry) for (let i = 0; i < value.length; i++) walk(node.entry, value[i], [...at, i], release, report);
    return;
  }
  for (const group of facts.atMostOne ?? []) {
    const present = group.filter((key) => Object.hasOwn(value, key) && (value as Record<string, unknown>)[key] !== undefined);
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
    if (name === undefined) return;
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
