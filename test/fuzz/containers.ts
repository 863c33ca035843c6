import * as fc from 'fast-check';
import { badEntries, type Container, containers } from '../support/containers';
import { expectChecked } from './alone';
import { Broken, type Fuzzer } from './fuzzer';
import { anyJson, nested } from './values/json';

/** How an entry of the container is made. */
type Entry = 'good' | 'any' | 'deep' | keyof typeof badEntries;

interface Filling {
  readonly container: Container;
  readonly size: number;
  readonly entries: readonly Entry[];
  readonly any: unknown;
  readonly key: string | undefined;
}

const sizeOf = ({ max = 16 }: Container): fc.Arbitrary<number> => fc.constantFrom(
  0, 1, 2, 3, 7, ...(max > 200 ? [] : [max, max + 1, max + 2]), ...(max > 1_000 ? [] : [max + 1]),
);

const fillings: fc.Arbitrary<Filling> = fc.nat(containers.length - 1).chain((i) => fc.record({
  container: fc.constant(containers[i]!),
  size: sizeOf(containers[i]!),
  entries: fc.array(fc.constantFrom<Entry>('good', 'good', 'any', 'deep', ...Object.keys(badEntries)), { minLength: 1, maxLength: 5 }),
  any: anyJson,
  key: fc.option(fc.constantFrom('__proto__', 'constructor', 'toString', '', '\x1b[2J', 'a'.repeat(300)), { nil: undefined }),
}));

function contentOf({ container, size, entries, any, key }: Filling): object {
  const good = Object.values(container.filled(size) as object) as unknown[];
  const entry = (i: number): unknown => {
    const how = entries[i % entries.length]!;
    return how === 'good' ? good[i] : how === 'any' ? any : how === 'deep' ? nested(300) : badEntries[how]!(container, i);
  };
  const value = container.filled(size, entry) as object;
  if (key !== undefined && container.type === 'map') Object.defineProperty(value, key, { value: any, enumerable: true });
  return value;
}

function resourceOf(filling: Filling): object {
  return filling.container.holding(contentOf(filling));
}

/** Lists and maps filled, overfilled and mixed. */
export const containerFuzzer: Fuzzer<Filling> = {
  name: 'lists and maps',
  share: 10,
  inputs: fillings,
  check(filling) {
    const findings = expectChecked(resourceOf(filling));
    const { container: { max, path, type } } = filling;
    // The API server drops the keys of a map that hold null before it counts them.
    const size = Object.values(contentOf(filling)).filter((entry) => type === 'list' || entry !== null).length;
    const isOver = max !== undefined && size > max;
    const isReported = findings.some(({ rule, path: at }) => rule === 'field/wrong-size' && at.length === path.length);
    if (isOver && !isReported) throw new Broken('every list and map over its bound is reported', `${size} entries of at most ${max}`);
  },
  show: (filling) => `${filling.container.name} ${JSON.stringify(resourceOf(filling))}`,
};
