import { defineValue } from '../../../core/value-rule';
import { parseGoDuration } from '../../../values/go-duration';

/** A length of time where zero means off. As istiod reads it: what is less than a millisecond away from zero is zero. */
export const notNegative = defineValue({
  id: 'value/not-negative',
  severity: 'error',
  authority: 'istiod',
  summary: 'A time out is zero or longer',
  why: 'istiod refuses the resource.',
  fix: 'write 0s to turn it off, or a whole number of milliseconds',
  source: 'DR-CP-004',
  expected: 'a duration that is not negative',
  test: (text) => ((parseGoDuration(text) ?? 0n) <= -1_000_000n ? 'it is negative' : undefined),
  good: ['0s', '1h', '-999us', 'soon'],
  bad: ['-1ms', '-1h'],
});
