import { Canary, cookie, header, HttpPolicies, MeshService, path, type CanaryOptions, type CanaryWeight } from 'cdk8s-istio';
import { untyped } from '../../support/chart';
import { findings, HOST, made, refusal, type Reviews, type Say, specs } from '../../support/reviews';

const canary = (options: Partial<CanaryOptions<'v1' | 'v2'> & CanaryWeight> = {}): Say => (service, chart) => (
  new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 20, ...options })
);
const to = (subset: string, number: number, more: object = {}): object => (
  { destination: { host: HOST, subset, port: { number } }, ...more }
);
/** Of the routes on the first port. */
const names = (say: Say): (string | undefined)[] => specs(say).routes.http!
  .filter(({ match = [] }) => match.every(({ port }) => port === 80)).map(({ name }) => name);

test('requests and connections are shared on each port', () => {
  const shares = (port: number): object[] => [to('v1', port, { weight: 80 }), to('v2', port, { weight: 20 })];
  expect(specs(canary()).routes).toEqual({
    hosts: [HOST],
    http: [{ name: 'default', match: [{ port: 80 }], route: shares(80) }, { name: 'default', match: [{ port: 81 }], route: shares(81) }],
    tcp: [{ match: [{ port: 3306 }], route: shares(3306) }],
  });
});

test('a cookie remembers the version; it is added beside the cookies of the service, and not on connections', () => {
  const { http, tcp } = specs(canary({ sticky: { cookie: 'rollout-7', ttl: '90s' } })).routes;
  const set = (value: string): object => ({ headers: { response: { add: {
    'set-cookie': `rollout-7=${value}; Path=/; Max-Age=90; HttpOnly; Secure; SameSite=Lax`,
  } } } });
  const remembered = (value: string): object[] => [{ headers: { cookie: { regex: `^(.*;\\s*)?rollout-7=${value}(;.*)?$` } }, port: 80 }];
  expect(http!.slice(0, 3)).toEqual([
    { name: 'canary-sticky-v1', match: remembered('stable'), route: [to('v1', 80)] },
    { name: 'canary-sticky-v2', match: remembered('canary'), route: [to('v2', 80)] },
    { name: 'default', match: [{ port: 80 }], route: [
      to('v1', 80, { weight: 80, ...set('stable') }), to('v2', 80, { weight: 20, ...set('canary') }),
    ] },
  ]);
  expect(tcp).toEqual(specs(canary()).routes.tcp);
});

test('the cookie lives for an hour where nothing is said', () => {
  const { http } = specs(canary({ sticky: { cookie: 'a' } })).routes;
  expect(JSON.stringify(http)).toContain('a=stable; Path=/; Max-Age=3600;');
});

test.each([0, 100])('with a weight of %s nothing is remembered', (weight) => {
  expect(specs(canary({ weight, sticky: { cookie: 'rollout' } }))).toEqual(specs(canary({ weight })));
});

test('never stands before always, and the cookie after all that is said about some requests', () => {
  const say: Say = (service, chart) => {
    canary({
      sticky: { cookie: 'a-rather-long-name' }, always: [header('x-beta').present(), path.prefix('/beta/')], never: header('x-partner').present(),
    })(service, chart);
    new HttpPolicies(chart, 'gone', { service, match: path.exact('/gone'), directResponse: { status: 410 } });
  };
  expect(names(say)).toEqual(['gone', 'canary-never', 'canary-always', 'canary-always', 'canary-sticky-v1', 'canary-sticky-v2', 'default']);
});

test('lists that come out empty pin nothing, and one match twice pins once', () => {
  expect(specs(canary({ always: [], never: [] }))).toEqual(specs(canary()));
  const always = header('x-beta').present();
  expect(specs(canary({ always: [always, always] }))).toEqual(specs(canary({ always })));
});

test.each<readonly [what: string, say: Say, path: string, message: string]>([
  ['a weight above 100', canary({ weight: 101 }), 'weight', 'Expected a whole percentage from 0 to 100, got 101'],
  ['a weight as text', canary({ weight: untyped('10') }), 'weight', 'Expected a whole percentage from 0 to 100, got "10"'],
  ['one version twice', canary({ canary: 'v1' }), 'canary', 'Expected two versions, got "v1" as both'],
  ['a cookie without a name', canary({ sticky: { cookie: '' } }), 'sticky.cookie', 'Expected the name of a cookie, got ""'],
  ["a cookie with a variable of Envoy's", canary({ sticky: { cookie: '%REQ(x)%' } }), 'sticky.cookie', 'Expected the name of a cookie, got "%REQ(x)%"'],
  ['a cookie that is two', canary({ sticky: { cookie: 'a; b' } }), 'sticky.cookie', 'Expected the name of a cookie, got "a; b"'],
  ['a cookie that is gone at once', canary({ sticky: { cookie: 'a', ttl: '0s' } }), 'sticky.ttl', 'Expected a duration of at least 1s, got 0s'],
  ['parts of seconds', canary({ sticky: { cookie: 'a', ttl: '1.5s' } }), 'sticky.ttl', 'Expected whole seconds, got "1.5s"'],
  ['no duration', canary({ sticky: { cookie: 'a', ttl: 'long' } }), 'sticky.ttl', 'Expected a duration such as "5s", got "long"'],
  ['sticky as a text', canary({ sticky: untyped('rollout') }), 'sticky', 'Expected options, got "rollout"'],
  ['what is pinned both ways', canary({ always: [path.prefix('/a'), path.prefix('/b/c')], never: path.prefix('/b/') }), 'always[1]',
    'Expected requests that "never" leaves, got path starts with "/b/c"'],
])('%s is refused', (_, say, at, message) => {
  expect(refusal(say)).toMatchObject({ rule: 'pattern/invalid-option', path: at, construct: 'shop/canary', message });
});

