import { lacksKind, resourcesOf } from '../../../lib/io/resources';

const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } };

test.each<[string, unknown, unknown[]]>([
  ['an object', service, [{ value: service, prefix: [] }]],
  ['a List', { apiVersion: 'v1', kind: 'List', items: [service, 5] }, [{ value: service, prefix: ['items', 0] }, { value: 5, prefix: ['items', 1] }]],
  ['a List in a List', { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'List', items: [service] }] }, [{ value: service, prefix: ['items', 0, 'items', 0] }]],
  ['a typed list', { apiVersion: 'v1', kind: 'ServiceList', items: [{ metadata: { name: 'a' } }] }, [{ value: service, prefix: ['items', 0] }]],
  ['an empty List', { apiVersion: 'v1', kind: 'List', items: [] }, []],
  ['a kind that only ends like one', { apiVersion: 'a/v1', kind: 'AllowList', spec: {} }, [{ value: { apiVersion: 'a/v1', kind: 'AllowList', spec: {} }, prefix: [] }]],
  ['a text', 'x', [{ value: 'x', prefix: [] }]],
  ['null', null, [{ value: null, prefix: [] }]],
])('%s', (_, value, expected) => {
  expect(resourcesOf(value)).toEqual(expected);
});

test.each<[boolean, unknown]>([
  [false, service],
  [true, { kind: 'Service', metadata: { name: 'a' } }],
  [true, { apiVersion: 'v1', metadata: { name: 'a' }, spec: {} }],
  [true, { apiVersion: 5, kind: 'Service', metadata: {} }],
  [true, { metadata: { name: 'a' }, spec: {} }],
  [false, { replicas: 3 }],
  [false, { apiVersion: 'v2', name: 'chart' }],
  [false, { resources: ['a.yaml'], kind: 'Kustomization' }],
  [false, ['x']],
  [false, null],
])('lacksKind is %p of %j', (expected, value) => {
  expect(lacksKind(value)).toBe(expected);
});
