import { areExportedTogether, type Exported, isExported } from '../../../lib/values/export-to';

test.each<[exportTo: string[] | undefined, to: string, isSeen: boolean]>([
  [undefined, 'web', true],
  [[], 'web', true],
  [['*'], 'web', true],
  [['.'], 'shop', true],
  [['.'], 'web', false],
  [['web'], 'web', true],
  [['web'], 'shop', false],
  [['.', 'web'], 'web', true],
  [['.', 'web'], 'shop', true],
  [['.', 'web'], 'api', false],
  [['~'], 'shop', false],
  [['~', 'web'], 'web', false],
  [['~', '*'], 'web', true],
  [['.web'], 'web', false],
])('exportTo %j of namespace shop, seen from %s: %s', (exportTo, to, isSeen) => {
  expect(isExported(exportTo, 'shop', to)).toBe(isSeen);
});

test.each<[Exported, Exported, boolean]>([
  [{ namespace: 'shop' }, { namespace: 'web' }, true],
  [{ namespace: 'shop' }, { namespace: 'web', exportTo: ['~'] }, false],
  [{ namespace: 'shop', exportTo: ['~'] }, { namespace: 'shop', exportTo: ['~'] }, false],
  [{ namespace: 'shop', exportTo: ['*'] }, { namespace: 'web', exportTo: ['.'] }, true],
  [{ namespace: 'shop', exportTo: ['.'] }, { namespace: 'web', exportTo: ['.'] }, false],
  [{ namespace: 'shop', exportTo: ['.'] }, { namespace: 'web', exportTo: ['shop'] }, true],
  [{ namespace: 'shop', exportTo: ['.'] }, { namespace: 'shop', exportTo: ['.'] }, true],
  [{ namespace: 'shop', exportTo: ['api', 'web'] }, { namespace: 'db', exportTo: ['db', 'web'] }, true],
])('%j and %j have a namespace that sees both: %s', (one, two, together) => {
  expect(areExportedTogether(one, two)).toBe(together);
  expect(areExportedTogether(two, one)).toBe(together);
});
