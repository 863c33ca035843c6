import { checkAlone } from '../../support/findings';

/* The grammars of values at their edges, as istiod has them (facts/istio-security-analysis.md §2.3). */

const METADATA = { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'it' } };

/** Why the control plane refuses a policy of one rule: the names of our rules, each once. */
function wrong(rule: object, release: '1.29' | '1.31' = '1.31'): string[] {
  const found = checkAlone({ ...METADATA, spec: { rules: [rule] } }, { release }).filter(({ authority }) => authority !== 'cdk8s-istio');
  return [...new Set(found.map(({ rule: id }) => id.split('/')[1]!))];
}

interface Values {
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const SERVICE_ACCOUNTS: Values = { good: ['cart', 'shop/cart', 'a'.repeat(320)], bad: ['*', 'shop/*', 'a/b/c', '/cart', 'shop/', '/'] };
const PORTS: Values = { good: ['0', '80', '00080', '65535', '000065535'], bad: ['65536', '-1', '+80', ' 80', '80\n', '*', 'http', '8e1', '٨٠'] };
const IP_BLOCKS: Values = {
  good: ['10.0.0.1', '10.1.2.3/8', '0.0.0.0/0', '::1', '2001:db8::/32', 'fe80::1%eth0'],
  bad: ['10.0.0.01', '10.0.0.0/08', '10.0.0.0/+8', '10.0.0.0/33', '10.0.0.0/', '*', 'fe80::1%eth0/64', 'fe80::1%a/b/c', '10.0.0.0/8/8'],
};

const inSources: Record<string, Values> = {
  'ipBlocks': IP_BLOCKS,
  'serviceAccounts': SERVICE_ACCOUNTS,
  'trustDomains': { good: ['cluster.local', '*', '*.local', 'td-*'], bad: ['*a*', 'a*b', '**', 'td/ns', '/'] },
  // Nothing is said about these but that they are not empty.
  'principals': { good: ['*', 'a', '*/b/*', 'x y'], bad: [] },
  'namespaces': { good: ['*', 'Shop_1', 'a*b'], bad: [] },
};

const inOperations: Record<string, Values> = {
  ports: PORTS,
  methods: { good: ['GET', 'get', 'NO SUCH'], bad: [] },
  paths: {
    good: ['/', '*', '/a/*', '//a//b', '{*}', '/{**}', '/{*}/a/{**}', '/{*}/{*}/', '/{**}/a', '/a.b-c_~%20!$&\'()+,;:@=/{*}'],
    bad: ['/{id}', '/a{*}', '/{*}.js', '/{', 'a}b', '/{**}/{*}', '/{**}/{**}', '/{***}', '/*/{*}', '/a//{*}', '/a b/{*}', '/é/{*}'],
  },
};

const inConditions: Record<string, Values> = {
  'source.ip': IP_BLOCKS,
  'destination.port': PORTS,
  'source.serviceAccount': SERVICE_ACCOUNTS,
  'source.trustDomain': { good: ['*', 'td-*', 'td/ns'], bad: ['a*b', '**'] },
  'request.headers[x-user]': { good: ['*', 'a b'], bad: [''] },
};

const cases = (lists: Record<string, Values>, put: (name: string, value: string) => object): [string, string, boolean, object][] => (
  Object.entries(lists).flatMap(([name, { good, bad }]) => [
    ...good.map((value): [string, string, boolean, object] => [name, value, true, put(name, value)]),
    ...[...bad, ''].map((value): [string, string, boolean, object] => [name, value, false, put(name, value)]),
  ])
);
const not = (name: string): string => `not${name[0]!.toUpperCase()}${name.slice(1)}`;

test.each([
  ...cases(inSources, (name, value) => ({ from: [{ source: { [name]: [value] } }] })),
  ...cases(inSources, (name, value) => ({ from: [{ source: { [not(name)]: [value] } }] })),
  ...cases(inOperations, (name, value) => ({ to: [{ operation: { [name]: [value] } }] })),
  ...cases(inOperations, (name, value) => ({ to: [{ operation: { [not(name)]: [value] } }] })),
  ...cases(inConditions, (key, value) => ({ when: [{ key, values: [value] }] })),
  ...cases(inConditions, (key, value) => ({ when: [{ key, notValues: [value] }] })),
])('%s: %j is fine: %s', (_, __, isFine, rule) => {
  expect(wrong(rule)).toHaveLength(isFine ? 0 : 1);
});

test.each([
  ['request.headers[x]', true], ['request.headersx[y]', true], ['request.auth.claims[a][b]', true], ['experimental.envoy.filters.a[b]', true],
  ['request.headers', false], ['request.headers[]', false], ['request.headers[x', false], ['request.headersx]', false], ['request.header[x]', false],
  ['experimental.envoy.filters.a', false], ['destination.labels[app]', false], ['destination.namespace', false], ['destination.name', false],
  ['destination.user', false], ['source.user', false], ['Source.ip', false], ['toString', false], ['__proto__', false], ['', false],
])('the key %s is fine: %s', (key, isFine) => {
  expect(wrong({ when: [{ key, values: ['a'] }] })).toEqual(isFine ? [] : ['condition-key']);
});

test.each([
  ['source.trustDomain', ['condition-key']], ['source.serviceAccount', []],
])('Istio 1.29 and the key %s', (key, rules) => {
  expect(wrong({ when: [{ key, values: ['a'] }] }, '1.29')).toEqual(rules);
});

test('eight times longer values take about eight times longer', () => {
  const time = (length: number): number => Math.min(...Array.from({ length: 5 }, () => {
    const paths = [`a${'/'.repeat(length)}b`, `${'{*}/'.repeat(length)}{`, `{*}/${'a'.repeat(length)}*`];
    const before = process.cpuUsage(); // other processes take none of it
    wrong({ to: [{ operation: { paths, ports: [`${'0'.repeat(length)}x`] } }] });
    const { user, system } = process.cpuUsage(before);
    return user + system;
  }));
  time(20_000);
  // Quadratic time would be 64 times as much.
  expect(time(160_000) / time(20_000)).toBeLessThan(32);
});
