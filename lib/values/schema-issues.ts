import type { z } from 'zod';
import { type Edit, valueAt } from '../core/edit';
import { fieldRules } from '../core/field-rules';
import type { Path } from '../core/finding';
import { inputRules } from '../core/input';
import { choices, quote } from '../core/quote';
import type { Detail } from '../core/rule';
import { isSameWord, meantWord } from '../core/suggest';
import type { ValueRule } from '../core/value-rule';
import type { ReportRule } from './schema-facts';
import { aValue, exampleOf, schemaAt } from './schema-shape';
import { unknownField } from './unknown-field';
import { wrongType } from './wrong-type';

type Issue = z.core.$ZodIssue;

/** How the text that a value was read from writes the plain scalar at a path; undefined where it is none, or where there is no text. */
export type SourceText = (path: Path) => string | undefined;

/** What a schema refused, and how to report it. */
export interface Refused {
  readonly schema: z.ZodType;
  readonly value: unknown;
  /** Where the value stands in its resource. */
  readonly at: Path;
  readonly report: ReportRule;
  readonly sourceText: SourceText | undefined;
}

/** Reports the issues of a schema in the words of the rules. A missing field whose misspelling stands beside it is one finding. */
export function reportIssues(issues: readonly Issue[], refused: Refused): void {
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? unknownFields(issue, refused) : []));
  const meant = new Set(unknown.flatMap(({ detail }) => (detail.meant ? [JSON.stringify(detail.meant)] : [])));
  let next = 0;
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const { path, detail } of unknown.slice(next, next += issue.keys.length)) refused.report(fieldRules.unknown, path, detail);
    } else if (!isMissing(issue, refused) || !meant.has(JSON.stringify([...refused.at, ...issue.path]))) {
      reportIssue(issue, refused);
    }
  }
}

function isMissing({ code, path }: Issue, { value }: Refused): boolean {
  return code === 'invalid_type' && valueAt(value, path as Path) === undefined;
}

function unknownFields({ keys, path }: Issue & { code: 'unrecognized_keys' }, refused: Refused): { path: Path; detail: Detail }[] {
  return keys.map((key) => ({ path: [...refused.at, ...path as Path, key], detail: unknownField(key, path as Path, refused) }));
}

function reportIssue(issue: Issue, { schema, value, at, report, sourceText }: Refused): void {
  const inner = issue.path as Path;
  const path = [...at, ...inner];
  const got = valueAt(value, inner);
  const field = schemaAt(schema, inner);
  switch (issue.code) {
    case 'invalid_type':
      if (got === undefined) report(fieldRules.missing, path, missing(issue.expected, path, field));
      else report(fieldRules.wrongType, path, wrongType(issue.expected, got, path, field, sourceText?.(path)));
      return;
    case 'invalid_value': {
      if (typeof got === 'string') report(fieldRules.unknownValue, path, unknownValue(got, issue.values as string[], path));
      else report(fieldRules.wrongType, path, wrongType('string', got, path, field, sourceText?.(path)));
      return;
    }
    case 'too_big':
    case 'too_small':
      return outOfBounds(issue, got, path, report);
    case 'invalid_format':
      report(fieldRules.wrongFormat, path, { message: `Expected ${issue.pattern ? `text like ${issue.pattern}` : `valid ${issue.format}`}, got ${quote(got)}` });
      return;
    case 'custom': {
      const { rule, reason, key } = issue.params as { rule: ValueRule; reason: string; key?: string };
      report(rule, path, wrongValue(rule, reason, key ?? got, path, key !== undefined));
      return;
    }
    default:
      report(fieldRules.wrongType, path, wrongType('value of the schema', got, path, field, sourceText?.(path)));
  }
}

function missing(expected: string, path: Path, field: z.ZodType | undefined): Detail {
  const key = path[path.length - 1]!;
  return {
    message: `Expected ${aValue(expected)}, got no ${quote(key)}`,
    ...(field && typeof key === 'string' ? { fix: `add ${key}: ${exampleOf(field, key)}` } : {}),
  };
}

function unknownValue(got: string, values: readonly string[], path: Path): Detail {
  const meant = meantWord(got, values);
  const edit: Edit[] = meant?.isSure ? [{ path, op: 'set', value: meant.word }] : [];
  return {
    message: `Expected ${choices(values)}, got ${quote(got)}`,
    fix: meant ? `write ${meant.word}` : `write ${choices(values)}`,
    edits: edit,
  };
}

function wrongValue(rule: ValueRule, reason: string, got: unknown, path: Path, isKey: boolean): Detail {
  const correct = rule.correct?.(got as string);
  const message = `Expected ${rule.expected}, got ${quote(got)}: ${reason}`;
  if (correct === undefined) return { message };
  const isSure = typeof got === 'string' && isSameWord(got, correct);
  const edit: Edit = isKey ? { path, op: 'rename', to: correct } : { path, op: 'set', value: correct };
  return { message, fix: `write ${correct}`, edits: isSure ? [edit] : [] };
}

function outOfBounds(issue: Issue & { code: 'too_big' | 'too_small' }, got: unknown, path: Path, report: ReportRule): void {
  const limit = String(issue.code === 'too_big' ? issue.maximum : issue.minimum);
  const side = issue.code === 'too_big' ? 'at most' : 'at least';
  const isLong = issue.code === 'too_big';
  if (issue.origin === 'string') {
    const size = [...(got as string)].length;
    report(fieldRules.wrongSize, path, {
      message: `Expected ${side} ${limit} characters, got ${size}`,
      fix: isLong ? `shorten the text by ${size - Number(limit)} characters` : 'write the text, or leave the field out',
    });
  } else if (issue.origin === 'array' || issue.origin === 'map') {
    const size = Object.keys(got as object).length;
    report(fieldRules.wrongSize, path, {
      message: `Expected ${side} ${limit} entries, got ${size}`,
      fix: isLong ? `leave at most ${limit} entries` : `add an entry${size === 0 ? ', or leave the field out' : ''}`,
    });
  } else if (issue.origin === 'depth') {
    report(inputRules.tooDeep, path, { message: `Expected ${side} ${limit} levels of nesting, got more` });
  } else {
    report(fieldRules.outOfRange, path, { message: `Expected a number of ${side} ${limit}, got ${quote(got)}`, fix: `write a number of ${side} ${limit}` });
  }
}
