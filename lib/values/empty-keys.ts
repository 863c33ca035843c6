import type { z } from 'zod';
import { fieldRules } from '../core/field-rules';
import type { Path } from '../core/finding';
import { isObject } from '../core/is-object';
import { quote } from '../core/quote';
import { inside, isNullable, type ReportRule } from './schema-facts';

/**
 * The value as the API server keeps it: without the keys of objects and maps that hold null. Null in a list stays, and so does null
 * under a key that the schema does not know or in what is open to any JSON. Reports each key that the API server drops.
 */
export function withoutEmptyKeys(schema: z.ZodType, value: unknown, at: Path, report: ReportRule): unknown {
  const { shape, entry, isOpen } = inside(schema);
  if (Array.isArray(value)) return entry ? value.map((item, i) => withoutEmptyKeys(entry, item, [...at, i], report)) : value;
  if (!isObject(value) || isOpen) return value;
  const kept: [string, unknown][] = [];
  for (const [key, field] of Object.entries(value)) {
    const inner = shape ? Object.hasOwn(shape, key) ? shape[key] : undefined : entry;
    if (field === null && inner) {
      if (!isNullable(inner)) report(fieldRules.empty, [...at, key], { message: `Expected a value, got nothing behind the key ${quote(key)}` });
    } else kept.push([key, inner ? withoutEmptyKeys(inner, field, [...at, key], report) : field]);
  }
  return Object.fromEntries(kept);
}
