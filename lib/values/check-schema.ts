import type { z } from 'zod';
import { valueAt } from '../core/edit';
import type { Path } from '../core/finding';
import { prune } from '../core/prune';
import type { IstioRelease } from '../core/release';
import { conforms } from './conforms';
import { withoutEmptyKeys } from './empty-keys';
import { reportIssues, type SourceText } from './schema-issues';
import { checkFacts, inside, type ReportRule } from './schema-facts';

type Issue = z.core.$ZodIssue;

/** A value after its check: what rules may read of it. */
export interface Checked {
  /** The value without keys that hold null, and without what is not of the type it should be; `undefined` when nothing is left. */
  readonly sound: unknown;
}

/**
 * Checks a value against its schema and reports what is wrong in the words of the rules.
 *
 * @param sourceText how the text that the value was read from writes a part of it
 */
export function checkSchema(
  schema: z.ZodType, value: unknown, at: Path, release: IstioRelease, report: ReportRule, sourceText?: SourceText,
): Checked {
  return conforms(schema, value, release) ? { sound: value } : checkInDetail(schema, value, at, release, report, sourceText);
}

/** The same check without the quick answer. */
export function checkInDetail(
  schema: z.ZodType, value: unknown, at: Path, release: IstioRelease, report: ReportRule, sourceText?: SourceText,
): Checked {
  let read = value;
  let result = schema.safeParse(read);
  if (!result.success) {
    read = withoutEmptyKeys(schema, value, at, report);
    result = schema.safeParse(read);
    if (!result.success) reportIssues(result.error.issues, { schema, value: read, at, report, sourceText });
  }
  checkFacts(schema, value, at, release, report);
  return { sound: result.success ? read : soundPart(schema, read, result.error.issues) };
}

/** The fields of an object's schema, by name. */
export function fields(schema: z.ZodType): Readonly<Record<string, z.ZodType | undefined>> {
  return inside(schema).shape ?? {};
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
