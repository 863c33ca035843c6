import * as fc from 'fast-check';
import type { Strength } from '../../../lib/composition/claim';
import { compose } from '../../../lib/composition/compose';
import { areMatchesWithin } from '../../../lib/match/within';
import type { Policy } from '../../../lib/composition/leaves/policy';
import type { Contribution, PolicyClaim, RouteException } from '../../../lib/composition/contribution';
import type { HostFacts } from '../../../lib/composition/host';
import { renderDestinationRule } from '../../../lib/composition/render-destination-rule';
import type { RequestMatch } from '../../../lib/match/request-match';
import { classOf } from '../../../lib/composition/exception-order';
import { compareMatches } from '../../../lib/match/specificity';
import { anyHolds, type Request, withPath } from '../match/request';
import { PROPERTIES_MS } from '../../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

const facts: HostFacts = {
  host: 'reviews.shop.svc.cluster.local',
  namespace: 'shop',
  ports: [{ name: 'http', number: 80, protocol: 'HTTP' }],
  versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
};
const by = (construct: string): Contribution['by'] => ({ construct });
const pin = (name: string, match: RequestMatch, version = 'v2'): RouteException => ({ name, when: [match], then: { kind: 'version', version } });
const said = (contributions: readonly Contribution[]) => compose(facts, contributions).problems
  .map(({ rule, by: { construct }, others }) => `${rule.id}: ${construct} with ${others.map((other) => other.construct).join()}`);

test('routes come in the order answers, pinned requests, the rest, shares; each narrow before wide', () => {
  const { routes } = compose(facts, [
    { by: by('a'), exceptions: [pin('rest', { path: { prefix: '/a' } }), pin('header', { 'header x': { exact: '1' } })] },
    { by: by('b'), exceptions: [
      { name: 'moved', when: [{ path: { exact: '/old' } }], then: { kind: 'redirect', redirect: { path: '/new' } } },
      { name: 'gone', when: [{ path: { prefix: '/old/' } }], then: { kind: 'response', status: 410 } },
      pin('both', { 'header x': { exact: '1' }, 'path': { prefix: '/a' } }), pin('regex', { 'header x': { regex: '.+' } }),
    ] },
    { by: by('c'), shares: [{ version: 'v1', percent: 100 }] },
  ]);
  expect(routes.map(({ name }) => name)).toEqual(['moved', 'gone', 'both', 'header', 'regex', 'rest', 'default']);
});

