import * as fc from 'fast-check';
import type { Field } from '../lib/istio-api/fields';

/** Values of one type, by the grammar of the type; what is wrong comes from changes of what is right. */
export interface ValueGrammar {
  readonly name: string;
  /** True for a field that takes the type; `path` is that of Istio's list. */
  takes(path: string, field: Field): boolean;
  readonly values: fc.Arbitrary<unknown>;
}

/** The parts one after another. */
export function sequence(...parts: readonly (fc.Arbitrary<string> | string)[]): fc.Arbitrary<string> {
  return fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((texts) => texts.join(''));
}

/** Up to so many of the part, with the text between them. */
export function several(part: fc.Arbitrary<string>, max: number, between = '', min = 0): fc.Arbitrary<string> {
  return fc.array(part, { minLength: min, maxLength: max }).map((texts) => texts.join(between));
}

/** The part, or nothing. */
export function maybe(part: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(fc.constant(''), part);
}

/** Digits of a number, also of one that is just too large. */
export function digits(...edges: readonly number[]): fc.Arbitrary<string> {
  return fc.oneof(
    fc.nat(300).map(String),
    fc.constantFrom('0', '00', '01', '-0', '+1', '-1', ...edges.flatMap((edge) => [edge - 1, edge, edge + 1].map(String))),
  );
}

/** True for fields whose last name is one of these. */
export function named(pattern: RegExp): ValueGrammar['takes'] {
  return (path, { type }) => type === 'string' && pattern.test(path);
}
