import { closest } from '../../../lib/core/suggest';

const fields = ['hosts', 'host', 'exportTo', 'subjectAltNames', 'resolution', 'addresses', 'ports'];

test.each([
  ['hots', 'hosts'],
  ['hostss', 'hosts'],
  ['HOST', 'host'],
  ['export_to', 'exportTo'],
  ['export-to', 'exportTo'],
  ['subjectAltName', 'subjectAltNames'],
  ['adresses', 'addresses'],
  ['resolve', undefined],
  ['labels', undefined],
  ['', undefined],
  ['é', undefined],
  [`hosts${'x'.repeat(1e5)}`, undefined],
])('%s means %s', (word, meant) => {
  expect(closest(word, fields)).toBe(meant);
});

test.each([
  ['of two that are equally close, the first', 'ab', ['ax', 'ay'], 'ax'],
  ['the closest, wherever it stands', 'portz', ['post', 'ports'], 'ports'],
  ['nothing when nothing is known', 'a', [], undefined],
])('%s', (_, word, known, meant) => {
  expect(closest(word, known)).toBe(meant);
});
