import { Duration } from 'cdk8s';
import { expectTypeOf } from 'expect-type';
import fc from 'fast-check';
import {
  type DurationLike, type GoDuration, duration, formatGoDuration, goDuration, goDurationText, isDurationLike, parseGoDuration,
  wholeMilliseconds,
} from '../../../lib/values';

test.each([
  [0, '0s'], [-0, '0s'],
  [1, '1ms'], [100, '100ms'], [999, '999ms'],
  [1000, '1s'], [1500, '1.5s'], [1001, '1.001s'], [61_500, '61.5s'],
  [60_000, '1m'], [90_000, '90s'], [300_000, '5m'], [5_400_000, '90m'],
  [3_600_000, '1h'], [86_400_000, '24h'],
  [0.5, '0.5ms'], [0.000001, '0.000001ms'], [1500.5, '1.5005s'],
  [-1500, '-1.5s'],
  [NaN, 'NaNms'], [Infinity, 'Infinityms'],
])('%d milliseconds are written %s', (milliseconds, text) => {
  expect(formatGoDuration(milliseconds)).toBe(text);
});

test('what is written is read back', () => {
  const wholeMillisecondsOf292Years = fc.integer({ min: -9_223_372_036_854, max: 9_223_372_036_854 });
  fc.assert(fc.property(wholeMillisecondsOf292Years, (ms) => {
    expect(parseGoDuration(formatGoDuration(ms))).toBe(BigInt(ms) * 1_000_000n);
  }));
});

test('a length of time is never written so that Go refuses it, unless it is none', () => {
  fc.assert(fc.property(fc.double({ min: -9e12, max: 9e12, noNaN: true }), (ms) => {
    expect(parseGoDuration(formatGoDuration(ms))).toBeDefined();
  }));
  expect(duration.test(formatGoDuration(NaN))).toBeDefined();
  expect(duration.test(formatGoDuration(1e300))).toBeDefined();
});

test('text stays as it was written; a Duration of cdk8s is written as Istio reads it', () => {
  expect(goDurationText('1h0m')).toBe('1h0m');
  expect(goDurationText(Duration.seconds(90))).toBe('90s');
  expect(goDurationText(Duration.millis(0.5))).toBe('0.5ms');
  expect(goDurationText(Duration.seconds(0.0005))).toBe('0.5ms');
});

test('a Duration of cdk8s is a duration, plain data is not', () => {
  expectTypeOf<Duration>().toExtend<DurationLike>();
  expectTypeOf<Duration>().toExtend<GoDuration>();
  expectTypeOf<string>().toExtend<GoDuration>();
  expectTypeOf<{ toMilliseconds(): number }>().toExtend<GoDuration>();
  expectTypeOf<number>().not.toExtend<GoDuration>();
  // @ts-expect-error an object that does not know its length
  const wrong: GoDuration = { seconds: 5 };
  expect([Duration.seconds(1), { toMilliseconds: () => 5 }].map(isDurationLike)).toEqual([true, true]);
  expect([wrong, '5s', 5, null, undefined, { toMilliseconds: 5 }].map(isDurationLike)).toEqual([false, false, false, false, false, false]);
});

test.each([
  ['5', 'the unit is missing, write 5s'],
  ['0.25', 'the unit is missing, write 0.25s'],
  ['1d', "in Go's notation that is 24h"],
  ['2 weeks', "in Go's notation that is 336h"],
  ['10sec', "in Go's notation that is 10s"],
  ['5 minutes', "in Go's notation that is 5m"],
  ['PT5M', "in Go's notation that is 5m"],
  ['100MS', "in Go's notation that is 100ms"],
  ['soon', 'it is not a list of numbers with units (ns, us, ms, s, m, h)'],
  ['99999999h', 'it is longer than 292 years'],
  ['', 'it is empty'],
])('%s: %s', (text, reason) => {
  expect(goDuration.test(text)).toBe(reason);
  expect(duration.test(text)).toBe(reason);
  expect(wholeMilliseconds.test(text)).toBeUndefined();
});

test('of one text at most one rule speaks of the three', () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }), (nanoseconds) => {
    const text = `${nanoseconds}ns`;
    expect(goDuration.test(text)).toBeUndefined();
    expect(duration.test(text) === undefined).toBe(nanoseconds >= 1_000_000n);
    expect(wholeMilliseconds.test(text) === undefined).toBe(nanoseconds < 1_000_000n || nanoseconds % 1_000_000n === 0n);
  }));
});