test('an option of sticky that there is not is refused', () => {
  expect(refusal(canary({ sticky: untyped({ cookie: 'a', maxage: '1h' }) }))).toMatchObject({
    rule: 'pattern/unknown-option', path: 'sticky.maxage', construct: 'shop/canary', fix: 'write ttl',
  });
});

test('versions that a pod can be both of are warned about', () => {
  expect(findings((_, chart) => {
    const service: Reviews = new MeshService(chart, 'other', {
      ports: { http: { number: 80, protocol: 'HTTP' }, admin: { number: 81, protocol: 'HTTP' }, db: { number: 3306, protocol: 'TCP' } },
      versions: { v1: { version: 'v1' }, v2: { track: 'canary' } },
    });
    canary()(service, chart);
    return service;
  })).toEqual(['composition/versions-overlap by shop/canary']);
});

test('beside what takes all requests it is an error, which names both', () => {
  expect(findings((service, chart) => {
    canary({ always: cookie('beta').present() })(service, chart);
    new HttpPolicies(chart, 'closed', { service, match: path.prefix('/'), directResponse: { status: 503 } });
  })).toEqual([
    'composition/unreachable by shop/canary with shop/closed', 'composition/unreachable by shop/canary with shop/closed',
  ]);
});

test('who decides what can be read', () => {
  expect(made(canary({ always: header('x-beta').present() })).service.explain().replace(/ \([^()]*:\d+\)/g, '')).toContain(`
  1. header x-beta is there: to v2, by shop/canary
  2. every request: 80 % to v1, 20 % to v2, by shop/canary
`);
});

describe('stages', () => {
  const staged = (stages: unknown, stage: unknown, more: object = {}): Say => (service, chart) => (
    new Canary(chart, 'canary', untyped({ service, stable: 'v1', canary: 'v2', stages, stage, ...more }))
  );

  test.each([[0, 0], [1, 1], [2, 5], [3, 25], [4, 100]])('stage %d is a weight of %d', (stage, weight) => {
    expect(specs(staged([1, 5, 25, 100], stage))).toEqual(specs(canary({ weight })));
  });

  test.each<readonly [what: string, say: Say, path: string, message: string]>([
    ['a stage beyond the plan', staged([1, 5], 3), 'stage', 'Expected a whole number from 0 to 2, got 3'],
    ['a stage before the plan', staged([1, 5], -1), 'stage', 'Expected a whole number from 0 to 2, got -1'],
    ['a stage between two', staged([1, 5], 1.5), 'stage', 'Expected a whole number from 0 to 2, got 1.5'],
    ['a stage as text', staged([1, 5], '2'), 'stage', 'Expected a whole number from 0 to 2, got "2"'],
    ['no stage', staged([1, 5], undefined), 'stage', 'Expected a whole number from 0 to 2, got undefined'],
    ['no plan', staged(undefined, 1), 'stages', 'Expected the weight of each stage, got undefined'],
    ['an empty plan', staged([], 0), 'stages', 'Expected the weight of each stage, got []'],
    ['a plan that goes back', staged([5, 1], 1), 'stages[1]', 'Expected more than the 5 percent of the stage before, got 1'],
    ['a plan that stands still', staged([5, 5], 1), 'stages[1]', 'Expected more than the 5 percent of the stage before, got 5'],
    ['a stage of nothing', staged([0, 5], 1), 'stages[0]', 'Expected a whole percentage from 1 to 100, got 0'],
    ['fractions', staged([0.01, 0.05], 1), 'stages[0]', 'Expected a whole percentage from 1 to 100, got 0.01'],
    ['a hole in the plan', staged([1, undefined, 5], 1), 'stages[1]', 'Expected a whole percentage from 1 to 100, got undefined'],
    ['a weight beside it', staged([1, 5], 1, { weight: 5 }), 'weight', 'Expected "weight", or "stages" and "stage", got both'],
  ])('%s is refused', (_, say, at, message) => {
    expect(refusal(say)).toMatchObject({ rule: 'pattern/invalid-option', path: at, construct: 'shop/canary', message });
  });
});
