import { defineValue } from '../core/value-rule';
import { formatGoDuration, parseGoDuration } from './go-duration';

const MILLISECOND = 1_000_000n;

/** Any length of time, also zero and negative ones: for the few fields that the API server takes as plain text. */
export const goDuration = defineValue({
  id: 'value/go-duration',
  severity: 'error',
  authority: 'istiod',
  summary: 'A duration is a number with a unit',
  why: 'istiod cannot read the resource and refuses it.',
  fix: 'write numbers with units: ns, us, ms, s, m or h',
  source: 'https://pkg.go.dev/time#ParseDuration',
  expected: 'a duration such as 5s, 1.5s or 1h30m',
  test: (text) => (parseGoDuration(text) === undefined ? unreadable(text) : undefined),
  correct: readable,
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
  source: [
    'manifests/charts/base/files/crd-all.gen.yaml#VirtualService.spec.http[].timeout',
    'pkg/config/validation/agent/validation.go#ValidateDuration',
  ],
  cel: ["duration(self) >= duration('1ms')"],
  expected: 'a duration of at least 1ms, such as 5s or 1h30m',
  test(text) {
    const nanoseconds = parseGoDuration(text);
    if (nanoseconds === undefined) return unreadable(text);
    if (nanoseconds < 0n) return 'it is negative';
    return nanoseconds < MILLISECOND ? 'it is less than a millisecond' : undefined;
  },
  correct: readable,
  good: ['1ms', '5s', '1h30m', '1000us', '1.0000001s'],
  bad: ['', '0s', '0', '-5s', '999us', '5', '1w', '1 minute'],
});

/** A length of time without a fraction of a millisecond; reports only what `duration` does not. */
export const wholeMilliseconds = defineValue({
  id: 'value/whole-milliseconds',
  severity: 'error',
  authority: 'istiod',
  summary: 'A duration is a whole number of milliseconds',
  why: 'istiod refuses the resource: Envoy gets the value in milliseconds.',
  fix: 'round it to a whole millisecond',
  source: 'pkg/config/validation/agent/validation.go#ValidateDuration',
  expected: 'a whole number of milliseconds',
  test(text) {
    const nanoseconds = parseGoDuration(text);
    if (nanoseconds === undefined || nanoseconds < MILLISECOND || nanoseconds % MILLISECOND === 0n) return undefined;
    return `it has a fraction of a millisecond, the nearest whole one is ${nearestWhole(nanoseconds)}`;
  },
  correct(text) {
    const nanoseconds = parseGoDuration(text);
    return nanoseconds === undefined ? undefined : nearestWhole(nanoseconds);
  },
  good: ['1ms', '1.5s', '1h', '2000us', '0s', '999us', 'soon'],
  bad: ['1.5ms', '1001us', '1s1ns'],
});

/** A length of time where zero means off; what is less than a millisecond away from zero is zero too. For fields beside `goDuration`. */
export const notNegative = defineValue({
  id: 'value/not-negative',
  severity: 'error',
  authority: 'istiod',
  summary: 'A timeout is zero or longer',
  why: 'istiod refuses the resource.',
  fix: 'write 0s to turn it off, or a whole number of milliseconds',
  source: ['pkg/config/validation/validation.go#validateConnectionPool', 'pkg/config/validation/agent/validation.go#ValidateDuration'],
  expected: 'a duration that is not negative',
  test: (text) => ((parseGoDuration(text) ?? 0n) <= -MILLISECOND ? 'it is negative' : undefined),
  good: ['0s', '1h', '-999us', 'soon'],
  bad: ['-1ms', '-1h'],
});

/** Units that people write, and how many of which of Go's they are. */
const OTHER_UNITS: readonly (readonly [names: RegExp, factor: number, unit: string])[] = [
  [/^(?:ms|msecs?|millis|milliseconds?)$/i, 1, 'ms'],
  [/^(?:s|secs?|seconds?)?$/i, 1, 's'],
  [/^(?:m|mins?|minutes?)$/i, 1, 'm'],
  [/^(?:h|hrs?|hours?)$/i, 1, 'h'],
  [/^(?:d|days?)$/i, 24, 'h'],
  [/^(?:w|weeks?)$/i, 168, 'h'],
];

/** Why Go does not read the text, with what was probably meant. */
function unreadable(text: string): string {
  if (text === '') return 'it is empty';
  const meant = inOtherUnits(text);
  if (meant === undefined) return 'it is not a list of numbers with units (ns, us, ms, s, m, h)';
  if (parseGoDuration(meant) === undefined) return 'it is longer than 292 years';
  return /^[\d.]+$/.test(text) ? `the unit is missing, write ${meant}` : `in Go's notation that is ${meant}`;
}

/** A number with a unit of other notations, or without one, as Go writes it. */
function inOtherUnits(text: string): string | undefined {
  const [, number, written = ''] = (text.length <= 40 && /^(?:pt)?([0-9]+(?:\.[0-9]+)?)\s*([a-z]*)$/i.exec(text)) || [];
  const meant = OTHER_UNITS.find(([names]) => names.test(written));
  return number === undefined || meant === undefined ? undefined : `${Number(number) * meant[1]}${meant[2]}`;
}

function readable(text: string): string | undefined {
  const meant = parseGoDuration(text) === undefined ? inOtherUnits(text) : undefined;
  return meant !== undefined && (parseGoDuration(meant) ?? 0n) >= MILLISECOND ? meant : undefined;
}

function nearestWhole(nanoseconds: bigint): string {
  return formatGoDuration(Number((nanoseconds + MILLISECOND / 2n) / MILLISECOND));
}
