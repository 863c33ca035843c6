import { fieldRules } from '../core/field-rules';
import type { Path } from '../core/finding';
import { isObject } from '../core/is-object';
import { quote } from '../core/quote';
import type { Detail, RuleDoc } from '../core/rule';
import { meantWord } from '../core/suggest';
import { gotText, quotedText } from '../core/written-text';
import type { SourceText } from '../values/schema-issues';
import { isTimestamp } from '../values/timestamp';

/** Reports with a rule at a place. */
export type ReportRule = (rule: RuleDoc, at: Path, detail: Detail) => void;

/** Object metadata as the API server decodes it; what cannot be decoded is not in it. */
export interface ObjectMeta {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly generation?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** An entry that cannot be decoded is undefined. */
  readonly finalizers?: readonly (string | undefined)[];
  readonly ownerReferences?: readonly (OwnerReference | undefined)[];
  readonly managedFields?: readonly (ManagedFields | undefined)[];
}

/** An object that this one goes with. */
export interface OwnerReference {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly controller?: boolean;
}

/** Who wrote which fields. */
export interface ManagedFields {
  readonly manager?: string;
  readonly operation?: string;
  readonly fieldsType?: string;
  readonly subresource?: string;
}

/** What a field of metadata holds. */
type Shape = 'text' | 'number' | 'boolean' | 'time' | 'map of texts' | 'list of texts' | 'anything' | { readonly each: Fields };
type Fields = Readonly<Record<string, Shape>>;

const OBJECT_META: Fields = {
  name: 'text', generateName: 'text', namespace: 'text', selfLink: 'text', uid: 'text', resourceVersion: 'text', generation: 'number',
  creationTimestamp: 'time', deletionTimestamp: 'time', deletionGracePeriodSeconds: 'number', labels: 'map of texts', annotations: 'map of texts',
  finalizers: 'list of texts',
  ownerReferences: {
    each: { apiVersion: 'text', kind: 'text', name: 'text', uid: 'text', controller: 'boolean', blockOwnerDeletion: 'boolean' },
  },
  managedFields: {
    each: { manager: 'text', operation: 'text', apiVersion: 'text', time: 'time', fieldsType: 'text', fieldsV1: 'anything', subresource: 'text' },
  },
};

/** What serializers of Go objects write for a time that is not set. */
const WRITTEN_AS_NULL = ['creationTimestamp', 'time'];

/** Decodes metadata as Go does: a null is a value that is not there, and what has another type is refused. */
export function decodeMetadata(metadata: Readonly<Record<string, unknown>>, report: ReportRule, sourceText?: SourceText): ObjectMeta {
  return decodeFields(OBJECT_META, metadata, ['metadata'], { report, sourceText });
}

/** Where findings go, and how the text that the metadata was read from writes a scalar. */
interface Output {
  readonly report: ReportRule;
  readonly sourceText: SourceText | undefined;
}

function decodeFields(fields: Fields, value: Readonly<Record<string, unknown>>, at: Path, out: Output): Record<string, unknown> {
  const decoded: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const field = value[key];
    if (!Object.hasOwn(fields, key)) unknownKey(key, fields, at, value, out);
    else if (field === null || field === undefined) {
      if (field === null && !WRITTEN_AS_NULL.includes(key)) out.report(fieldRules.empty, [...at, key], emptyKey(key));
    } else {
      const result = decode(fields[key]!, field, at, key, out);
      if (result !== undefined) decoded[key] = result;
    }
  }
  return decoded;
}

