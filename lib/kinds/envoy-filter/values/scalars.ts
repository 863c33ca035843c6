import { closest } from '../../../core/suggest';
import type { EnumType, Scalar } from './table';

/** What a value should have been, and the value that was probably meant. */
export interface Misfit {
  readonly expected: string;
  readonly meant?: string;
}

const WHOLE: Partial<Record<Scalar, readonly [min: bigint, max: bigint]>> = {
  i: [-(1n << 31n), (1n << 31n) - 1n],
  I: [-(1n << 63n), (1n << 63n) - 1n],
  u: [0n, (1n << 32n) - 1n],
  U: [0n, (1n << 64n) - 1n],
};

/** A number as JSON writes it. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Why istiod refuses the value for a field of the type; `undefined` when it takes it. Null is the zero value, wherever it gets here. */
export function scalarMisfit(type: Scalar, value: unknown): Misfit | undefined {
  if (value === null) return undefined;
  switch (type) {
    case 'b':
      if (typeof value === 'boolean') return undefined;
      return { expected: 'true or false', ...(value === 'true' || value === 'false' ? { meant: value } : {}) };
    case 's':
      if (typeof value === 'string') return undefined;
      return { expected: 'a string', ...(typeof value === 'number' || typeof value === 'boolean' ? { meant: `"${value}"` } : {}) };
    case 'y':
      return isBytes(value) ? undefined : { expected: 'bytes in padded standard base64' };
    case 'f':
    case 'd':
      return isFloat(value, type) ? undefined : { expected: 'a number' };
    default: {
      const [min, max] = WHOLE[type]!;
      if (isWhole(value, min, max)) return undefined;
      const rounded = typeof value === 'number' ? Math.round(value) : NaN;
      return { expected: `a whole number from ${min} to ${max}`, ...(isWhole(rounded, min, max) ? { meant: String(rounded) } : {}) };
    }
  }
}

/** Why istiod refuses a key of a map. */
export function keyMisfit(type: Scalar, key: string): Misfit | undefined {
  if (type === 's') return undefined;
  // A key is read as JSON text, in which blanks of any sort may stand around the literal.
  const literal = (/^"[^]*"$/.test(key) ? key.slice(1, -1) : key).replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  return scalarMisfit(type, literal);
}

/** Why istiod refuses the value for an enum: it takes names as they are, and any number of 32 bits. */
export function enumMisfit({ name, values }: EnumType, value: unknown): Misfit | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'string') return typeof value === 'number' && isWhole(value, ...WHOLE.i!) ? undefined : { expected: `a name of ${name}` };
  if (values.includes(value)) return undefined;
  const meant = closest(value, values);
  return { expected: `a name of ${name}`, ...(meant ? { meant } : {}) };
}

/** The text of a number that a string holds, without the blanks that may stand around it. */
function literalOf(text: string): string {
  return text.replace(/^ +| +$/g, '');
}

function isWhole(value: unknown, min: bigint, max: bigint): boolean {
  if (typeof value !== 'number' && typeof value !== 'string') return false;
  const literal = typeof value === 'number' ? String(value) : literalOf(value);
  if (literal === 'null') return true;
  // Not more digits than 64 bits have: a longer number need not be converted.
  if (!/^(?:-?[1-9]\d{0,19}|-?0)$/.test(literal)) return false;
  if (literal === '-0') return min < 0n;
  const number = BigInt(literal);
  return number >= min && number <= max;
}

function isFloat(value: unknown, type: 'f' | 'd'): boolean {
  const isFinite = (number: number): boolean => Number.isFinite(type === 'f' ? Math.fround(number) : number);
  if (typeof value === 'number') return isFinite(value);
  if (typeof value !== 'string') return false;
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return true;
  const literal = literalOf(value);
  return literal === 'null' || (NUMBER.test(literal) && isFinite(Number(literal)));
}

function isBytes(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((byte) => byte === null || (typeof byte === 'number' && isWhole(byte, 0n, 255n)));
  if (typeof value !== 'string') return false;
  const digits = value.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}
