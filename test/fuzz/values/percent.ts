import * as fc from 'fast-check';
import { digits, maybe, named, sequence, type ValueGrammar } from '../grammar';
import { mutated } from '../mutate';

export const percentages: ValueGrammar = {
  name: 'percentage',
  takes: (path, field) => field.type === 'number' || named(/(percent|percentage|value|weight)$/i)(path, field),
  values: fc.oneof(
    fc.constantFrom<unknown>(0, 100, 100.1, 99.999, -0.1, 1e-7, 1e21, 0.01),
    mutated(sequence(digits(100), maybe(sequence('.', digits())), maybe(fc.constant('%')))),
  ),
};
