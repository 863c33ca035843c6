import type { Path } from '../../../lib/core/finding';
import { PathSet } from '../../../lib/core/path-set';

const set = new PathSet();
set.add(['spec', 'http', 0, 'timeout']);
set.add(['metadata']);

test.each<[Path, boolean, boolean]>([
  [[], false, true],
  [['spec'], false, true],
  [['spec', 'http', 0], false, true],
  [['spec', 'http', '0'], false, false],
  [['spec', 'http', 0, 'timeout'], true, true],
  [['spec', 'http', 0, 'timeout', 'x'], false, false],
  [['spec', 'tcp'], false, false],
  [['metadata'], true, true],
  [['metadata', 'constructor'], false, false],
])('%j is in the set: %s, leads to one of it: %s', (path, has, reaches) => {
  expect([set.has(path), set.reaches(path)]).toEqual([has, reaches]);
});

test('the empty path leads nowhere in an empty set', () => {
  expect([new PathSet().has([]), new PathSet().reaches([])]).toEqual([false, false]);
});
