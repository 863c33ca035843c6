import { check } from 'cdk8s-istio';

// What `kubectl get -o json` gives is checked as its items are.

const bad = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'a' }, spec: { hosts: ['a.com'], htp: [] } };
const list = (...items: unknown[]) => ({ apiVersion: 'v1', kind: 'List', items });
const found = (resources: unknown[]): unknown[] => check(resources).map(({ rule, path, resource }) => [rule, path.join('.'), resource!.name]);
const expected = ['field/unknown', 'spec.htp', 'a'];

test.each<[string, unknown]>([
  ['a list', list(bad)],
  ['a list in a list', list(list(), list(bad))],
  ['a typed list, whose items need not name their kind', {
    apiVersion: 'networking.istio.io/v1', kind: 'VirtualServiceList', items: [{ metadata: bad.metadata, spec: bad.spec }],
  }],
])('%s: paths begin at the item', (_, resource) => {
  expect(found([resource])).toContainEqual(expected);
});

test('items keep their order among other resources', () => {
  const named = (name: string) => ({ ...bad, metadata: { name } });
  expect(found([named('a'), list(named('b'), list(named('c')), named('d')), named('e')]).flatMap((row) => {
    const [rule, , name] = row as string[];
    return rule === 'field/unknown' ? name : [];
  })).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('what has no name is no duplicate', () => {
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'a-' } };
  expect(found([list(), list(), job, job, { apiVersion: 'v1', kind: 'List' }, { apiVersion: 'v1', kind: 'List' }])).toEqual([]);
});

test('a list of any depth is read', () => {
  let nested: unknown = bad;
  for (let i = 0; i < 5_000; i++) nested = list(nested);
  expect(found([nested])).toContainEqual(expected);
});
