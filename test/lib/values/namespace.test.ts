import {
  type ExportToContext, exportToProblems, gatewayHost, gatewayReference, isDottedGateway, sidecarHost, slashedGateway, splitNamespacedHost,
} from '../../../lib/values';

const plain: ExportToContext = { namespace: 'shop' };
const entry: ExportToContext = { namespace: 'shop', isServiceEntry: true };
const chosen: ExportToContext = { namespace: 'shop', hasWorkloadSelector: true };

test.each<[readonly string[], ExportToContext, (number | undefined)[]]>([
  [[], plain, []],
  [['.'], plain, []],
  [['.'], {}, []], // of namespace `default`
  [['.', 'default'], { namespace: '' }, [1]],
  [['*'], plain, []],
  [['a', 'b', '.'], plain, []],
  [['a', 'a'], plain, [1]],
  [['.', 'shop'], plain, [1]],
  [['shop', '.'], plain, [1]],
  [['A_b'], plain, [0]],
  [['A_b', 'A_b'], plain, [0, 1]], // what is refused does not count as seen
  [['', 'a.b'], plain, [0, 1]],
  [['~'], plain, [0]],
  [['~'], entry, []],
  [['~', '~'], entry, [1, 0]],
  [['~', 'a'], entry, [0]],
  [['a', '*'], plain, [1]],
  [['*', '*'], plain, [1, 0]],
  [['*', 'A_b'], plain, [1, 0]],
  [['*', '~'], entry, [0, 1]],
  [['.'], chosen, []],
  [['shop'], chosen, []],
  [[], chosen, []],
  [['*'], chosen, [undefined]],
  [['a'], chosen, [undefined]],
  [['.', 'a'], chosen, [undefined]],
  [['A_b'], chosen, [0]],
])('exportTo %j in %j is wrong at %j', (exportTo, context, indices) => {
  expect(exportToProblems(exportTo, context).map(({ index }) => index)).toEqual(indices);
});

test('the words of an export list', () => {
  const reasons = (exportTo: string[], context = plain) => exportToProblems(exportTo, context).map(({ reason }) => reason);
  expect(reasons(['.', 'shop', 'a', 'a', '~', 'a b', '*'])).toEqual([
    '"." and "shop" are the same namespace',
    '"a" is there twice',
    'only a ServiceEntry may be exported to no namespace ("~")',
    '"a b" is no namespace, and neither "." nor "*"',
    '"*" stands alone: it means every namespace',
  ]);
  expect(reasons(['~', 'a'], entry)).toEqual(['"~" stands alone: it means no namespace']);
});

test.each([
  ['mesh', undefined],
  ['istio-ingress/edge', undefined],
  ['Edge', undefined],
  ['./edge', 'in the same namespace the name stands alone, write "edge"'],
  ['*/edge', 'what stands before the slash is no namespace'],
  ['shop/*', 'what stands after the slash is no name of a Gateway'],
  ['shop/a.b', 'what stands after the slash is no name of a Gateway'],
  ['/edge', 'the namespace before the slash is missing'],
  ['shop/', 'the name after the slash is missing'],
  ['', 'it is empty'],
])('gateway %s: %s', (text, reason) => {
  expect(gatewayReference.test(text)).toBe(reason);
});

test('the old way to name a gateway, and the new one', () => {
  expect(['edge', 'mesh', 'edge.shop', 'shop/a.b', ''].map(isDottedGateway)).toEqual([false, false, true, false, false]);
  expect(['edge.shop', 'edge.shop.svc.cluster.local'].map(slashedGateway)).toEqual(['shop/edge', 'shop/edge']);
});

test.each([
  // host                    Gateway  Sidecar
  ['*', true, false],
  ['a.com', true, false],
  ['a', false, false],
  ['./*', true, true],
  ['*/*', true, true],
  ['*/a.com', true, true],
  ['shop/*.a.com', true, true],
  ['shop/*a.com', false, false], // a star stands for a whole label
  ['shop/reviews', false, false],
  ['shop/*.svc', true, true],
  ['~/*', false, true],
  ['~shop/a.com', false, true],
  ['~./*', false, true],
  ['~*/*', false, true],
  ['~~/*', false, false],
  ['10.0.0.1', true, false],
  ['./10.0.0.1', true, false],
  ['./::1', false, false],
  ['./::ffff:10.0.0.1', true, false],
  ['/a.com', false, false],
  ['shop/', false, false],
  ['/', false, false],
  ['a/b/c.com', false, false],
])('host %s', (text, gateway, sidecar) => {
  expect([gatewayHost, sidecarHost].map((rule) => rule.test(text) === undefined)).toEqual([gateway, sidecar]);
});

test('a host and its namespace', () => {
  expect(['a.com', 'shop/a.com', '/a', 'a/', 'a/b/c'].map(splitNamespacedHost)).toEqual([
    { host: 'a.com' },
    { namespace: 'shop', host: 'a.com' },
    { namespace: '', host: 'a' },
    { namespace: 'a', host: '' },
    { namespace: 'a', host: 'b/c' },
  ]);
});
