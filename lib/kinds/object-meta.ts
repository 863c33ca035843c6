import { fieldRules } from '../core/field-rules';
import type { Path } from '../core/finding';
import { isObject } from '../core/is-object';
import { quote } from '../core/quote';
import type { Detail, RuleDoc } from '../core/rule';
import { closest } from '../core/suggest';
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
export function decodeMetadata(metadata: Readonly<Record<string, unknown>>, report: ReportRule): ObjectMeta {
  return decodeFields(OBJECT_META, metadata, ['metadata'], report);
}

function decodeFields(fields: Fields, value: Readonly<Record<string, unknown>>, at: Path, report: ReportRule): Record<string, unknown> {
  const decoded: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const field = value[key];
    if (!Object.hasOwn(fields, key)) unknownKey(key, fields, at, report);
    else if (field === null || field === undefined) {
      if (field === null && !WRITTEN_AS_NULL.includes(key)) report(fieldRules.empty, [...at, key], emptyKey(key));
    } else {
      const result = decode(fields[key]!, field, at, key, report);
      if (result !== undefined) decoded[key] = result;
    }
  }
  return decoded;
}

/** The value behind a step of a path; the path is only made for what is reported, as every check of a resource comes here. */
function decode(shape: Shape, value: unknown, at: Path, step: string | number, report: ReportRule): unknown {
  switch (shape) {
    case 'anything':
      return value;
    case 'text':
      return typeof value === 'string' ? value : wrongType('a string', value, [...at, step], report);
    case 'boolean':
      return typeof value === 'boolean' ? value : wrongType('true or false', value, [...at, step], report);
    case 'number':
      return Number.isInteger(value) && Math.abs(value as number) < 2 ** 63 ? value : wrongType('a whole number of 64 bits', value, [...at, step], report);
    case 'time':
      return typeof value === 'string' ? decodeTime(value, [...at, step], report) : wrongType('a string', value, [...at, step], report);
    case 'map of texts':
      return isObject(value) ? decodeTexts(value, [...at, step], report) : wrongType('a map of strings', value, [...at, step], report);
    case 'list of texts': {
      if (!Array.isArray(value)) return wrongType('a list', value, [...at, step], report);
      const here = [...at, step];
      return value.map((entry: unknown, i) => (entry === null ? '' : decode('text', entry, here, i, report)));
    }
    default: {
      if (!Array.isArray(value)) return wrongType('a list', value, [...at, step], report);
      const here = [...at, step];
      return value.map((entry: unknown, i) => decodeEntry(shape.each, entry, [...here, i], report));
    }
  }
}

function decodeEntry(fields: Fields, entry: unknown, at: Path, report: ReportRule): Record<string, unknown> | undefined {
  if (entry === null) return {};
  return isObject<unknown>(entry) ? decodeFields(fields, entry, at, report) : wrongType('an object', entry, at, report);
}

function decodeTexts(map: Readonly<Record<string, unknown>>, at: Path, report: ReportRule): Readonly<Record<string, string>> {
  // Most maps are what they should be, and are read as they are.
  const keys = Object.keys(map);
  if (keys.every((key) => typeof map[key] === 'string')) return map as Record<string, string>;
  const texts: [string, string][] = [];
  for (const key of keys) {
    const text = map[key];
    if (text === null) {
      report(fieldRules.empty, [...at, key], { ...emptyKey(key), fix: 'write the value, "" when it is meant to be empty, or remove the key' });
      texts.push([key, '']);
    } else if (typeof text === 'string') texts.push([key, text]);
    else wrongType('a string', text, [...at, key], report);
  }
  return Object.fromEntries(texts);
}

function decodeTime(text: string, at: Path, report: ReportRule): string {
  if (!isTimestamp(text)) report(fieldRules.wrongFormat, at, { message: `Expected a time like 2006-01-02T15:04:05Z, got ${quote(text)}` });
  return text;
}

function wrongType(expected: string, value: unknown, at: Path, report: ReportRule): undefined {
  const isText = expected === 'a string' && (typeof value === 'number' || typeof value === 'boolean');
  report(fieldRules.wrongType, at, { message: `Expected ${expected}, got ${quote(value)}`, ...(isText ? { fix: `write "${value}"` } : {}) });
  return undefined;
}

function emptyKey(key: string): Detail {
  return { message: `Expected a value, got nothing behind the key ${quote(key)}` };
}

function unknownKey(key: string, fields: Fields, at: Path, report: ReportRule): void {
  const meant = closest(key, Object.keys(fields));
  const owner = at[at.length - 1];
  const where = typeof owner === 'string' ? ` in ${quote(owner)}` : '';
  report(fieldRules.unknown, [...at, key], { message: `Unknown field ${quote(key)}${where}`, ...(meant ? { fix: `write ${meant}` } : {}) });
}
