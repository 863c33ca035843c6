import { isUtf8 } from 'node:buffer';
import { goFloat } from './go-number';
import type { ScalarNode } from './nodes';
import { plainInteger, plainScalar } from '../core/plain-scalar';

/** What a scalar stands for in JSON. */
export type ScalarValue = string | number | boolean | null;

/** Why a scalar stands for nothing. */
export interface NoScalar {
  readonly message: string;
  readonly isJson: boolean;
}

const STANDARD = 'tag:yaml.org,2002:';
const TYPES = new Set(['bool', 'int', 'float', 'null', 'timestamp']);
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
const DATE = /^\d{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?:(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d))|(?: \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?))?$/;
const MAX_INT64 = 9223372036854775807n;

/** The value of a scalar, as go-yaml resolves its tag and its text (go.yaml.in/yaml/v2 resolve.go); or why it has none. */
export function scalarValue(node: ScalarNode): ScalarValue | NoScalar {
  const { text, style, tag } = node;
  if (style === 'json') return jsonValue(text);
  const value = tag === undefined ? (style === 'plain' ? plainScalar(text) : text) : taggedValue(text, tag);
  return typeof value !== 'number' || Number.isFinite(value) ? value : { message: `Expected a finite number, got ${text}`, isJson: true };
}

/** The text of a key, which JSON always quotes; undefined where it cannot be one. */
export function keyText({ text, style, tag }: ScalarNode): string | undefined {
  if (tag === undefined && style !== 'plain') return text;
  const value = tag === undefined ? plainScalar(text) : taggedValue(text, tag);
  if (value === null || typeof value === 'object') return undefined;
  if (typeof value !== 'number') return String(value);
  const integer = tag === `${STANDARD}float` ? undefined : plainInteger(text);
  if (integer === undefined) return goFloat(value);
  return integer > MAX_INT64 ? undefined : String(integer);
}

function taggedValue(text: string, tag: string): ScalarValue | NoScalar {
  const type = tag.startsWith(STANDARD) ? tag.slice(STANDARD.length) : '';
  if (type === 'binary') return binaryValue(text);
  if (!TYPES.has(type)) return text;
  if (type === 'timestamp') return DATE.test(text) ? text : wrongType(type, text);
  const value = plainScalar(text);
  const actual = value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'text' : numberType(text);
  // An integer will do as a float, up to 64 bits with a sign.
  return actual === type || (type === 'float' && actual === 'int' && plainInteger(text)! <= MAX_INT64) ? value : wrongType(type, text);
}

function numberType(text: string): 'int' | 'float' {
  return plainInteger(text) === undefined ? 'float' : 'int';
}

function wrongType(type: string, text: string): NoScalar {
  return { message: `Expected what the tag !!${type} stands for, got ${JSON.stringify(text)}`, isJson: false };
}

function binaryValue(text: string): ScalarValue | NoScalar {
  const base64 = text.replace(/[\r\n]/g, '');
  const bytes = BASE64.test(base64) ? Buffer.from(base64, 'base64') : undefined;
  return bytes && isUtf8(bytes) ? bytes.toString() : { message: 'Expected text in base64 behind !!binary', isJson: true };
}

function jsonValue(text: string): ScalarValue | NoScalar {
  const value = JSON.parse(text) as ScalarValue;
  return typeof value !== 'number' || Number.isFinite(value) ? value : { message: `Expected a number of at most 64 bits, got ${text}`, isJson: true };
}

/** True for what `scalarValue` returns where a scalar stands for nothing. */
export function isNoScalar(value: ScalarValue | NoScalar): value is NoScalar {
  return typeof value === 'object' && value !== null;
}
