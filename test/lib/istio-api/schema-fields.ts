import type { z } from 'zod';
import { compareReleases, RELEASES } from '../../../lib/core/release';
import { inside, unwrap } from '../../../lib/values/schema-facts';
import { anything, type FieldFacts } from '../../../lib/values/schemas';

/** A field as a schema of ours states it: the release that all of it needs, and its closed list of names. */
export interface SchemaField {
  readonly since?: string;
  readonly enum?: readonly string[];
  readonly enumSince?: Readonly<Record<string, string>>;
}

/** Every field of a schema, by the path that Istio's list has. What may hold anything is not looked into. */
export function schemaFields(schema: z.ZodType, since?: string, path = '.'): Map<string, SchemaField> {
  const facts = { ...unwrap(schema).meta(), ...schema.meta() } as FieldFacts;
  const needed = later(since, facts.since);
  const { shape, entry } = inside(schema);
  const { def } = unwrap(schema)._zod as unknown as { def: { type: string; entries?: Record<string, string> } };
  const step = def.type === 'array' ? '[]' : '{}';
  return new Map([
    [path, {
      ...(needed ? { since: needed } : {}),
      ...(def.entries ? { enum: Object.values(def.entries) } : {}),
      ...(facts.valueSince ? { enumSince: facts.valueSince } : {}),
    }],
    ...Object.entries(shape ?? {}).flatMap(([key, field]) => [...schemaFields(field, needed, path === '.' ? key : `${path}.${key}`)]),
    ...(entry && entry !== anything ? schemaFields(entry, needed, `${path}${step}`) : []),
  ]);
}

/** The release as far as a target can lack it: what the oldest target has is always there. */
export function target(since: string | undefined): string | undefined {
  return since === undefined || compareReleases(since, RELEASES[0]) <= 0 ? undefined : since.replace('-dev', '');
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && compareReleases(b, a) > 0) ? target(b) : target(a);
}
