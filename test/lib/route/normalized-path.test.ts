import { normalizedPath } from '../../../lib/route/decide/normalized-path';

// What a real Envoy made of each path, with the settings that istiod sends for the default of pathNormalization.

test.each`
  path                   | routed
  ${'/'}                 | ${'/'}
  ${'/a/../b'}           | ${'/b'}
  ${'/a/./b/.'}          | ${'/a/b/'}
  ${'/..'}               | ${'/'}
  ${'/../../a'}          | ${'/a'}
  ${'//a//b'}            | ${'//a//b'}
  ${'/a//../b'}          | ${'/a/b'}
  ${'/a\\b'}             | ${'/a/b'}
  ${'/\\a'}              | ${'//a'}
  ${'/a/%2e%2e/b'}       | ${'/b'}
  ${'/a/.%2E/b'}         | ${'/b'}
  ${'/a/..;x=1/b'}       | ${'/b'}
  ${'/a/%2e%2e;/b'}      | ${'/a/..;/b'}
  ${'/a/.../b'}          | ${'/a/.../b'}
  ${'/%61%2Dz%7e%5f'}    | ${'/a-z~_'}
  ${'/a%2Fb%5cc'}        | ${'/a%2Fb%5cc'}
  ${'/a%zz%2'}           | ${'/a%zz%2'}
  ${'/"<>^`{|}'}         | ${'/%22%3C%3E%5E%60%7B%7C%7D'}
  ${'/a?q=/../%61'}      | ${'/a?q=/../%61'}
  ${'/a/..?q'}           | ${'/?q'}
  ${'/a%00b'}            | ${undefined}
  ${'/a#b'}              | ${undefined}
  ${'a'}                 | ${undefined}
`('$path is routed as $routed', ({ path, routed }: { path: string; routed: string | undefined }) => {
  expect(normalizedPath(path, 'BASE')).toBe(routed);
});

test('a mesh can leave paths alone, merge slashes, and read escaped ones', () => {
  const path = '/a/..//b%2f%5cc';
  expect(normalizedPath(path, 'NONE')).toBe(path);
  expect(normalizedPath(path, 'MERGE_SLASHES')).toBe('/b%2f%5cc');
  expect(normalizedPath(path, 'DECODE_AND_MERGE_SLASHES')).toBe('/b/c');
});
