import { PROPERTIES_MS } from '../support/time-limits';
import { fuzz } from './fuzzer';
import { fuzzers } from './fuzzers';

jest.setTimeout(PROPERTIES_MS);

// A bounded run of what `npm run fuzz` does: no random input breaks a property.

const SEED = 20_261_128;
const INPUTS = 2_000;

test.each(fuzzers.map((fuzzer) => ({ name: fuzzer.name, fuzzer })))('$name', async ({ fuzzer }) => {
  expect(await fuzz(fuzzer, SEED, Math.ceil((INPUTS * fuzzer.share) / 100))).toBeUndefined();
});

test('the shares make a hundred', () => {
  expect(fuzzers.reduce((sum, { share }) => sum + share, 0)).toBe(100);
});
