import * as fc from 'fast-check';
import { maybe, named, sequence, several, type ValueGrammar } from '../grammar';
import { mutated } from '../mutate';

const atom = fc.constantFrom(
  'a', '.', '\\d', '\\pL', '\\p{Greek}', '\\P{^L}', '[a-z]', '[^/]', '[[:alpha:]]', '[z-a]', '\\b', '\\Q*\\E', '\\x{10FFFF}', '\\1', '(?=a)', '(?i)', '(?i:a)',
  '(?P<n>a)', '(?<n>a)', '(a|b)', '()', '^', '$', '\\A', '\\z', '\\C', '[', '\\', '(', ')', 'é', '😀',
);
const quantity = fc.constantFrom('*', '+', '?', '*?', '{2}', '{2,}', '{2,3}', '{1001}', '{3,2}', '**', '{,2}');

export const regexes: ValueGrammar = {
  name: 'regex',
  takes: named(/(regex|match)$/i),
  values: mutated(several(sequence(atom, maybe(quantity)), 6)),
};
