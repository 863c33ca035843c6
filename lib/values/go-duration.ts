/** Nanoseconds of a unit. Micro is written with the micro sign, with the Greek letter, or with a plain u. */
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00B5s', 1_000n],
  ['\u03BCs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

/** One more than the longest duration: Go keeps nanoseconds in a signed 64-bit number. */
const LIMIT = 1n << 63n;

/** The nanoseconds of a Go duration such as `1h30m`, `.5s` or `-1ms`; `undefined` when Go's `time.ParseDuration` refuses the text. */
export function parseGoDuration(text: string): bigint | undefined {
  const signed = text.startsWith('-') || text.startsWith('+');
  const terms = signed ? text.slice(1) : text;
  if (terms === '0') return 0n;
  if (terms === '') return undefined;
  let total = 0n;
  const term = /([0-9]*)(?:\.([0-9]*))?([^0-9.]+)/y;
  while (term.lastIndex < terms.length) {
    const [, whole = '', fraction = '', unit = ''] = term.exec(terms) ?? [];
    const nanoseconds = whole === '' && fraction === '' ? undefined : termNanoseconds(whole, fraction, unit);
    if (nanoseconds === undefined) return undefined;
    // Go adds in unsigned 64 bits.
    total = BigInt.asUintN(64, total + nanoseconds);
    if (total > LIMIT) return undefined;
  }
  if (text.startsWith('-')) return -total;
  return total < LIMIT ? total : undefined;
}

function termNanoseconds(whole: string, fraction: string, unit: string): bigint | undefined {
  const size = UNITS.get(unit);
  const count = unsigned(whole);
  if (size === undefined || count === undefined || count > LIMIT / size) return undefined;
  const nanoseconds = count * size + fractionNanoseconds(fraction, size);
  return nanoseconds <= LIMIT ? nanoseconds : undefined;
}

/** The number of digits without bound is not converted: that would take quadratic time. */
function unsigned(digits: string): bigint | undefined {
  const significant = digits.replace(/^0+/, '');
  return significant.length <= 19 ? BigInt(significant) : undefined;
}

/** Go's own arithmetic, so that what it rounds off is rounded off here: digits beyond 63 bits are ignored, the rest is a double. */
function fractionNanoseconds(digits: string, size: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (next > LIMIT) break;
    value = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(value) * (Number(size) / scale)));
}

/**
 * A duration as people write it in Istio's YAML: hours, minutes or seconds when they are whole (`2h`, `90s`), else seconds with
 * a fraction (`1.5s`), below a second milliseconds (`100ms`). What is no time at all is written too, for the field's rule to refuse.
 */
export function formatGoDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return `${milliseconds}ms`;
  const whole = Math.trunc(milliseconds);
  const nanoseconds = BigInt(whole) * 1_000_000n + BigInt(Math.round((milliseconds - whole) * 1e6));
  return nanoseconds < 0n ? `-${unsignedText(-nanoseconds)}` : unsignedText(nanoseconds);
}

function unsignedText(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s';
  if (nanoseconds < 1_000_000_000n) return decimal(nanoseconds, 6, 'ms');
  for (const unit of ['h', 'm']) {
    const size = UNITS.get(unit)!;
    if (nanoseconds % size === 0n) return `${nanoseconds / size}${unit}`;
  }
  return decimal(nanoseconds, 9, 's');
}

function decimal(nanoseconds: bigint, places: number, unit: string): string {
  const digits = String(nanoseconds).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '') + unit;
}

/** An object that knows its length, such as the `Duration` of cdk8s. */
export interface DurationLike {
  /** The length in milliseconds; `integral: false` asks for a fraction rather than an error. */
  toMilliseconds(options?: { readonly integral?: boolean }): number;
}

/** A length of time: a Go duration (`'5s'`, `'1h30m'`), or an object that knows its length, such as `Duration.seconds(5)` of cdk8s. */
export type GoDuration = string | DurationLike;

/** True for an object that knows its length in milliseconds. */
export function isDurationLike(value: unknown): value is DurationLike {
  return typeof value === 'object' && value !== null && typeof (value as Partial<DurationLike>).toMilliseconds === 'function';
}

/** A duration as it stands in YAML; text stays as it was written. */
export function goDurationText(value: GoDuration): string {
  return typeof value === 'string' ? value : formatGoDuration(value.toMilliseconds({ integral: false }));
}
