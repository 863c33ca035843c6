import { quote } from '../core/quote';
import { defineValue } from '../core/value-rule';
import { parseGoDuration } from './go-duration';

const MILLISECOND = 1_000_000n;

/** Any length of time, also zero and negative ones: for the few fields that the API server takes as plain text. */
export const goDuration = defineValue({
  id: 'value/go-duration',
  severity: 'error',
  authority: 'istiod',
  summary: 'A duration is a number with a unit',
  why: 'istiod cannot read the resource and refuses it.',
  fix: 'write numbers with units: ns, us, ms, s, m or h',
  source: 'G-DUR, JSON-028',
  expected: 'a duration such as 5s, 1.5s or 1h30m',
  test: (text) => (parseGoDuration(text) === undefined ? unreadable(text) : undefined),
  good: ['5s', '1h30m', '0', '0s', '-1.5ms', '.5s', '100\u00B5s'],
  bad: ['', '5', '1d', '5 s', '5S', 'PT5S', '1e3s', '9223372037s'],
});

/** A length of time of at least a millisecond. */
export const duration = defineValue({
  id: 'value/duration',
  severity: 'error',
  authority: 'api-server',
  summary: 'A duration is at least a millisecond',
  why: 'The API server refuses the resource.',
  fix: 'write numbers with units, 1ms at least; for no limit leave the field out',
  source: 'G-DURcel',
  expected: 'a duration of at least 1ms, such as 5s or 1h30m',
  test(text) {
    const nanoseconds = parseGoDuration(text);
    if (nanoseconds === undefined) return unreadable(text);
    if (nanoseconds < 0n) return 'it is negative';
    return nanoseconds < MILLISECOND ? 'it is less than a millisecond' : undefined;
  },
  good: ['1ms', '5s', '1h30m', '1000us', '1.0000001s'],
  bad: ['', '0s', '0', '-5s', '999us', '5', '1w', '1 minute'],
});

/** A length of time without a fraction of a millisecond; speaks only where `duration` does not. */
export const wholeMilliseconds = defineValue({
  id: 'value/whole-milliseconds',
  severity: 'error',
  authority: 'istiod',
  summary: 'A duration is a whole number of milliseconds',
  why: 'istiod refuses the resource: Envoy gets the value in milliseconds.',
  fix: 'round it to a whole millisecond',
  source: 'G-DURms',
  expected: 'a whole number of milliseconds',
  test(text) {
    const nanoseconds = parseGoDuration(text);
    if (nanoseconds === undefined || nanoseconds < MILLISECOND || nanoseconds % MILLISECOND === 0n) return undefined;
    return `it has a fraction of a millisecond, the nearest is ${(nanoseconds + MILLISECOND / 2n) / MILLISECOND}ms`;
  },
  good: ['1ms', '1.5s', '1h', '2000us', '0s', '999us', 'soon'],
  bad: ['1.5ms', '1001us', '1s1ns'],
});

/** Units that people write and Go does not know, and how many of which of Go's they are. */
const OTHER_UNITS: ReadonlyMap<string, readonly [factor: number, unit: string]> = new Map([
  ['', [1, 's']],
  ...['s', 'm', 'h', 'ms'].map((unit) => [unit, [1, unit]] as const),
  ...['msec', 'msecs', 'millis', 'millisecond', 'milliseconds'].map((unit) => [unit, [1, 'ms']] as const),
  ...['sec', 'secs', 'second', 'seconds'].map((unit) => [unit, [1, 's']] as const),
  ...['min', 'mins', 'minute', 'minutes'].map((unit) => [unit, [1, 'm']] as const),
  ...['hr', 'hrs', 'hour', 'hours'].map((unit) => [unit, [1, 'h']] as const),
  ...['d', 'day', 'days'].map((unit) => [unit, [24, 'h']] as const),
  ...['w', 'week', 'weeks'].map((unit) => [unit, [168, 'h']] as const),
]);

/** Why Go does not read the text, with what was probably meant. */
function unreadable(text: string): string {
  if (text === '') return 'it is empty';
  const [, number = '', unit = ''] = (text.length <= 40 && /^(?:pt)?([0-9]+(?:\.[0-9]+)?)\s*([a-z]*)$/i.exec(text)) || [];
  const meant = OTHER_UNITS.get(unit.toLowerCase());
  if (number === '' || meant === undefined) return 'it is not a list of numbers with units (ns, us, ms, s, m, h)';
  const [factor, goUnit] = meant;
  const suggestion = `${Number(number) * factor}${goUnit}`;
  if (parseGoDuration(suggestion) === undefined) return 'it is longer than the 292 years that fit in a Go duration';
  return unit === '' ? `the unit is missing, write ${suggestion}` : `${quote(text)} is no Go duration, write ${suggestion}`;
}