const shares = [{ version: 'v1', percent: 90 }, { version: 'v2', percent: 10 }];
const sticky = ['v1', 'v2'].map((version) => ({ version, percent: 50, setCookie: `r1=${version}; Path=/` }));
const conflicts: readonly (readonly [what: string, one: Omit<Contribution, 'by'>, two: Omit<Contribution, 'by'>, problems: readonly string[]])[] = [
  ['shares', { shares }, { shares }, ['composition/claimed-twice: b with a']],
  ['one leaf of all requests', { behaviours: [{ name: 'a', behaviours: { timeout: '1s' } }] },
    { behaviours: [{ name: 'b', behaviours: { timeout: '2s' } }] }, ['composition/claimed-twice: b with a']],
  ['one leaf, but of other requests', { behaviours: [{ name: 'a', behaviours: { timeout: '1s' } }] },
    { behaviours: [{ name: 'b', when: [{ path: { exact: '/b' } }], behaviours: { timeout: '2s' } }] }, []],
  ['two leaves', { behaviours: [{ name: 'a', behaviours: { timeout: '1s' } }] },
    { behaviours: [{ name: 'b', behaviours: { retries: { attempts: 1 } } }] }, []],
  ['one request', { exceptions: [pin('a', { path: { exact: '/' } })] }, { exceptions: [pin('b', { path: { exact: '/' } }, 'v1')] },
    ['composition/claimed-twice: b with a']],
  ['a policy leaf', { policies: [{ policy: { 'limits.requests': 1 } }] }, { policies: [{ policy: { 'limits.requests': 1 } }] },
    ['composition/claimed-twice: b with a']],
  ['a policy leaf of another version', { policies: [{ policy: { 'limits.requests': 1 } }] },
    { policies: [{ version: 'v2', policy: { 'limits.requests': 1 } }] }, []],
  ['a default and an intent', { policies: [{ policy: { 'limits.requests': 1 }, strength: 'default' }] },
    { policies: [{ policy: { 'limits.requests': 2 } }] }, []],
  ['a pinned request that is always redirected', { exceptions: [pin('a', { 'header x': { exact: '1' }, 'path': { exact: '/a/b' } })] },
    { exceptions: [{ name: 'b', when: [{ path: { prefix: '/a' } }], then: { kind: 'redirect', redirect: { path: '/' } } }] },
    ['composition/unreachable: a with b']],
  ['a fault and a timeout', { behaviours: [{ name: 'a', behaviours: { timeout: '1s' } }] },
    { behaviours: [{ name: 'b', when: [{ path: { exact: '/b' } }], behaviours: { fault: { delay: { time: '1s', percent: 1 } } } }] },
    ['composition/fault-alone: b with a']],
  ['a fault and retries that there are not', { behaviours: [{ name: 'a', behaviours: { retries: { attempts: 0 } } }] },
    { behaviours: [{ name: 'b', when: [{ path: { exact: '/b' } }], behaviours: { fault: { delay: { time: '1s', percent: 1 } } } }] }, []],
  ['shares and an answer to everything', { shares }, { exceptions: [{ name: 'b', when: [{ path: { prefix: '/' } }], then: { kind: 'response', status: 503 } }] },
    ['composition/unreachable: a with b']],
  ['a timeout and an answer to everything', { behaviours: [{ name: 'a', behaviours: { timeout: '1s' } }] },
    { exceptions: [{ name: 'b', when: [], then: { kind: 'response', status: 503 } }] }, ['composition/without-effect: a with ']],
  ['a timeout for fewer requests twice', { behaviours: [{ name: 'a', when: [{ path: { exact: '/a' } }], orderBy: [], behaviours: { timeout: '1s' } }] },
    { behaviours: [{ name: 'b', when: [{ path: { prefix: '/a' } }], behaviours: { timeout: '2s' } }] }, ['composition/without-effect: a with ']],
  ['affinity and shares', { policies: [{ policy: { balancing: { affinity: { header: 'x' }, ringSize: 1024 } } }] }, { shares },
    ['composition/affinity-within-version: a with b']],
  ['affinity and one version', { policies: [{ policy: { balancing: { affinity: { header: 'x' }, ringSize: 1024 } } }] },
    { shares: [{ version: 'v1', percent: 100 }, { version: 'v2', percent: 0 }] }, []],
  ['copies to a version that answers', { shares: [{ version: 'v1', percent: 90 }, { version: 'v2', percent: 10 }] },
    { behaviours: [{ name: 'b', behaviours: { mirrors: [{ version: 'v2', percent: 10 }] } }] }, ['composition/mirror-to-live-version: b with a']],
  ['copies to a version that nobody gets', { shares: [{ version: 'v1', percent: 100 }, { version: 'v2', percent: 0 }] },
    { behaviours: [{ name: 'b', behaviours: { mirrors: [{ version: 'v2', percent: 10 }] } }] }, []],
  ['a sticky cookie and none', { shares: sticky }, { behaviours: [{ name: 'b', behaviours: { responseHeaders: { 'set-cookie': null } } }] },
    ['composition/sticky-cookie-taken: b with a']],
  ['a sticky cookie and another in its place', { shares: sticky }, { behaviours: [{ name: 'b', behaviours: { responseHeaders: { 'set-cookie': 'a=b' } } }] },
    ['composition/sticky-cookie-taken: b with a']],
  ['a sticky cookie and a hash of it', { shares: sticky },
    { policies: [{ policy: { balancing: { affinity: { cookie: { name: 'r1' } }, ringSize: 1024 } } }] }, ['composition/sticky-cookie-taken: b with a']],
  ['a sticky cookie and a hash of another', { shares: sticky },
    { policies: [{ policy: { balancing: { affinity: { cookie: { name: 'r2' } }, ringSize: 1024 } } }] }, []],
  ['a prefix and a regex', { exceptions: [pin('a', { path: { prefix: '/a' } })] },
    { behaviours: [{ name: 'b', when: [{ path: { regex: '/a.*' } }], behaviours: { timeout: '1s' } }] },
    ['composition/not-joinable: b with a']],
  ['a mirror and a delegate', { exceptions: [{ name: 'a', when: [{ path: { exact: '/a' } }], then: { kind: 'delegate', name: 'd', namespace: 'shop' } }] },
    { behaviours: [{ name: 'b', behaviours: { mirrors: [{ host: 'other.shop.svc.cluster.local', percent: 10 }] } }] },
    ['composition/mirror-and-delegate: b with a']],
  ['a mirror of other requests and a delegate', { exceptions: [{ name: 'a', when: [{ path: { exact: '/a' } }], then: { kind: 'delegate', name: 'd', namespace: 'shop' } }] },
    { behaviours: [{ name: 'b', when: [{ path: { exact: '/b' } }], behaviours: { mirrors: [{ host: 'other.shop.svc.cluster.local', percent: 10 }] } }] }, []],
  ['some requests of a delegate', { exceptions: [{ name: 'a', when: [{ path: { prefix: '/a' } }], then: { kind: 'delegate', name: 'd', namespace: 'shop' } }] },
    { behaviours: [{ name: 'b', when: [{ method: { exact: 'GET' } }], behaviours: { timeout: '1s' } }] }, ['composition/behind-delegate: b with a']],
  ['all requests of a delegate', { exceptions: [{ name: 'a', when: [{ path: { prefix: '/a' } }], then: { kind: 'delegate', name: 'd', namespace: 'shop' } }] },
    { behaviours: [{ name: 'b', behaviours: { timeout: '1s' } }] }, []],
];

