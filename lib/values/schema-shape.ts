import type { z } from 'zod';
import type { Path } from '../core/finding';
import { choices } from '../core/quote';
import { inside, unwrap } from './schema-facts';

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string', number: 'a number', int: 'a whole number', boolean: 'true or false', object: 'an object', array: 'a list', record: 'a map', json: 'a JSON value',
};

/** A type as a sentence has it: `a whole number`. */
export function aValue(expected: string): string {
  return TYPES[expected] ?? `a ${expected}`;
}

/** The schema of what stands at a path. */
export function schemaAt(root: z.ZodType, path: Path): z.ZodType | undefined {
  let schema: z.ZodType | undefined = root;
  for (const step of path) {
    if (!schema) return undefined;
    const { shape, entry }: ReturnType<typeof inside> = inside(schema);
    schema = shape ? shape[step] : entry;
  }
  return schema && unwrap(schema);
}

/** The names of a closed list; undefined for any other schema. */
export function namesOf(schema: z.ZodType): readonly string[] | undefined {
  const { type, entries } = unwrap(schema)._zod.def as unknown as { type: string; entries?: Record<string, string> };
  return type === 'enum' ? Object.values(entries!) : undefined;
}

/** The fields of an object's schema that it must have. */
export function requiredFields(shape: Readonly<Record<string, z.ZodType>>): readonly string[] {
  return Object.keys(shape).filter((key) => shape[key]!._zod.def.type !== 'optional');
}

/** Numbers as they usually stand in fields of that name. */
const NUMBERS: Readonly<Record<string, number>> = {
  number: 80, port: 80, targetPort: 8080, weight: 10, percent: 10, status: 503, httpStatus: 503, redirectCode: 301, attempts: 3,
};

const DEEPEST = 2;

/**
 * A value of the schema, as people write it in YAML on one line: `{ number: 80 }`, `[ "…" ]`; `…` stands for what differs.
 *
 * @param known the texts of fields of the object
 */
export function exampleOf(
  schema: z.ZodType, key: string | number = '', depth = 0, known: Readonly<Record<string, string>> = {},
): string {
  const { type } = unwrap(schema)._zod.def;
  const { shape, entry } = inside(schema);
  const names = namesOf(schema);
  if (names) return names.length > 3 ? names.find((name) => !/^(?:UNSET|DEFAULT|UNSPECIFIED|LEAST_CONN)$/.test(name))! : choices(names).replaceAll('"', '');
  if (shape) {
    if (depth >= DEEPEST) return '{ … }';
    const required = requiredFields(shape);
    const fields = required.length > 0 ? required : Object.keys(shape).slice(0, 1);
    return `{ ${fields.map((field) => `${field}: ${known[field] ?? exampleOf(shape[field]!, field, depth + 1)}`).join(', ')} }`;
  }
  if (type === 'array') return depth >= DEEPEST || !entry ? '[ … ]' : `[ ${exampleOf(entry, key, depth + 1)} ]`;
  if (type === 'record') return depth >= DEEPEST || !entry ? '{ … }' : `{ "…": ${exampleOf(entry, key, depth + 1)} }`;
  if (type === 'number') return String(Object.hasOwn(NUMBERS, key) ? NUMBERS[key] : 1);
  return type === 'boolean' ? 'true' : '"…"';
}
