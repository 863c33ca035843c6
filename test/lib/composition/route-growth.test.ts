import * as fc from 'fast-check';
import { compose, type Composition } from '../../../lib/composition/compose';
import type { Contribution, RouteException } from '../../../lib/composition/contribution';
import type { HostFacts } from '../../../lib/composition/host';
import type { Behaviours } from '../../../lib/composition/leaves/behaviours';
import { renderVirtualService } from '../../../lib/composition/render-virtual-service';
import type { RequestMatch } from '../../../lib/match/request-match';
import { compareMatches } from '../../../lib/match/specificity';
import { PROPERTIES_MS } from '../../support/time-limits';
import { anyHolds, type Request, withPath } from '../match/request';

jest.setTimeout(PROPERTIES_MS);

const facts: HostFacts = {
  host: 'reviews.shop.svc.cluster.local',
  namespace: 'shop',
  ports: [{ name: 'http', number: 80, protocol: 'HTTP' }, { name: 'admin', number: 81, protocol: 'HTTP' }],
  versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
};
const onePort: HostFacts = { ...facts, ports: facts.ports.slice(0, 1) };
const GET: RequestMatch = { method: { exact: 'GET' } };

function pin(name: string, match: RequestMatch, version = 'v2', more: Partial<RouteException> = {}): RouteException {
  return { name, when: [match], then: { kind: 'version', version }, ...more };
}

/** A canary with two pinned requests, one that stays, and a cookie: five routes of its own. */
const canary: Contribution = {
  by: { construct: 'canary' },
  shares: ['v1', 'v2'].map((version) => ({ version, percent: 50, setCookie: `rollout=${version}` })),
  exceptions: [
    pin('always', { 'header user': { exact: 'jason' } }), pin('always', { 'header beta': { exact: 'yes' } }),
    pin('never', { path: { prefix: '/checkout' } }, 'v1', { beforePins: true }),
    pin('sticky-v1', { 'cookie rollout': { exact: 'v1' } }, 'v1', { sticky: true }),
    pin('sticky-v2', { 'cookie rollout': { exact: 'v2' } }, 'v2', { sticky: true }),
  ],
};

/** A construct that sets a header of its own for some requests. */
function policies(count: number, when: (i: number) => RequestMatch, behaviours = (i: number): Behaviours => ({ requestHeaders: { [`x-set-${i}`]: '1' } })): Contribution[] {
  return Array.from({ length: count }, (_, i) => (
    { by: { construct: `policy-${i}` }, behaviours: [{ name: `policy-${i}`, when: [when(i)], behaviours: behaviours(i) }] }));
}

const exclusive = (i: number): RequestMatch => ({ 'header tenant': { exact: `t${i}` } });
const independent = (i: number): RequestMatch => ({ [`header x-${i}`]: { exact: '1' } });
const nested = (i: number): RequestMatch => ({ path: { prefix: '/a'.repeat(i + 1) } });
const OF_SIZE = ['composition/too-many-routes', 'composition/many-routes'];
const ofSize = ({ problems }: Composition): string[] => problems.map(({ rule }) => rule.id).filter((id) => OF_SIZE.includes(id));

type Growth = readonly [
  conditions: string, facts: HostFacts, contributions: readonly Contribution[], routes: number, problems: readonly string[],
];

test.each<Growth>([
  ['that exclude each other', facts, policies(20, exclusive), 21, []],
  ['that exclude each other, beside a canary', facts, [canary, ...policies(20, exclusive)], 105, ['composition/many-routes']],
  ['that exclude each other, beside a canary of one port', onePort, [canary, ...policies(20, exclusive)], 105, []],
  ['that exclude each other, beside a canary, and more of them', facts, [canary, ...policies(40, exclusive)], 205, ['composition/many-routes']],
  ['within each other', facts, policies(60, nested), 61, []],
  ['of one header that each sets', facts, policies(20, independent, (i) => ({ requestHeaders: { 'x-set': String(i) } })), 21, []],
  ['with a timeout each', facts, policies(20, independent, (i) => ({ timeout: `${i + 1}s` })), 21, []],
  ['on 500 paths', facts, policies(500, (i) => ({ path: { exact: `/${i}` } })), 501, []],
])('the number of routes grows with conditions %s', (_, host, contributions, count, problems) => {
  const composition = compose(host, contributions);
  expect(composition.routes).toHaveLength(count);
  expect(ofSize(composition)).toEqual(problems);
});

