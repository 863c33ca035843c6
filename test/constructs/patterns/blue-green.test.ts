import { BlueGreen, Canary, header, HttpPolicies, path, type BlueGreenProps } from 'cdk8s-istio';
import { untyped } from '../../support/chart';
import { findings, HOST, refusal, type Say, specs } from '../../support/reviews';

const release = (options: Partial<BlueGreenProps<'v1' | 'v2'>> = {}): Say => (service, chart) => (
  new BlueGreen(chart, 'release', { service, active: 'v1', ...options })
);
const to = (subset: string, number: number): object => ({ destination: { host: HOST, subset, port: { number } } });

test('requests and connections all reach the active version', () => {
  expect(specs(release()).routes).toEqual({
    hosts: [HOST],
    http: [80, 81].map((port) => ({ name: 'default', match: [{ port }], route: [to('v1', port)] })),
    tcp: [{ match: [{ port: 3306 }], route: [to('v1', 3306)] }],
  });
  expect(specs(release({ active: 'v2' })).rule.subsets).toEqual([{ name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2' } }]);
});

test('a preview reaches the other one, if one of its matches holds', () => {
  const preview = { version: 'v2', match: [header('x-preview').present(), path.prefix('/next/')] } as const;
  expect(specs(release({ preview })).routes.http!.slice(0, 3)).toEqual([
    { name: 'release-preview', match: [{ headers: { 'x-preview': {} }, port: 80 }], route: [to('v2', 80)] },
    { name: 'release-preview', match: [{ uri: { prefix: '/next/' }, port: 80 }], route: [to('v2', 80)] },
    { name: 'default', match: [{ port: 80 }], route: [to('v1', 80)] },
  ]);
});

test.each<readonly [what: string, options: object, rule: string, path: string]>([
  ['a preview of what is active', { preview: { version: 'v1', match: header('x').present() } }, 'pattern/invalid-option', 'preview'],
  ['a preview of nothing', { preview: { version: 'v2' } }, 'pattern/invalid-option', 'preview.match'],
  ['a preview of an empty list', { preview: { version: 'v2', match: [] } }, 'route/not-a-match', 'preview.match'],
  ['a preview by name', { preview: 'v2' }, 'pattern/invalid-option', 'preview'],
  ['an unknown version', { active: 'v3' }, 'reference/unknown-version', 'active'],
  ['an unknown version as a preview', { preview: { version: 'v3', match: header('x').present() } }, 'reference/unknown-version', 'preview.version'],
])('%s is refused', (_, options, rule, at) => {
  expect(refusal(release(untyped(options)))).toMatchObject({ rule, path: at, construct: 'shop/release' });
});

test.each<readonly [what: string, other: Say, expected: readonly string[]]>([
  ['a canary', (service, chart) => new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 0 }),
    ['composition/claimed-twice by shop/release with shop/canary']],
  ['an answer to a part', (service, chart) => new HttpPolicies(chart, 'gone', { service, match: path.exact('/gone'), directResponse: { status: 410 } }), []],
  ['an answer to everything', (service, chart) => new HttpPolicies(chart, 'gone', { service, match: path.prefix('/'), directResponse: { status: 410 } }),
    ['composition/unreachable by shop/release with shop/gone']],
])('beside %s', (_, other, expected) => {
  expect(findings((service, chart) => { release()(service, chart); other(service, chart); })).toEqual(expected);
});
