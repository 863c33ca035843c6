import type { z } from 'zod';
import type { Edit } from '../core/edit';
import type { Path } from '../core/finding';
import { isObject } from '../core/is-object';
import { choices, quote } from '../core/quote';
import type { Detail } from '../core/rule';
import { meantWord } from '../core/suggest';
import { gotText, quotedText } from '../core/written-text';
import { parseGoDuration } from './go-duration';
import { inside } from './schema-facts';
import { aValue, exampleOf, namesOf, requiredFields } from './schema-shape';
import { rulesOf } from './schemas';

/** A correction in words, and the value for programs where it can only be that one. */
interface Correction {
  readonly fix: string;
  readonly value?: unknown;
}

/**
 * What a value of a wrong type is, and how the right one is written.
 *
 * @param sourceText how YAML writes the value where it made no text of it: `1.10` of the number 1.1, `off` of false
 */
export function wrongType(
  expected: string, got: unknown, path: Path, field: z.ZodType | undefined, sourceText: string | undefined,
): Detail {
  if (path[path.length - 1] === 'matchLabels' && expected === 'string' && isObject(got)) {
    const labels = Object.keys(got).slice(0, 3).map((name) => `${name}: ${quote(got[name])}`).join(', ');
    return { message: `Expected labels, got "matchLabels" around them`, fix: `write the labels without matchLabels: { ${labels} }` };
  }
  const { fix, value } = (field && correction(expected, got, field, path[path.length - 1]!, sourceText)) ?? { fix: `write ${aValue(expected)}` };
  const edits: readonly Edit[] = value !== undefined && field?.safeParse(value).success ? [{ path, op: 'set', value }] : [];
  return { message: `Expected ${aValue(expected)}, got ${gotText(got, sourceText)}`, fix, edits };
}

function correction(
  expected: string, got: unknown, field: z.ZodType, key: string | number, sourceText: string | undefined,
): Correction | undefined {
  switch (expected) {
    case 'number': case 'int': return asNumber(expected, got, field, key);
    case 'boolean': return asBoolean(got);
    case 'string': return typeof got === 'number' || typeof got === 'boolean' ? asText(got, field, sourceText) : { fix: `write ${textOf(field)}` };
    case 'array': return asList(got, field);
    case 'object': case 'record': return asObject(got, field, key);
    default: return undefined;
  }
}

function asNumber(expected: string, got: unknown, field: z.ZodType, key: string | number): Correction {
  const number = typeof got === 'string' ? plainNumber(got) : typeof got === 'number' ? got : undefined;
  const example = exampleOf(field, key);
  if (number === undefined) {
    const [, percent] = typeof got === 'string' ? /^\s*(\d{1,3}(?:\.\d{1,6})?)\s*%$/.exec(got) ?? [] : [];
    if (percent !== undefined) return { fix: `write ${percent}` };
    return { fix: `write a number without quotes, such as ${key}: ${example}` };
  }
  if (expected === 'number' || Number.isInteger(number)) return typeof got === 'string' ? { fix: `write ${number}`, value: number } : { fix: `write ${number}` };
  if (key === 'weight' && number > 0 && number < 1) {
    return { fix: `write ${percentOf(number)} for ${percentOf(number)} %: weights are whole numbers, and those of a route are best 100 together` };
  }
  return { fix: `write a whole number, such as ${Math.round(number)}` };
}

function plainNumber(text: string): number | undefined {
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
}

function percentOf(share: number): number {
  return Math.max(1, Math.round(share * 100));
}

const YES = /^(?:true|yes|on|y|enabled?)$/i;
const NO = /^(?:false|no|off|n|disabled?)$/i;

function asBoolean(got: unknown): Correction {
  if (typeof got === 'string' && YES.test(got)) return { fix: 'write true', value: true };
  if (typeof got === 'string' && NO.test(got)) return { fix: 'write false', value: false };
  return { fix: got === 1 ? 'write true' : got === 0 ? 'write false' : 'write true or false' };
}

/** Text in place of what YAML, or a program, makes a number or a boolean. What it was in the source counts, not what it became. */
function asText(got: number | boolean, field: z.ZodType, sourceText: string | undefined): Correction {
  const text = sourceText ?? String(got);
  const names = namesOf(field);
  if (names) return ofNames(text, got, names);
  const wrong = rulesOf(field).find((rule) => rule.test(text) !== undefined);
  if (wrong) {
    const correct = wrong.correct?.(text);
    return { fix: correct === undefined ? `write ${wrong.expected}, in quotes` : `write ${parseGoDuration(correct) === undefined ? quote(correct) : correct}` };
  }
  return quotedText(got, sourceText);
}