test.each([20, 60])('%d conditions that hold at once are refused before their combinations are made', (count) => {
  const { problems, routes } = compose(facts, [canary, ...policies(count, independent)]);
  expect(problems.map(({ rule, by, others }) => [rule.id, [by, ...others].map(({ construct }) => construct).sort()])).toEqual([
    ['composition/too-many-routes', ['canary', ...policies(count, independent).map(({ by }) => by.construct)].sort()],
  ]);
  const names = count === 20 ? /^Expected at most 125 routes for each port of "reviews.*, got more: .* conditions of "canary", .*"policy-9"$/ : / and 31 more$/;
  expect(problems[0]!.message).toMatch(names);
  expect(routes.map(({ name }) => name)).toEqual(['never', 'always', 'sticky-v1', 'sticky-v2', 'default']);
});

test('a few conditions that hold at once are a warning long before they are an error, and name each other alone', () => {
  const found = [4, 5, 6, 7].map((count) => {
    const { problems, routes } = compose(facts, policies(count, independent));
    return [routes.length, ...problems.map(({ rule, by, others }) => `${rule.severity} of ${1 + others.length} with ${by.construct}`)];
  });
  expect(found).toEqual([[16], [32], [64, 'warning of 6 with policy-0'], [1, 'error of 7 with policy-0']]);
});

test('routes for methods that gRPC does not have are not written on its ports', () => {
  const ports = ['HTTP', 'GRPC', 'GRPC-WEB'].map((protocol, i) => ({ name: protocol.toLowerCase(), number: 80 + i, protocol }));
  const { model, routes } = compose({ ...facts, ports } as HostFacts, [
    { by: { construct: 'a' }, behaviours: [{ name: 'reads', when: [GET, { method: { exact: 'HEAD' } }], behaviours: { retries: { attempts: 1 } } }] },
    { by: { construct: 'b' }, behaviours: [{ name: 'asks', when: [{ method: { exact: 'OPTIONS' } }], behaviours: { timeout: '1s' } }] },
    { by: { construct: 'c' }, behaviours: [{ name: 'calls', when: [{ method: { exact: 'POST' } }], behaviours: { timeout: '2s' } }] },
    { by: { construct: 'd' }, exceptions: [{ name: 'page', when: [GET, { path: { exact: '/' } }].slice(0, 1), then: { kind: 'redirect', redirect: { path: '/docs' } } }] },
  ]);
  const { http = [] } = renderVirtualService(model, routes, undefined).spec;
  const namesOn = (port: number): (string | undefined)[] => (
    http.filter(({ match }) => match?.every((each) => each.port === port)).map(({ name }) => name)
  );
  expect(ports.map(({ number }) => namesOn(number))).toEqual([
    ['page', 'default-asks', 'default-calls', 'default-reads', 'default'],
    ['page', 'default-calls', 'default'],
    ['page', 'default-asks', 'default-calls', 'default'],
  ]);
});

