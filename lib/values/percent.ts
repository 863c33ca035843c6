import { defineValue } from '../core/value-rule';

/** A whole percentage. */
export const percent = defineValue<number>({
  id: 'value/percent',
  severity: 'error',
  authority: 'istiod',
  summary: 'A percentage is a whole number from 0 to 100',
  why: 'istiod refuses the resource.',
  fix: 'write a whole number from 0 to 100',
  source: 'pkg/config/validation/validation.go#ValidatePercent',
  expected: 'a whole percentage from 0 to 100',
  test(value) {
    if (!Number.isInteger(value)) return 'it is not a whole number';
    return value < 0 || value > 100 ? 'it is outside the range' : undefined;
  },
  good: [0, 1, 50, 100],
  bad: [-1, 101, 0.5, NaN, Infinity],
});

/** The share of requests that a fault hits; fine enough for one request in a million. */
export const faultPercent = defineValue<number>({
  id: 'value/fault-percent',
  severity: 'error',
  authority: 'istiod',
  summary: 'The percentage of a fault is 0, or from 0.0001 to 100',
  why: 'istiod refuses the resource: Envoy counts in millionths.',
  fix: 'write 0 to turn the fault off, or a number from 0.0001 to 100',
  source: 'pkg/config/validation/validation.go#validatePercentage',
  expected: 'a percentage: 0, or from 0.0001 to 100',
  test(value) {
    if (!(value >= 0 && value <= 100)) return 'it is outside the range';
    return value > 0 && value < 0.0001 ? 'it is above 0 and too small for Envoy to count' : undefined;
  },
  good: [0, 0.0001, 0.5, 33.3333, 100],
  bad: [-0.1, 100.1, 0.00009, NaN],
});
