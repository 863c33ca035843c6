import type { RequestMatch } from '../../../lib/match/request-match';
import { compareMatches } from '../../../lib/match/specificity';

test.each<readonly [what: string, narrow: readonly RequestMatch[], wide: readonly RequestMatch[]]>([
  ['a header before the root, which is every path', [{ 'header x': { present: true } }], [{ path: { prefix: '/' } }]],
  ['a match before a list with it', [{ path: { prefix: '/a/' } }], [{ path: { prefix: '/a/' } }, { path: { exact: '/x' } }]],
  ['a list before everything', [{ path: { prefix: '/' } }, { path: { prefix: '/' } }], []],
  ['a prefix with its case before one without', [{ path: { prefix: '/A/' } }], [{ path: { prefix: '/a/', anyCase: true } }]],
  ['no header at all before one that is not this', [{ 'no header x': { present: true } }], [{ 'no header x': { exact: 'foo' } }]],
])('%s', (_, narrow, wide) => {
  expect([Math.sign(compareMatches(narrow, wide)), Math.sign(compareMatches(wide, narrow))]).toEqual([-1, 1]);
});