function ofNames(text: string, got: number | boolean, names: readonly string[]): Correction {
  const meant = meantWord(text, names) ?? (got === false ? offIn(names) : undefined);
  return { fix: `write ${meant?.word ?? choices(names)}` };
}

function textOf(field: z.ZodType): string {
  const names = namesOf(field);
  const [rule] = rulesOf(field);
  return names ? choices(names) : rule ? rule.expected : 'a text, in quotes';
}

function asList(got: unknown, field: z.ZodType): Correction {
  const { entry } = inside(field);
  if (typeof got === 'string') {
    const parts = got.split(/[,\s]+/).filter((part) => part !== '').slice(0, 20);
    const isText = entry?.safeParse(got).success === true;
    if (isText && parts.length === 1) return { fix: `write [ ${quote(got)} ]`, value: [got] };
    if (isText && got.includes(',')) return { fix: `write [ ${parts.map(quote).join(', ')} ]` };
    return { fix: `write ${isText ? `[ ${quote(got)} ]` : exampleOf(field)}` };
  }
  if (isObject(got)) return { fix: `write a list of it, with a dash before the first field, such as ${exampleOf(field)}`, value: [got] };
  if (got === null || got === undefined) return { fix: `write ${exampleOf(field)}` };
  return { fix: `write [ ${quote(got)} ]`, value: [got] };
}

/** An object that holds the value in the one field that takes it: `{ number: 80 }` of 80, `{ host: "reviews" }` of a name. */
function asObject(got: unknown, field: z.ZodType, key: string | number): Correction {
  const { shape } = inside(field);
  if (!shape) return asMap(got, field);
  if (Array.isArray(got)) {
    const [only] = got as readonly unknown[];
    const fix = `write an object without a dash, such as ${exampleOf(field, key)}`;
    return got.length === 1 && isObject(only) ? { fix, value: only } : { fix };
  }
  const plain = typeof got === 'string' ? plainNumber(got.replace(/%$/, '')) : undefined;
  const fits = [got, ...(plain === undefined ? [] : [plain])].flatMap((value) => (
    Object.keys(shape).flatMap((name) => (shape[name]!.safeParse(value).success ? [{ name, value }] : []))
  ));
  const named = typeof got === 'string' || got === false ? nameIn(got === false ? 'off' : got, shape) : undefined;
  if (named) return named;
  const required = requiredFields(shape);
  const candidates = required.length === 1 ? fits.filter(({ name }) => name === required[0]) : required.length === 0 ? fits : [];
  const texts = candidates.map(({ name, value }) => `{ ${name}: ${quote(value)} }`);
  if (candidates.length === 1) return { fix: `write ${texts[0]}`, value: { [candidates[0]!.name]: candidates[0]!.value } };
  if (texts.length > 1 && Object.keys(shape).length <= MOST_CHOICES) return { fix: `write ${texts.slice(0, 3).join(', or ')}` };
  const fit = required.length > 1 ? fits.find(({ name }) => required.includes(name)) : undefined;
  const example = exampleOf(field, key, 0, fit && { [fit.name]: quote(fit.value) });
  return { fix: `write an object, such as ${example}` };
}

/** An object from one word of its field with a closed list: `{ mode: STRICT }` of STRICT. */
function nameIn(got: string, shape: Readonly<Record<string, z.ZodType>>): Correction | undefined {
  for (const [field, schema] of Object.entries(shape)) {
    const names = namesOf(schema);
    const meant = names && (meantWord(got, names) ?? (NO.test(got) ? offIn(names) : undefined));
    if (meant) return { fix: `write { ${field}: ${meant.word} }`, value: meant.isSure ? { [field]: meant.word } : undefined };
  }
  return undefined;
}

/** The name of a closed list that turns something off. */
function offIn(names: readonly string[]): { readonly word: string; readonly isSure: boolean } | undefined {
  const word = names.find((name) => /^(?:DISABLED?|NONE|OFF)$/.test(name));
  return word === undefined ? undefined : { word, isSure: false };
}

/** Of so many fields that could hold the value each is named. */
const MOST_CHOICES = 3;

function asMap(got: unknown, field: z.ZodType): Correction {
  const [, name, value] = (typeof got === 'string' && got.length < 200 && /^([\w./-]+)\s*[:=]\s*([\w./-]*)$/.exec(got)) || [];
  if (name !== undefined) return { fix: `write { ${name}: ${quote(value)} }` };
  return { fix: `write names with values, such as ${exampleOf(field)}` };
}
