import type { Edit } from '../../../lib/core/edit';
import { editText } from '../../../lib/io/edit/edit-text';

/** The text after the edits, or why it stays as it is. */
function edited(text: string, ...edits: readonly Edit[]): string {
  const result = editText(text, edits, []);
  return 'reason' in result ? result.reason : result.text;
}

const set = (path: Edit['path'], value: unknown): Edit => ({ path, op: 'set', value });
const rename = (path: Edit['path'], to: string): Edit => ({ path, op: 'rename', to });
const remove = (path: Edit['path']): Edit => ({ path, op: 'remove' });
const move = (path: Edit['path'], to: Edit['path']): Edit => ({ path, op: 'move', to });

test.each<[string, string, Edit, string]>([
  // set
  ['a scalar', 'a: 1 # one\nb: 2\n', set(['a'], '1'), 'a: "1" # one\nb: 2\n'],
  ['a quoted scalar', "a: '80'\n", set(['a'], 80), 'a: 80\n'],
  ['a word', 'a: deny\n', set(['a'], 'DENY'), 'a: DENY\n'],
  ['a word that YAML would read as another', 'a: 1\n', set(['a'], 'off'), 'a: "off"\n'],
  ['a scalar by an object', 'a:\n  port: 80 # of it\n', set(['a', 'port'], { number: 80 }), 'a:\n  port: {number: 80} # of it\n'],
  ['a scalar in a flow map', 'a: { b: 1, c: 2 }\n', set(['a', 'b'], 'x, y'), 'a: { b: "x, y", c: 2 }\n'],
  ['an entry of a list', '- a\n- get # it\n', set([1], 'GET'), '- a\n- GET # it\n'],
  ['JSON', '{"a": "80",\n "b": 1}', set(['a'], { number: 80 }), '{"a": {"number": 80},\n "b": 1}'],
  ['with CRLF', 'a: 1\r\nb: 2\r\n', set(['a'], '1'), 'a: "1"\r\nb: 2\r\n'],
  ['a scalar into a list', 'a: x\n', set(['a'], ['x']), 'a: [x]\n'],
  ['a block map into a list', 'm:\n  a: 1 # one\n  # two\n  b:\n    c: 2\nn: 3\n', set(['m'], [{ a: 1, b: { c: 2 } }]), 'm:\n  - a: 1 # one\n    # two\n    b:\n      c: 2\nn: 3\n'],
  ['a flow map into a list', 'm: {a: 1} # it\n', set(['m'], [{ a: 1 }]), 'm: [{a: 1}] # it\n'],
  ['a list of one into its entry', 'm:\n  - a: 1 # one\n    b: 2\n', set(['m'], { a: 1, b: 2 }), 'm:\n    a: 1 # one\n    b: 2\n'],
  ['a flow list of one into its entry', 'm: [ {a: 1} ]\n', set(['m'], { a: 1 }), 'm: {a: 1}\n'],
  // rename
  ['a key', 'a:\n  hots: x # it\n', rename(['a', 'hots'], 'host'), 'a:\n  host: x # it\n'],
  ['a quoted key', '"hots": x\n', rename(['hots'], 'host'), '"host": x\n'],
  ['a key of JSON', '{"hots": "x"}', rename(['hots'], 'host'), '{"host": "x"}'],
  ['a key behind a dash', '- hots: x\n  b: 1\n', rename([0, 'hots'], 'host'), '- host: x\n  b: 1\n'],
  // remove
  ['a line', 'a: 1\nb: 2 # two\n# three\nc: 3\n', remove(['b']), 'a: 1\n# three\nc: 3\n'],
  ['the last line, without its end', 'a: 1\nb: 2', remove(['b']), 'a: 1\n'],
  ['a block', 'a: 1\nb:\n  c: 1\n  d: 2\ne: 3\n', remove(['b']), 'a: 1\ne: 3\n'],
  ['the only field', 'a:\n  b: 1\nc: 2\n', remove(['a', 'b']), 'a:\n  {}\nc: 2\n'],
  ['the first field behind a dash', '- a: 1\n  b: 2\n', remove([0, 'a']), '- b: 2\n'],
  ['of a flow map the first', 'a: {b: 1, c: 2}\n', remove(['a', 'b']), 'a: {c: 2}\n'],
  ['of a flow map the last', 'a: {b: 1, c: 2}\n', remove(['a', 'c']), 'a: {b: 1}\n'],
  ['of JSON the only one', '{"a": {"b": 1}}', remove(['a', 'b']), '{"a": {}}'],
  // move
  ['a field down, in its place', 'spec:\n  # why\n  mode: STRICT # now\n', move(['spec', 'mode'], ['spec', 'mtls', 'mode']), 'spec:\n  # why\n  mtls:\n    mode: STRICT # now\n'],
  ['a field down in a flow map', 'spec: {mode: STRICT}\n', move(['spec', 'mode'], ['spec', 'mtls', 'mode']), 'spec: {mtls: {mode: STRICT}}\n'],
  ['a field down in JSON', '{"spec": {"mode": "STRICT"}}', move(['spec', 'mode'], ['spec', 'mtls', 'mode']), '{"spec": {"mtls": {"mode": "STRICT"}}}'],
  [
    'a field up, with its comment', 'r:\n- destination:\n    host: a\n    weight: 10 # ten\n- x: 1\n', move(['r', 0, 'destination', 'weight'], ['r', 0, 'weight']),
    'r:\n- destination:\n    host: a\n  weight: 10 # ten\n- x: 1\n',
  ],
  [
    'a field up at the end of a text without a newline', 'r:\n- d:\n    host: a\n    weight: 10', move(['r', 0, 'd', 'weight'], ['r', 0, 'weight']),
    'r:\n- d:\n    host: a\n  weight: 10',
  ],
  ['a field up in flow', 'r: [{d: {host: a, weight: 10}}]\n', move(['r', 0, 'd', 'weight'], ['r', 0, 'weight']), 'r: [{d: {host: a}, weight: 10}]\n'],
  [
    'a list next door', 'rules:\n- from:\n  - source:\n      namespaces: [x]\n      paths:\n      - /a # first\n      - /b\n',
    move(['rules', 0, 'from', 0, 'source', 'paths'], ['rules', 0, 'to', 0, 'operation', 'paths']),
    'rules:\n- from:\n  - source:\n      namespaces: [x]\n  to:\n    - operation:\n        paths:\n          - /a # first\n          - /b\n',
  ],
  ['a field into a map that is there', 'a: 1\nm:\n  b: 2\n', move(['a'], ['m', 'a']), 'm:\n  b: 2\n  a: 1\n'],
  ['the only field to a new place', 'a:\n  # why\n  b: 1\n', move(['a', 'b'], ['c', 'b']), 'a:\n  # why\n  {}\nc:\n  b: 1\n'],
  ['a field into an empty flow map', 'a: 1\nm: {}\n', move(['a'], ['m', 'a']), 'm: {a: 1}\n'],
  ['with CRLF', 'spec:\r\n  mode: STRICT\r\n', move(['spec', 'mode'], ['spec', 'mtls', 'mode']), 'spec:\r\n  mtls:\r\n    mode: STRICT\r\n'],
])('%s', (_, text, edit, result) => {
  expect(edited(text, edit)).toBe(result);
});

