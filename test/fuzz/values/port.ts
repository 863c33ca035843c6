import * as fc from 'fast-check';
import { digits, type ValueGrammar } from '../grammar';
import { mutated } from '../mutate';

const edges = [0, 1, 1_023, 65_535, 65_536, -1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53, 2 ** 63, 0.5, -0];

export const ports: ValueGrammar = {
  name: 'port or other number',
  takes: (path, { type }) => type === 'integer' || type === 'number' || /ports?(\[\])?$/i.test(path),
  values: fc.oneof(
    { weight: 3, arbitrary: fc.oneof(fc.constantFrom<unknown>(...edges), fc.nat(70_000)) },
    { weight: 1, arbitrary: mutated(digits(65_535)) },
  ),
};
