import { Broken } from './fuzzer';

/** Microseconds that may be used for each byte of the input, and beside that. */
const PER_BYTE_US = 50;
const ALWAYS_US = 200_000;

/**
 * The result of a function that may work only so long as its input is large. The clock is asked first, as it costs less; what took
 * long by it is tried again, as others use the machine too, and so does the collector of garbage.
 */
export function inProportion<T>(bytes: number, run: () => T): T {
  const limit = ALWAYS_US + bytes * PER_BYTE_US;
  const start = performance.now();
  let result = run();
  let used = (performance.now() - start) * 1_000;
  for (let attempt = 1; used > limit && attempt <= 3; attempt++) {
    const before = process.cpuUsage();
    result = run();
    const { user, system } = process.cpuUsage(before);
    used = user + system;
  }
  if (used > limit) throw new Broken('time grows with the input', `${bytes} bytes took ${Math.round(used / 1_000)} ms three times`);
  return result;
}
