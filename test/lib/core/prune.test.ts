import type { Path } from '../../../lib/core/finding';
import { covers, prune } from '../../../lib/core/prune';

const spec = () => ({ hosts: ['a', 'b'], http: [{ name: 'x', match: [{ uri: 1 }] }, { name: 'y' }], tls: { mode: 'SIMPLE' } });

test.each<[string, Path[], unknown]>([
  ['nothing', [], spec()],
  ['a key', [['tls', 'mode']], { ...spec(), tls: {} }],
  ['a key of an entry, which stays where it is', [['http', 0, 'name']], { ...spec(), http: [{ match: [{ uri: 1 }] }, { name: 'y' }] }],
  ['an entry takes its list with it', [['hosts', 1]], { http: spec().http, tls: spec().tls }],
  ['only the innermost list', [['http', 0, 'match', 0]], { ...spec(), http: [{ name: 'x' }, { name: 'y' }] }],
  ['a missing key', [['tls', 'privateKey']], spec()],
  ['a key below text takes the text', [['tls', 'mode', 'deeper']], { ...spec(), tls: {} }],
  ['below what is not there', [['tcp', 0, 'route']], spec()],
  ['inherited keys are not there', [['tls', 'constructor', 'name']], spec()],
  ['several, some inside others', [['tls'], ['tls', 'mode'], ['hosts']], { http: spec().http }],
  ['two keys of one entry', [['http', 0, 'name'], ['http', 0, 'match']], { ...spec(), http: [{}, { name: 'y' }] }],
  ['the whole', [[]], spec()],
])('prunes %s', (_, paths, expected) => {
  const value = spec();
  expect(prune(value, paths)).toEqual(expected);
  expect(value).toEqual(spec());
});

test.each<[Path, Path, boolean]>([
  [[], [], true],
  [[], ['spec'], true],
  [['spec'], ['spec'], true],
  [['spec'], ['spec', 'http', 0], true],
  [['spec', 'http', 0], ['spec', 'http'], false],
  [['spec', 'http'], ['spec', 'tcp'], false],
  [['spec', 0], ['spec', '0'], false],
])('%j covers %j: %s', (outer, inner, expected) => {
  expect(covers(outer, inner)).toBe(expected);
});
