import { formatGoDuration, parseGoDuration } from '../../../values/go-duration';
import { isTimestamp } from './timestamp';
import { type Misfit, scalarMisfit } from './scalars';
import type { Scalar } from './table';

/** Why istiod refuses the value; `undefined` when it takes it. */
type Check = (value: unknown) => Misfit | undefined;

const wrapper = (type: Scalar): Check => (value) => scalarMisfit(type, value);

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The messages of `google.protobuf` that JSON writes in a form of their own, by their short names. None gets a null here. */
const CHECKS: Readonly<Record<string, Check>> = {
  BoolValue: wrapper('b'),
  BytesValue: wrapper('y'),
  StringValue: wrapper('s'),
  Int32Value: wrapper('i'),
  UInt32Value: wrapper('u'),
  Int64Value: wrapper('I'),
  UInt64Value: wrapper('U'),
  FloatValue: wrapper('f'),
  DoubleValue: wrapper('d'),
  Duration: (value) => {
    if (typeof value === 'string' && parseGoDuration(value) !== undefined) return undefined;
    return { expected: 'a duration such as "5s" or "250ms"', ...durationMeant(value) };
  },
  Timestamp: (value) => (typeof value === 'string' && isTimestamp(value) ? undefined : { expected: 'a time such as "2030-01-31T00:00:00Z"' }),
  Struct: (value) => (isObject(value) ? undefined : { expected: 'an object' }),
  ListValue: (value) => (Array.isArray(value) ? undefined : { expected: 'a list' }),
  Value: () => undefined,
};

const PREFIX = 'google.protobuf.';

/** The check of a message that JSON writes in a form of its own; `undefined` for all others, which are objects with their fields. */
export function wellKnownCheck(message: string): Check | undefined {
  const name = message.slice(PREFIX.length);
  return message.startsWith(PREFIX) && Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
}

/** True for a message that stands under `value` inside an Any, rather than beside `@type`. */
export function standsUnderValue(message: string): boolean {
  return wellKnownCheck(message) !== undefined || message === `${PREFIX}Any` || message === `${PREFIX}Empty`;
}

/** A number, or text that is only a number, probably means seconds. */
function durationMeant(value: unknown): { meant?: string } {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d{1,9}$/.test(value));
  return isNumber && Math.abs(Number(value)) < 1e9 ? { meant: `"${formatGoDuration(Number(value) * 1000)}"` } : {};
}