test.each(conflicts)('two constructs that decide %s', (_, one, two, problems) => {
  expect(said([{ by: by('a'), ...one }, { by: by('b'), ...two }])).toEqual(problems);
  expect(said([{ by: by('b'), ...two }, { by: by('a'), ...one }])).toEqual(problems);
});

test('requests are not seen on a port that is not HTTP', () => {
  const tcp: HostFacts = { ...facts, ports: [{ name: 'db', number: 3306, protocol: 'TCP' }] };
  const { problems } = compose(tcp, [{ by: by('a'), shares, exceptions: [pin('a', { path: { exact: '/' } })] }, { by: by('b'), shares: undefined }]);
  expect(problems.map(({ rule, message }) => [rule.id, message])).toEqual([
    ['composition/needs-http', 'Expected an HTTP port of "reviews.shop.svc.cluster.local", got "db" with TCP'],
  ]);
});

test.each<readonly [what: string, policy: Policy, port: string | undefined, rules: readonly string[]]>([
  ['a limit of requests', { 'limits.requests': 1 }, 'db', ['composition/needs-http']],
  ['a limit of requests where another port is HTTP', { 'limits.requests': 1 }, undefined, []],
  ['a limit of connections', { 'limits.connections': 1 }, 'db', []],
  ['a hash of a cookie', { balancing: { affinity: { cookie: { name: 'a' } }, ringSize: 1024 } }, 'db', ['composition/needs-http']],
  ['a hash of the address', { balancing: { affinity: { clientAddress: true }, ringSize: 1024 } }, 'db', []],
])('%s for a port of connections', (_, policy, port, rules) => {
  const both: HostFacts = { ...facts, ports: [...facts.ports, { name: 'db', number: 3306, protocol: 'TCP' }] };
  const { problems } = compose(both, [{ by: by('a'), policies: [{ ...(port ? { port } : {}), policy }] }]);
  expect(problems.map(({ rule }) => rule.id)).toEqual(rules);
  const fallback = compose(both, [{ by: by('a'), policies: [{ ...(port ? { port } : {}), policy, strength: 'default' }] }]);
  expect(fallback.problems).toEqual([]);
});

