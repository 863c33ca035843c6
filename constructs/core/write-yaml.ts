import { Yaml } from 'cdk8s';
import { ConfigError } from '../../lib/core/config-error';
import type { ResourceId } from '../../lib/core/finding';
import { inputRules } from '../../lib/core/input';
import { isObject } from '../../lib/core/is-object';
import { plainScalar } from '../../lib/core/plain-scalar';
import { finding } from '../../lib/core/rule';
import { remember } from '../../lib/values/remember';
import { quickYaml, type WrittenText } from './quick-yaml';

// Line ends of Unicode end a line for YAML 1.1, also in quotes; a byte order mark and controls are refused where they stand as they are.
const ESCAPED = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;
const IS_ESCAPED = new RegExp(ESCAPED.source);
// In a block of text such blanks would be its indent.
const BLANK_INDENT = /^\s*\t|^\s+$/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const MARK = 'of-cdk8s-istio';
const PLACEHOLDER = new RegExp(`text-(\\d+)-${MARK}(?:-x+)?`, 'g');
const LIKE_PLACEHOLDER = new RegExp(PLACEHOLDER.source);
/** Config repeats its texts: so many of them, up to that length, are written once a synth. */
const REMEMBERED_TEXTS = 10_000;
const LONG_TEXT = 200;
/** A document with each form that the quick writer knows: where cdk8s writes it in another form, cdk8s writes everything. */
const PROBE = { a: { b: [{ c: 1.5, d: { e: [], f: null } }, [], [1, ['x y', { x: true }], [[{}]]]], '8080': 'a' }, 'no': '' };
/** From this length on a key is written with a question mark before it. */
const LONG_KEY = 1024;

/**
 * While `write` runs, cdk8s writes text so that `kubectl` reads the same text back. The YAML library that cdk8s has leaves some words
 * without quotes that go-yaml takes for numbers, such as `0o17`, and characters as they are that end a line for it: words stand in for
 * such texts while the library writes, as keys and as values.
 */
export function withReadableYaml<Value>(write: () => Value): Value {
  const { stringify } = Yaml;
  const library = (document: unknown): string => {
    const texts = new OddTexts();
    return texts.restored(stringify.call(Yaml, texts.replaced(document)));
  };
  const texts = remember(REMEMBERED_TEXTS, (text) => writtenText(text, library));
  const known = (text: string): WrittenText | undefined => (text.length > LONG_TEXT ? writtenText(text, library) : texts(text));
  const quick = (document: unknown): string | undefined => quickYaml(document, known);
  const isQuick = quick(PROBE) === library(PROBE);
  Yaml.stringify = (...documents: unknown[]) => (
    documents.map((document) => (isQuick ? quick(document) : undefined) ?? library(document)).join('---\n')
  );
  try {
    return write();
  } finally {
    Yaml.stringify = stringify;
  }
}

/** One text as the library writes it; undefined where it takes several lines, or none. */
function writtenText(text: string, library: (document: unknown) => string): WrittenText | undefined {
  if (text.includes('\n') || LONE_SURROGATE.test(text)) return undefined;
  const asValue = library({ key: text }).slice('key: '.length, -1);
  const asKey = library({ [text]: 1 }).slice(0, -': 1\n'.length);
  return { asValue, asKey };
}

class OddTexts {
  private readonly texts: string[] = [];
  private readonly path: (string | number)[] = [];
  private document: unknown;

  /** The document with a word for each odd text; the very same one where it has none. */
  public replaced(document: unknown): unknown {
    this.document = document;
    return this.value(document);
  }

  /** What was written, with each odd text in quotes. */
  public restored(written: string): string {
    if (this.texts.length === 0) return written;
    return written.replace(PLACEHOLDER, (_, index: string) => quoted(this.texts[Number(index)]!));
  }

  private value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return this.list(value);
    return isObject(value) ? this.dictionary(value as Record<string, unknown>) : value;
  }

  private list(list: readonly unknown[]): readonly unknown[] {
    let copy: unknown[] | undefined;
    for (const [i, item] of list.entries()) {
      this.path.push(i);
      const replaced = this.value(item);
      if (replaced !== item) (copy ??= list.slice())[i] = replaced;
      this.path.pop();
    }
    return copy ?? list;
  }

  private dictionary(dictionary: Record<string, unknown>): Record<string, unknown> {
    let isChanged = false;
    const entries = Object.entries(dictionary);
    for (const entry of entries) {
      const [key, value] = entry;
      this.path.push(key);
      entry[0] = this.text(key);
      entry[1] = this.value(value);
      isChanged ||= entry[0] !== key || entry[1] !== value;
      this.path.pop();
    }
    return isChanged ? Object.fromEntries(entries) : dictionary;
  }

  private text(text: string): string {
    if (!isOdd(text)) return text;
    if (LONE_SURROGATE.test(text)) this.refuse();
    const word = `text-${this.texts.push(text) - 1}-${MARK}`;
    return quoted(text).length > LONG_KEY ? `${word}-${'x'.repeat(LONG_KEY)}` : word;
  }

  private refuse(): never {
    const { apiVersion, kind, metadata } = this.document as { metadata?: Partial<ResourceId> } & ResourceId;
    const { name = '', namespace } = metadata ?? {};
    const id: ResourceId = { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) };
    const message = 'Expected text, got half of a character (a surrogate without its pair)';
    throw new ConfigError([finding(inputRules.halfCharacter, id, this.path.slice(), { message })]);
  }
}

/** True for a text that the library may write so that it is read as something else. */
function isOdd(text: string): boolean {
  return IS_ESCAPED.test(text) || BLANK_INDENT.test(text) || LONE_SURROGATE.test(text) || text === '<<' || LIKE_PLACEHOLDER.test(text)
    || plainScalar(text) !== text;
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