test('neighbours of one construct with one outcome are one route where behaviours split routes, and of two constructs or with others between they are not', () => {
  const split: Contribution = { by: { construct: 'z' }, behaviours: [{ name: 'z', when: [{ method: { exact: 'PUT' } }], behaviours: { timeout: '1s' } }] };
  const routesOf = (contributions: readonly Contribution[]): string[] => compose(facts, contributions).routes.map(({ name, when }) => `${name} ${when.length}`);
  const of = (...contributions: Contribution[]): string[] => routesOf([split, ...contributions]).filter((name) => !name.includes('-z'));
  const one = pin('a', { 'header x': { exact: '1' } });
  const two = pin('a', { 'header y': { exact: '1' } });
  const by = { construct: 'a' };
  expect(routesOf([{ by, exceptions: [one, two] }])).toEqual(['a 1', 'a 1', 'default 0']);
  expect(of({ by, exceptions: [one, two] })).toEqual(['a 2', 'default 0']);
  expect(of({ by, exceptions: [one] }, { by: { construct: 'b' }, exceptions: [two] })).toEqual(['a 1', 'a 1', 'default 0']);
  expect(of({ by, exceptions: [one, { ...two, then: { kind: 'version', version: 'v1' } }] })).toEqual(['a 1', 'a 1', 'default 0']);
  expect(of({ by, exceptions: [one, pin('a', { path: { exact: '/a' } })] }, { by: { construct: 'b' }, exceptions: [pin('b', { 'header z': { prefix: '1' } }, 'v1')] }))
    .toEqual(['a 1', 'b 1', 'a 1', 'default 0']);
});

// Whatever is joined, left out or split: each request gets the outcome of the first exception, and of each leaf the claim for the fewest
// requests.
const text = fc.constantFrom('/', '/a', '/a/b', 'GET');
const match: fc.Arbitrary<RequestMatch> = fc.dictionary(
  fc.constantFrom('path', 'method', 'header x', 'header y', 'no header y'),
  fc.oneof(text.map((exact) => ({ exact })), fc.constantFrom('/', '/a', '/a/').map((prefix) => ({ prefix }))), { minKeys: 1, maxKeys: 2 },
).map((tests) => ({ ...tests }) as RequestMatch);
const leaves: fc.Arbitrary<Behaviours> = fc.record({
  timeout: fc.constantFrom('1s', '2s'),
  requestHeaders: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2'), { minKeys: 1 }),
  mirrors: fc.constantFrom('c', 'd').map((host) => [{ host, percent: 10 }]),
}, { requiredKeys: [] });
const LEAVES = ['timeout', 'request header a', 'request header b', 'mirror to c', 'mirror to d'];
const request: fc.Arbitrary<Request> = fc.dictionary(fc.constantFrom('path', 'method', 'header x', 'header y'), text).map(withPath);

test('each request gets what each construct claims for it, however routes are joined', () => {
  let joined = 0;
  const program = {
    pins: fc.array(fc.array(match, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
    groups: fc.array(fc.tuple(fc.array(match, { maxLength: 2 }), leaves), { maxLength: 5 }),
  };
  fc.assert(fc.property(program.pins, program.groups, fc.array(request, { minLength: 12, maxLength: 12 }), (pins, groups, requests) => {
    const { model, routes, problems } = compose(facts, [
      ...pins.map((matches, i): Contribution => ({ by: { construct: `pin-${i}` }, exceptions: matches.map((each) => pin(`pin-${i}`, each, i === 0 ? 'v1' : 'v2')) })),
      ...groups.map(([when, behaviours], i): Contribution => ({ by: { construct: `group-${i}` }, behaviours: [{ name: `group-${i}`, when, behaviours }] })),
    ]);
    fc.pre(problems.every(({ rule }) => rule.id === 'composition/without-effect'));
    if (routes.some(({ by, when }) => by !== undefined && when.length > 1)) joined++;
    for (const each of requests) {
      const taken = routes.find(({ when }) => anyHolds(when, each))!;
      expect(taken.then).toEqual(model.exceptions.find(({ value }) => anyHolds(value.when, each))?.value.then ?? { kind: 'shares' });
      for (const leaf of LEAVES) {
        const claims = model.behaviours.filter(({ when, leaves: own }) => anyHolds(when, each) && Object.hasOwn(own, leaf));
        const [first] = claims;
        const ties = claims.filter(({ when }) => compareMatches(when, first!.when) === 0).map(({ leaves: own }) => own[leaf]);
        expect(claims.length === 0 ? [undefined] : ties).toContain(taken.behaviours[leaf]);
      }
    }
  }), { numRuns: 1000 });
  expect(joined).toBeGreaterThan(50);
});
