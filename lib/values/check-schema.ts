import type { z } from 'zod';
import { fieldRules } from '../core/field-rules';
import type { Path } from '../core/finding';
import { inputRules } from '../core/input';
import { prune } from '../core/prune';
import { choices, quote } from '../core/quote';
import type { IstioRelease } from '../core/release';
import { closest } from '../core/suggest';
import type { ValueRule } from '../core/value-rule';
import { conforms } from './conforms';
import { withoutEmptyKeys } from './empty-keys';
import { checkFacts, inside, type ReportRule, unwrap } from './schema-facts';

type Issue = z.core.$ZodIssue;

/** A value after its check: what rules may read of it. */
export interface Checked {
  /** The value without keys that hold null, and without what is not of the type it should be; `undefined` when nothing is left. */
  readonly sound: unknown;
}

/** Checks a value against its schema and reports what is wrong in the words of the rules. */
export function checkSchema(schema: z.ZodType, value: unknown, at: Path, release: IstioRelease, report: ReportRule): Checked {
  return conforms(schema, value, release) ? { sound: value } : checkInDetail(schema, value, at, release, report);
}

/** The same check without the quick answer. */
export function checkInDetail(schema: z.ZodType, value: unknown, at: Path, release: IstioRelease, report: ReportRule): Checked {
  let read = value;
  let result = schema.safeParse(read);
  if (!result.success) {
    read = withoutEmptyKeys(schema, value, at, report);
    result = schema.safeParse(read);
    if (!result.success) for (const issue of result.error.issues) explain(issue, schema, read, at, report);
  }
  checkFacts(schema, value, at, release, report);
  return { sound: result.success ? read : soundPart(schema, read, result.error.issues) };
}

/** What is left when everything of a wrong type is taken away, and then whatever misses what was taken away. */
function soundPart(schema: z.ZodType, value: unknown, issues: readonly Issue[]): unknown {
  let sound = value;
  let broken = brokenPaths(sound, issues);
  while (broken.length > 0) {
    if (broken.some((path) => path.length === 0)) return undefined;
    sound = prune(sound, broken);
    broken = brokenPaths(sound, schema.safeParse(sound).error?.issues ?? []);
  }
  return sound;
}

function brokenPaths(value: unknown, issues: readonly Issue[]): Path[] {
  return issues.flatMap((issue) => {
    const path = issue.path as Path;
    const got = valueAt(value, path);
    if (issue.code === 'invalid_type') return [got === undefined ? path.slice(0, -1) : path];
    const isUnreadable = (issue.code === 'invalid_value' && typeof got !== 'string') || (issue.code === 'too_big' && issue.origin === 'depth');
    return isUnreadable ? [path] : [];
  });
}

function explain(issue: Issue, schema: z.ZodType, root: unknown, at: Path, say: ReportRule): void {
  const inner = issue.path as Path;
  const path = [...at, ...inner];
  const got = valueAt(root, inner);
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) unknownKey(key, schemaAt(schema, inner), [...path, key], say);
      return;
    case 'invalid_type':
      if (got === undefined) say(fieldRules.missing, path, { message: `Expected ${aValue(issue.expected)}, got no ${quote(path[path.length - 1])}` });
      else wrongType(issue.expected, got, path, say);
      return;
    case 'invalid_value': {
      if (typeof got !== 'string') return wrongType('string', got, path, say);
      const meant = closest(got, issue.values as string[]);
      say(fieldRules.unknownValue, path, {
        message: `Expected ${choices(issue.values)}, got ${quote(got)}`,
        ...(meant ? { fix: `write ${meant}` } : {}),
      });
      return;
    }
    case 'too_big':
    case 'too_small':
      return outOfBounds(issue, got, path, say);
    case 'invalid_format':
      say(fieldRules.wrongFormat, path, { message: `Expected ${issue.pattern ? `text like ${issue.pattern}` : `valid ${issue.format}`}, got ${quote(got)}` });
      return;
    case 'custom': {
      const { rule, reason, key } = issue.params as { rule: ValueRule; reason: string; key?: string };
      say(rule, path, { message: `Expected ${rule.expected}, got ${quote(key ?? got)}: ${reason}` });
      return;
    }
    default:
      wrongType('value of the schema', got, path, say);
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string', number: 'a number', int: 'a whole number', boolean: 'true or false', object: 'an object', array: 'a list', record: 'a map', json: 'a JSON value',
};

function aValue(expected: string): string {
  return TYPES[expected] ?? `a ${expected}`;
}

function wrongType(expected: string, got: unknown, path: Path, say: ReportRule): void {
  const meant = convertible(expected, got);
  say(fieldRules.wrongType, path, {
    message: `Expected ${aValue(expected)}, got ${typeof got === 'string' ? `the string ${quote(got)}` : quote(got)}`,
    ...(meant === undefined ? {} : { fix: `write ${meant}` }),
  });
}

/** The value of the right type that was probably meant: `80` for `"80"`, `"80"` for `80`. */
function convertible(expected: string, got: unknown): string | undefined {
  if ((expected === 'number' || expected === 'int') && typeof got === 'string' && /^-?\d+(\.\d+)?$/.test(got)) return got;
  if (expected === 'int' && typeof got === 'number') return String(Math.round(got));
  if (expected === 'boolean' && (got === 'true' || got === 'false')) return got;
  if (expected === 'string' && (typeof got === 'number' || typeof got === 'boolean')) return `"${got}"`;
  if (expected === 'array' && got !== null && typeof got !== 'object') return `[${quote(got)}]`;
  return undefined;
}

function unknownKey(key: string, schema: z.ZodType | undefined, path: Path, say: ReportRule): void {
  const known = Object.keys((schema && inside(schema).shape) ?? {});
  const meant = closest(key, known);
  const where = path.length > 1 ? ` in ${quote(path[path.length - 2])}` : '';
  say(fieldRules.unknown, path, {
    message: `Unknown field ${quote(key)}${typeof path[path.length - 2] === 'number' ? '' : where}`,
    fix: meant ? `write ${meant}` : `remove it; known here: ${known.sort().join(', ')}`,
  });
}

function outOfBounds(issue: Issue & { code: 'too_big' | 'too_small' }, got: unknown, path: Path, say: ReportRule): void {
  const limit = String(issue.code === 'too_big' ? issue.maximum : issue.minimum);
  const side = issue.code === 'too_big' ? 'at most' : 'at least';
  if (issue.origin === 'string') {
    say(fieldRules.wrongSize, path, { message: `Expected ${side} ${limit} characters, got ${[...(got as string)].length}` });
  } else if (issue.origin === 'array' || issue.origin === 'map') {
    say(fieldRules.wrongSize, path, { message: `Expected ${side} ${limit} entries, got ${Object.keys(got as object).length}` });
  } else if (issue.origin === 'depth') {
    say(inputRules.tooDeep, path, { message: `Expected ${side} ${limit} levels of nesting, got more` });
  } else {
    say(fieldRules.outOfRange, path, { message: `Expected a number of ${side} ${limit}, got ${quote(got)}` });
  }
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function schemaAt(root: z.ZodType, path: Path): z.ZodType | undefined {
  let schema: z.ZodType | undefined = root;
  for (const step of path) {
    if (!schema) return undefined;
    const { shape, entry }: ReturnType<typeof inside> = inside(schema);
    schema = shape ? shape[step] : entry;
  }
  return schema && unwrap(schema);
}