test.each<[string, string, Edit, string]>([
  ['a value behind an alias', 'a: &x {b: 1}\nc: *x\n', set(['c', 'b'], '1'), 'it is reached through the alias *x, so that other places have it too'],
  ['a value that is an alias', 'a: &x 1\nc: *x\n', set(['c'], '1'), 'it is an alias'],
  ['a value with an anchor', 'a: &x 1\nc: *x\n', set(['a'], '1'), 'other places refer to its anchor'],
  ['a value that a merge brings', 'a: &x {b: 1}\nc:\n  <<: *x\n', set(['c', 'b'], '1'), 'it is brought by <<, so that other places have it too'],
  ['a field that a merge brings too', 'a: &x {b: 1}\nc:\n  <<: *x\n  hots: y\n', rename(['c', 'hots'], 'b'), 'its text cannot be changed without changing more'],
  ['a value with a tag', 'a: !!str 1\n', set(['a'], 2), 'it is text over lines, or has a tag'],
  ['text over lines', 'a: |\n  80\n', set(['a'], 80), 'it is text over lines, or has a tag'],
  ['an anchor that the rest needs', 'a: {b: &x 1}\nc: *x\nd: 2\n', remove(['a']), 'its text cannot be changed without changing more'],
  ['a comment in what goes', '- a: 1\n  # why\n  b: 2\n', remove([0, 'a']), 'a comment would be lost'],
  ['a comment in what is replaced', 'a:\n  b: 1\n  # why\n  c: 2\n', set(['a'], 1), 'it holds a comment, an anchor or an alias'],
  ['a key that is there twice', 'a: 1\na: 2\n', set(['a'], 3), 'its key is there twice'],
  ['what helm rendered', '# Source: shop/templates/a.yaml\na: 1\n', set(['a'], '1'), 'it was rendered from shop/templates/a.yaml: correct that template'],
  ['what is not there', 'a: 1\n', set(['b', 'c'], 1), 'it is not in the text'],
])('%s stays as it is', (_, text, edit, reason) => {
  expect(edited(text, edit)).toBe(reason);
});

test('edits of one finding are made one after the other', () => {
  expect(edited('selector:\n  app: a # it\n  tier: b\n', move(['selector', 'app'], ['selector', 'matchLabels', 'app']), move(['selector', 'tier'], ['selector', 'matchLabels', 'tier'])))
    .toBe('selector:\n  matchLabels:\n    app: a # it\n    tier: b\n');
});