/** The value behind a step of a path; the path is only made for what is reported, as every check of a resource comes here. */
function decode(shape: Shape, value: unknown, at: Path, step: string | number, out: Output): unknown {
  switch (shape) {
    case 'anything':
      return value;
    case 'text':
      return typeof value === 'string' ? value : wrongType('a string', value, [...at, step], out);
    case 'boolean':
      return typeof value === 'boolean' ? value : wrongType('true or false', value, [...at, step], out);
    case 'number':
      return Number.isInteger(value) && Math.abs(value as number) < 2 ** 63 ? value : wrongType('a whole number of 64 bits', value, [...at, step], out);
    case 'time':
      return typeof value === 'string' ? decodeTime(value, [...at, step], out) : wrongType('a string', value, [...at, step], out);
    case 'map of texts':
      return isObject(value) ? decodeTexts(value, [...at, step], out) : wrongType('a map of strings', value, [...at, step], out);
    case 'list of texts': {
      if (!Array.isArray(value)) return wrongType('a list', value, [...at, step], out);
      const here = [...at, step];
      return value.map((entry: unknown, i) => (entry === null ? '' : decode('text', entry, here, i, out)));
    }
    default: {
      if (!Array.isArray(value)) return wrongType('a list', value, [...at, step], out);
      const here = [...at, step];
      return value.map((entry: unknown, i) => decodeEntry(shape.each, entry, [...here, i], out));
    }
  }
}

function decodeEntry(fields: Fields, entry: unknown, at: Path, out: Output): Record<string, unknown> | undefined {
  if (entry === null) return {};
  return isObject<unknown>(entry) ? decodeFields(fields, entry, at, out) : wrongType('an object', entry, at, out);
}

function decodeTexts(map: Readonly<Record<string, unknown>>, at: Path, out: Output): Readonly<Record<string, string>> {
  // Most maps are what they should be, and are read as they are.
  const keys = Object.keys(map);
  if (keys.every((key) => typeof map[key] === 'string')) return map as Record<string, string>;
  const texts: [string, string][] = [];
  for (const key of keys) {
    const text = map[key];
    if (text === null) {
      out.report(fieldRules.empty, [...at, key], { ...emptyKey(key), fix: 'write the value, "" when it is meant to be empty, or remove the key' });
      texts.push([key, '']);
    } else if (typeof text === 'string') texts.push([key, text]);
    else wrongType('a string', text, [...at, key], out);
  }
  return Object.fromEntries(texts);
}

function decodeTime(text: string, at: Path, out: Output): string {
  if (!isTimestamp(text)) out.report(fieldRules.wrongFormat, at, { message: `Expected a time like 2006-01-02T15:04:05Z, got ${quote(text)}` });
  return text;
}

function wrongType(expected: string, value: unknown, at: Path, { report, sourceText }: Output): undefined {
  const source = sourceText?.(at);
  const isText = expected === 'a string' && (typeof value === 'number' || typeof value === 'boolean');
  const { fix, value: right } = isText ? quotedText(value, source) : { fix: `write ${SHAPES[expected] ?? expected}` };
  report(fieldRules.wrongType, at, {
    message: `Expected ${expected}, got ${gotText(value, source)}`, fix, edits: right === undefined ? [] : [{ path: at, op: 'set', value: right }],
  });
  return undefined;
}

const SHAPES: Readonly<Record<string, string>> = {
  'a string': '"…"', 'a map of strings': '{ name: "…" }', 'a list': '[ … ]', 'an object': '{ … }', 'a whole number of 64 bits': 'a whole number without quotes',
};

function emptyKey(key: string): Detail {
  return { message: `Expected a value, got nothing behind the key ${quote(key)}` };
}

function unknownKey(key: string, fields: Fields, at: Path, value: unknown, { report }: Output): void {
  const meant = meantWord(key, Object.keys(fields));
  const owner = at[at.length - 1];
  const where = typeof owner === 'string' ? ` in ${quote(owner)}` : '';
  const isFree = meant !== undefined && isObject(value) && !Object.hasOwn(value, meant.word);
  report(fieldRules.unknown, [...at, key], {
    message: `Unknown field ${quote(key)}${where}`,
    fix: meant ? `write ${meant.word}` : `known here: ${Object.keys(fields).sort().join(', ')}; a field that is none of them has no effect`,
    edits: meant?.isSure && isFree ? [{ path: [...at, key], op: 'rename', to: meant.word }] : [],
    ...(meant ? { meant: [...at, meant.word] } : {}),
  });
}
