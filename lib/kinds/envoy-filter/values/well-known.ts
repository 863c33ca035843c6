import { formatGoDuration, parseGoDuration } from '../../../values/go-duration';
import { isTimestamp } from './timestamp';
import { type Misfit, scalarMisfit } from './scalars';
import type { Scalar } from './table';

/** Why istiod refuses the value; `undefined` when it takes it. */
type Check = (value: unknown) => Misfit | undefined;

const wrapper = (type: Scalar): Check => (value) => scalarMisfit(type, value);

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The messages that JSON writes in a form of their own. None gets a null here. */
const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['google.protobuf.BoolValue', wrapper('b')],
  ['google.protobuf.BytesValue', wrapper('y')],
  ['google.protobuf.StringValue', wrapper('s')],
  ['google.protobuf.Int32Value', wrapper('i')],
  ['google.protobuf.UInt32Value', wrapper('u')],
  ['google.protobuf.Int64Value', wrapper('I')],
  ['google.protobuf.UInt64Value', wrapper('U')],
  ['google.protobuf.FloatValue', wrapper('f')],
  ['google.protobuf.DoubleValue', wrapper('d')],
  ['google.protobuf.Duration', (value) => {
    if (typeof value === 'string' && parseGoDuration(value) !== undefined) return undefined;
    return { expected: 'a duration such as "5s" or "250ms"', ...durationMeant(value) };
  }],
  ['google.protobuf.Timestamp', (value) => (typeof value === 'string' && isTimestamp(value) ? undefined : { expected: 'a time such as "2030-01-31T00:00:00Z"' })],
  ['google.protobuf.Struct', (value) => (isObject(value) ? undefined : { expected: 'an object' })],
  ['google.protobuf.ListValue', (value) => (Array.isArray(value) ? undefined : { expected: 'a list' })],
  ['google.protobuf.Value', () => undefined],
  ['istio.operator.v1alpha1.IntOrString', (value) => (
    typeof value === 'string' || (typeof value === 'number' && scalarMisfit('i', value) === undefined) ? undefined : { expected: 'a whole number or a string' }
  )],
]);

/** The check of a message that JSON writes in a form of its own; `undefined` for all others, which are objects with their fields. */
export function wellKnownCheck(message: string): Check | undefined {
  return CHECKS.get(message);
}

/** True for a message that stands under `value` inside an Any, rather than beside `@type`. */
export function standsUnderValue(message: string): boolean {
  if (!message.startsWith('google.protobuf.')) return false;
  return CHECKS.has(message) || message === 'google.protobuf.Any' || message === 'google.protobuf.Empty';
}

/** A number, or text that is only a number, probably means seconds. */
function durationMeant(value: unknown): { meant?: string } {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d{1,9}$/.test(value));
  return isNumber && Math.abs(Number(value)) < 1e9 ? { meant: `"${formatGoDuration(Number(value) * 1000)}"` } : {};
}
