import { defineValue } from '../core/value-rule';

/** A port number that something can listen on. */
export const port = defineValue<number>({
  id: 'value/port',
  severity: 'error',
  authority: 'istiod',
  summary: 'A port is a whole number from 1 to 65535',
  why: 'istiod refuses the resource.',
  fix: 'write the number of the port, from 1 to 65535',
  source: 'G-PORT',
  expected: 'a port number from 1 to 65535',
  test(value) {
    if (!Number.isInteger(value)) return 'it is not a whole number';
    return value < 1 || value > 65535 ? 'it is outside the range' : undefined;
  },
  good: [1, 80, 15443, 65535],
  bad: [0, -1, 65536, 80.5, NaN],
});