test.each<readonly [what: string, v2: Readonly<Record<string, string>>, rules: readonly string[]]>([
  ['another value of one label', { version: 'v2' }, []],
  ['another label', { track: 'canary' }, ['composition/versions-overlap: Expected versions of different pods, got "v1" and "v2", which a pod can be both of']],
  ['no labels', {}, ['composition/versions-overlap: Expected versions of different pods, got "v1" and "v2", which a pod can be both of']],
])('versions apart by %s', (_, v2, expected) => {
  const { problems } = compose({ ...facts, versions: { v1: { version: 'v1' }, v2 } }, [{ by: by('a'), shares }]);
  expect(problems.map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual(expected);
});

test('a fault leaves timeout and retries to the requests that it spares', () => {
  const { routes } = compose(facts, [
    { by: by('a'), behaviours: [{ name: 'a', behaviours: { timeout: '1s', retries: { attempts: 1 } } }] },
    { by: by('b'), behaviours: [{ name: 'b', when: [{ path: { exact: '/b' } }], behaviours: { fault: { delay: { time: '1s', percent: 1 } } } }] },
  ]);
  expect(routes.map(({ name, behaviours }) => [name, Object.keys(behaviours).sort()])).toEqual([
    ['default-b', ['fault', 'retries', 'timeout']], ['default', ['retries', 'timeout']],
  ]);
});

test('what carries on is tried after every other exception, and a rank stands in for the match', () => {
  const { routes } = compose(facts, [
    { by: by('a'), exceptions: [{ ...pin('sticky', { 'header cookie': { regex: '^(.*;\\s*)?longer-than-most=v2(;.*)?$' } }), sticky: true }] },
    { by: by('b'), exceptions: [pin('path', { path: { prefix: '/a' } })] },
    { by: by('c'), behaviours: [{ name: 'reads', when: [{ method: { exact: 'GET' } }], orderBy: [], behaviours: { timeout: '1s' } }] },
    { by: by('d'), behaviours: [{ name: 'some', when: [{ 'header x': { present: true } }], behaviours: { timeout: '2s' } }] },
  ]);
  expect(routes.map(({ name, behaviours }) => [name, behaviours.timeout?.value])).toEqual([
    ['path-some', '2s'], ['path-reads', '1s'], ['path', undefined],
    ['sticky-some', '2s'], ['sticky-reads', '1s'], ['sticky', undefined],
    ['default-some', '2s'], ['default-reads', '1s'], ['default', undefined],
  ]);
});

test('what is first is tried before what is pinned more narrowly, and after answers', () => {
  const { routes } = compose(facts, [
    { by: by('a'), exceptions: [pin('always', { 'header x': { exact: '1' }, 'path': { exact: '/a/b' } })] },
    { by: by('b'), exceptions: [{ ...pin('never', { path: { prefix: '/a' } }, 'v1'), beforePins: true }] },
    { by: by('c'), exceptions: [{ name: 'answer', when: [{ path: { prefix: '/a/b/c/d' } }], then: { kind: 'response', status: 404 } }] },
    { by: by('d'), exceptions: [pin('other', { 'header x': { exact: '1' } })] },
  ]);
  expect(routes.map(({ name }) => name)).toEqual(['answer', 'never', 'other', 'default']);
});

test('of two defaults the one that is needed wins, also over one for a version', () => {
  const percent = (value: number, strength?: Strength, version?: string): PolicyClaim => (
    { ...(version ? { version } : {}), policy: { 'ejection.maxPercent': value }, ...(strength ? { strength } : {}) }
  );
  const written = (...claims: PolicyClaim[]): (number | undefined)[] => {
    const { model } = compose(facts, claims.map((claim, i) => ({ by: by(String(i)), policies: [claim] })));
    const { trafficPolicy, subsets } = renderDestinationRule(model, undefined, undefined).spec;
    return [trafficPolicy, subsets![1]!.trafficPolicy].map((policy) => policy?.outlierDetection?.maxEjectionPercent);
  };
  expect(written(percent(50, 'default'), percent(100, 'needed'))).toEqual([100, undefined]);
  expect(written(percent(100, 'needed'), percent(50, 'default'))).toEqual([100, undefined]);
  expect(written(percent(100, 'needed'), percent(30))).toEqual([30, undefined]);
  expect(written(percent(100, 'needed'), percent(50, 'default', 'v2'))).toEqual([100, undefined]);
  expect(written(percent(100, 'needed'), percent(20, undefined, 'v2'))).toEqual([100, 20]);
});

// A request gets what each construct says of it, whatever the other constructs say: the routes are only a way to write that down.
const match = fc.dictionary(
  fc.constantFrom('path', 'method', 'header x'),
  fc.oneof(fc.constantFrom('/a', '/a/b', 'GET').map((exact) => ({ exact })), fc.constantFrom('/', '/a', '/a/').map((prefix) => ({ prefix }))),
  { minKeys: 1, maxKeys: 2 },
).map((tests) => ({ ...tests }) as RequestMatch);
const timeout = fc.tuple(fc.array(match, { maxLength: 2 }), fc.integer({ min: 1, max: 99 }));
const request: fc.Arbitrary<Request> = fc.dictionary(fc.constantFrom('path', 'method', 'header x'), fc.constantFrom('/', '/a', '/a/', '/a/b', 'GET'))
  .map(withPath);

test('a request is routed by the first exception, and treated as the narrowest construct says', () => {
  const some = { pins: fc.array(match, { maxLength: 3 }), times: fc.array(timeout, { maxLength: 4 }) };
  fc.assert(fc.property(some.pins, some.times, fc.array(request, { minLength: 10, maxLength: 10 }), (pins, times, requests) => {
    const contributions: Contribution[] = [
      ...pins.map((each, i) => ({ by: by(`pin-${i}`), exceptions: [pin(`pin-${i}`, each)] })),
      ...times.map(([when, seconds], i) => ({ by: by(`time-${i}`), behaviours: [{ name: `time-${i}`, when, behaviours: { timeout: `${seconds}s` } }] })),
    ];
    const { model, routes, problems } = compose(facts, contributions);
    fc.pre(problems.length === 0);
    for (const each of requests) {
      const taken = routes.find(({ when }) => anyHolds(when, each))!;
      const exception = model.exceptions.find(({ value }) => anyHolds(value.when, each))?.value;
      const narrowest = [...times].sort(([a], [b]) => compareMatches(a, b)).find(([when]) => anyHolds(when, each));
      expect(taken.then).toEqual(exception?.then ?? { kind: 'shares' });
      const ties = times.filter(([when]) => anyHolds(when, each) && compareMatches(when, narrowest![0]) === 0).map(([, seconds]) => `${seconds}s`);
      expect(ties.length === 0 ? [undefined] : ties).toContain(taken.behaviours.timeout?.value);
    }
  }), { numRuns: 1000 });
});

test('what covers less is tried before what covers more', () => {
  fc.assert(fc.property(match, match, (one, two) => {
    const both = { ...two, ...one };
    const isNarrower = !areMatchesWithin([one], [both]); // one with a test that every request passes is not
    if (isNarrower) expect(compareMatches([both], [one])).toBeLessThan(0);
    else expect(compareMatches([both], [one])).toBe(0);
    expect(classOf(pin('a', one))).toBeGreaterThan(0);
  }));
});

test('the order in which constructs speak changes nothing', () => {
  const contributions: Contribution[] = [
    { by: by('a'), shares, exceptions: [pin('a', { path: { exact: '/a' } })] },
    { by: by('b'), policies: [{ policy: { 'limits.requests': 1 } }, { policy: { 'limits.retries': 1 }, strength: 'default' }] },
    { by: by('c'), policies: [{ policy: { 'limits.retries': 2 } }], behaviours: [{ name: 'c', behaviours: { timeout: '1s' } }] },
    { by: by('d'), shares, policies: [{ policy: { 'limits.requests': 2 } }] },
  ];
  const expected = JSON.stringify(compose(facts, contributions));
  fc.assert(fc.property(fc.shuffledSubarray(contributions, { minLength: 4 }), (shuffled) => {
    expect(JSON.stringify(compose(facts, shuffled))).toBe(expected);
  }));
});
