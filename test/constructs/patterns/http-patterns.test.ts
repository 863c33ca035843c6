import { App, type Chart, Duration, Testing } from 'cdk8s';
import {
  BlueGreen, Canary, CircuitBreaker, cookie, DelegateVirtualService, Destination, FaultInjection, header, HttpPolicies,
  LocalityFailover, MeshService, method, Mirror, path, renderPath, Resilience, StickySession, type DestinationRuleSpec, type Finding,
  type VirtualServiceSpec,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { findingsWith } from '../../support/findings';

const host = 'reviews.shop.svc.cluster.local';
type Service = MeshService<'http', 'v1' | 'v2'>;

function make(build: (chart: Chart, service: Service) => unknown): { app: App; service: Service; chart: Chart } {
  const app = new App();
  const chart = chartOf('shop', app);
  const service = new MeshService(chart, 'reviews', {
    ports: { http: { number: 9080, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  });
  build(chart, service);
  return { app, service, chart };
}

const spec = <Spec>(kind: string, build: (chart: Chart, service: Service) => unknown): Spec => {
  const resources = Testing.synth(make(build).chart) as { kind: string; spec: Spec }[];
  return resources.find((resource) => resource.kind === kind)!.spec;
};
const routes = (build: (chart: Chart, service: Service) => unknown) => spec<VirtualServiceSpec>('VirtualService', build).http!;
const rule = (build: (chart: Chart, service: Service) => unknown) => spec<DestinationRuleSpec>('DestinationRule', build);
const to = (subset?: string, more = {}): object => (
  { destination: { host, port: { number: 9080 }, ...(subset ? { subset } : {}) }, ...more }
);

/** The findings of a program, thrown where it is built or found in the complete app. */
function problemsOf(build: (chart: Chart, service: Service) => unknown): readonly Finding[] {
  return findingsWith(() => make(build).app);
}

describe('what comes of it', () => {
  test('Canary: pinned requests first, then shares; a version with nothing is left out', () => {
    expect(routes((chart, service) => new Canary(chart, 'c', {
      service, stable: 'v1', canary: 'v2', weight: 0, always: cookie('beta').exact('yes'), never: header('x-partner').present(),
    }))).toEqual([
      { name: 'c-never', match: [{ headers: { 'x-partner': {} }, port: 9080 }], route: [to('v1')] },
      { name: 'c-always', match: [{ headers: { cookie: { regex: '^(.*;\\s*)?beta=yes(;.*)?$' } }, port: 9080 }], route: [to('v2')] },
      { name: 'default', match: [{ port: 9080 }], route: [to('v1')] },
    ]);
  });

  test('Canary: sticky pins by cookie, and sets it where it is not there', () => {
    const set = (value: string): object => ({ headers: { response: { add: { 'set-cookie': `r3=${value}; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax` } } } });
    expect(routes((chart, service) => new Canary(chart, 'c', {
      service, stable: 'v1', canary: 'v2', weight: 5, sticky: { cookie: 'r3', ttl: Duration.minutes(1) },
    }))).toEqual([
      { name: 'c-sticky-v1', match: [{ headers: { cookie: { regex: '^(.*;\\s*)?r3=stable(;.*)?$' } }, port: 9080 }], route: [to('v1')] },
      { name: 'c-sticky-v2', match: [{ headers: { cookie: { regex: '^(.*;\\s*)?r3=canary(;.*)?$' } }, port: 9080 }], route: [to('v2')] },
      { name: 'default', match: [{ port: 9080 }], route: [to('v1', { weight: 95, ...set('stable') }), to('v2', { weight: 5, ...set('canary') })] },
    ]);
  });

  test('Canary: on a TCP port connections are shared', () => {
    const chart = chartOf();
    const echo = new MeshService(chart, 'echo', {
      ports: { tcp: { number: 9000, protocol: 'TCP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
    });
    new Canary(chart, 'c', { service: echo, stable: 'v1', canary: 'v2', weight: 20 });
    const [, { spec: { http, tcp } }] = Testing.synth(chart) as [unknown, { spec: VirtualServiceSpec }];
    const at = { host: 'echo.shop.svc.cluster.local', port: { number: 9000 } };
    expect([http, tcp]).toEqual([undefined, [{ match: [{ port: 9000 }], route: [
      { destination: { ...at, subset: 'v1' }, weight: 80 }, { destination: { ...at, subset: 'v2' }, weight: 20 },
    ] }]]);
  });

  test('BlueGreen: all of it to one version, a preview to the other', () => {
    expect(routes((chart, service) => new BlueGreen(chart, 'b', {
      service, active: 'v1', preview: { version: 'v2', match: header('x-preview').exact('1') },
    }))).toEqual([
      { name: 'b-preview', match: [{ headers: { 'x-preview': { exact: '1' } }, port: 9080 }], route: [to('v2')] },
      { name: 'default', match: [{ port: 9080 }], route: [to('v1')] },
    ]);
  });

  test('Mirror: copies of reads, beside whatever else happens to them', () => {
    const mirrors = [{ destination: { host, port: { number: 9080 }, subset: 'v2' }, percentage: { value: 10 } }];
    expect(routes((chart, service) => new Mirror(chart, 'm', { service, version: 'v2', percentage: 10 }))).toEqual([
      { name: 'default-m', match: [{ method: { exact: 'GET' }, port: 9080 }, { method: { exact: 'HEAD' }, port: 9080 }], route: [to()], mirrors },
      { name: 'default', match: [{ port: 9080 }], route: [to()] },
    ]);
    expect(routes((chart, service) => new Mirror(chart, 'm', { service, version: 'v2', percentage: 10, sideEffects: true, match: method('POST') }))).toEqual([
      { name: 'default-m', match: [{ method: { exact: 'POST' }, port: 9080 }], route: [to()], mirrors },
      { name: 'default', match: [{ port: 9080 }], route: [to()] },
    ]);
    const other = routes((chart, service) => new Mirror(chart, 'm', {
      service, percentage: 1, match: method('GET'),
      destination: MeshService.fromName(chart, 'shadow', { namespace: 'test', ports: { http: { number: 80, protocol: 'HTTP' } } }).port('http'),
    }));
    expect(other[0]!.mirrors).toEqual([{ destination: { host: 'shadow.test.svc.cluster.local', port: { number: 80 } }, percentage: { value: 1 } }]);
  });

  test('HttpPolicies: a prefix is taken off at the end of a segment', () => {
    expect(routes((chart, service) => new HttpPolicies(chart, 'h', { service, rewrite: { prefix: '/nginx/', uri: '/' } }))).toEqual([
      { name: 'default-h', match: [{ uri: { exact: '/nginx' }, port: 9080 }, { uri: { prefix: '/nginx/' }, port: 9080 }], route: [to()],
        rewrite: { uriRegexRewrite: { match: '^/nginx/?(.*)$', rewrite: '/\\1' } } },
      { name: 'default', match: [{ port: 9080 }], route: [to()] },
    ]);
  });

  test('HttpPolicies: CORS, headers, and another host', () => {
    expect(routes((chart, service) => new HttpPolicies(chart, 'h', {
      service, rewrite: { authority: 'reviews.internal' },
      corsPolicy: { allowOrigins: ['https://a.com', { regex: 'https://b[.]com' }], allowMethods: ['GET'], maxAge: '1h', allowCredentials: true },
      headers: { request: { set: { 'x-team': 'shop' }, remove: ['x-tenant'] }, response: { remove: ['server'] } },
    }))).toEqual([{
      name: 'default', match: [{ port: 9080 }], route: [to()], rewrite: { authority: 'reviews.internal' },
      corsPolicy: { allowOrigins: [{ exact: 'https://a.com' }, { regex: 'https://b[.]com' }], allowMethods: ['GET'], maxAge: '1h', allowCredentials: true },
      headers: { request: { set: { 'x-team': 'shop' }, remove: ['x-tenant'] }, response: { remove: ['server'] } },
    }]);
  });

  test('HttpPolicies: answers come before everything else', () => {
    expect(routes((chart, service) => {
      new Canary(chart, 'c', { service, stable: 'v1', canary: 'v2', weight: 0, always: header('end-user').exact('jason') });
      new HttpPolicies(chart, 'gone', { service, match: path.exact('/gone'), directResponse: { status: 410, body: 'gone' } });
      new HttpPolicies(chart, 'moved', { service, match: path.prefix('/old/'), redirect: { uri: '/new/', scheme: 'https', redirectCode: 308 } });
    })).toEqual([
      { name: 'gone', match: [{ uri: { exact: '/gone' }, port: 9080 }], directResponse: { status: 410, body: { string: 'gone' } } },
      { name: 'moved', match: [{ uri: { prefix: '/old/' }, port: 9080 }], redirect: { uri: '/new/', scheme: 'https', redirectCode: 308 } },
      { name: 'c-always', match: [{ headers: { 'end-user': { exact: 'jason' } }, port: 9080 }], route: [to('v2')] },
      { name: 'default', match: [{ port: 9080 }], route: [to('v1')] },
    ]);
  });

  test('HttpPolicies: a path is left to the routes of another team', () => {
    expect(routes((chart, service) => new HttpPolicies(chart, 'cart', {
      service, match: path.prefix('/cart'),
      delegate: new DelegateVirtualService(chart, 'theirs', { metadata: { name: 'cart' } }).addHttpRoute({ to: Destination.host('cart') }),
    })).slice(0, 1)).toEqual([{ name: 'cart', match: [{ uri: { prefix: '/cart' }, port: 9080 }], delegate: { name: 'cart', namespace: 'shop' } }]);
  });

  test('FaultInjection: on the requests it is for, pinned ones too', () => {
    const fault = { delay: { fixedDelay: '2s', percentage: { value: 10 } }, abort: { httpStatus: 503, percentage: { value: 50 } } };
    expect(routes((chart, service) => {
      new BlueGreen(chart, 'b', { service, active: 'v1', preview: { version: 'v2', match: path.prefix('/v2/') } });
      new FaultInjection(chart, 'f', {
        service, match: header('x-chaos').present(), until: '2999-12-31', delay: { fixedDelay: '2s', percentage: 10 }, abort: { httpStatus: 503, percentage: 50 },
      });
    })).toEqual([
      { name: 'b-preview-f', match: [{ uri: { prefix: '/v2/' }, headers: { 'x-chaos': {} }, port: 9080 }], route: [to('v2')], fault },
      { name: 'b-preview', match: [{ uri: { prefix: '/v2/' }, port: 9080 }], route: [to('v2')] },
      { name: 'default-f', match: [{ headers: { 'x-chaos': {} }, port: 9080 }], route: [to('v1')], fault },
      { name: 'default', match: [{ port: 9080 }], route: [to('v1')] },
    ]);
  });

  const ejection = { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 };

  test('LocalityFailover: brings along what takes endpoints out, unless a CircuitBreaker says it', () => {
    const localityLbSetting = { enabled: true, failover: [{ from: 'eu', to: 'us' }, { from: 'us', to: 'eu' }] };
    expect(rule((chart, service) => new LocalityFailover(chart, 'l', { service, failover: { us: 'eu', eu: 'us' } })).trafficPolicy)
      .toEqual({ loadBalancer: { localityLbSetting }, outlierDetection: { ...ejection, maxEjectionPercent: 100 } });
    expect(rule((chart, service) => {
      new LocalityFailover(chart, 'l', { service, failoverPriority: ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'] });
      new CircuitBreaker(chart, 'b', { service, consecutive5xxErrors: 2 });
    }).trafficPolicy).toEqual({
      loadBalancer: { localityLbSetting: { enabled: true, failoverPriority: ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'] } },
      outlierDetection: { ...ejection, consecutive5xxErrors: 2, maxEjectionPercent: 100 },
    });
  });

  test.each([
    [{ cookie: { name: 'user' } }, { httpCookie: { name: 'user', ttl: '0s', path: '/' } }],
    [{ cookie: { name: 'user', ttl: Duration.hours(1), path: '/app' } }, { httpCookie: { name: 'user', ttl: '1h', path: '/app' } }],
    [{ header: 'end-user' }, { httpHeaderName: 'end-user' }],
    [{ queryParam: 'user' }, { httpQueryParameterName: 'user' }],
    [{ sourceIp: true }, { useSourceIp: true }],
  ])('StickySession by %j', (key, hash) => {
    expect(rule((chart, service) => new StickySession(chart, 's', untyped({ service, ...key }))).trafficPolicy)
      .toEqual({ loadBalancer: { consistentHash: { ...hash, ringHash: { minimumRingSize: 1024 } } } });
  });
});

type Row = readonly [what: string, rule: string, at: string, message: string, build: (chart: Chart, service: Service) => unknown];
const invalid = 'pattern/invalid-option';
const refused: readonly Row[] = [
  ['a weight above 100', invalid, 'weight', 'Expected a whole percentage from 0 to 100, got 101', (chart, service) => new Canary(chart, 'c', { service, stable: 'v1', canary: 'v2', weight: 101 })],
  ['a broken weight', invalid, 'weight', 'got 0.5', (chart, service) => new Canary(chart, 'c', { service, stable: 'v1', canary: 'v2', weight: 0.5 })],
  ['one version twice', invalid, 'canary', 'Expected two versions, got "v1" as both', (chart, service) => new Canary(chart, 'c', { service, stable: 'v1', canary: 'v1', weight: 1 })],
  ['a duration that is none', invalid, 'sticky.ttl', 'Expected a duration such as "5s", got 5', (chart, service) => (
    new Canary(chart, 'c', { service, stable: 'v1', canary: 'v2', weight: 1, sticky: { cookie: 'a', ttl: untyped(5) } })
  )],
  ['what is no match', 'route/not-a-match', 'always[0]', 'Expected a match, got "jason"', (chart, service) => (
    new Canary(chart, 'c', { service, stable: 'v1', canary: 'v2', weight: 1, always: untyped('jason') })
  )],
  ['a preview of what is active', invalid, 'preview', 'Expected another version than the active one, got "v1"', (chart, service) => (
    new BlueGreen(chart, 'b', { service, active: 'v1', preview: { version: 'v1', match: path.prefix('/') } })
  )],
  ['copies to two places', invalid, 'version', 'Expected one of "version" and "destination", got none', (chart, service) => new Mirror(chart, 'm', untyped({ service, percentage: 1 }))],
  ['copies of nothing', invalid, 'percentage', 'Expected a percentage above 0 and up to 100, got 0', (chart, service) => new Mirror(chart, 'm', { service, version: 'v2', percentage: 0 })],
  ['copies of writes', invalid, 'match', 'Expected requests that change nothing, GET and HEAD, got others', (chart, service) => (
    new Mirror(chart, 'm', { service, version: 'v2', percentage: 1, match: method('POST') })
  )],
  ['copies to a text', invalid, 'destination', 'Expected a port or a version of a MeshService, got "shadow"', (chart, service) => (
    new Mirror(chart, 'm', { service, destination: untyped('shadow'), percentage: 1 })
  )],
  ['no policy', invalid, '', 'Expected something that is done to requests, got nothing', (chart, service) => new HttpPolicies(chart, 'h', { service })],
  ['two answers', invalid, 'directResponse', 'Expected one of redirect, directResponse, delegate and to, got redirect and directResponse', (chart, service) => (
    new HttpPolicies(chart, 'h', untyped({ service, match: path.prefix('/'), redirect: { authority: 'a.com' }, directResponse: { status: 200 } }))
  )],
  ['an answer and a change', invalid, 'corsPolicy', 'Expected redirect, directResponse or delegate, or changes, got both', (chart, service) => (
    new HttpPolicies(chart, 'h', untyped({ service, match: path.prefix('/'), redirect: { authority: 'a.com' }, corsPolicy: { allowOrigins: ['*'] } }))
  )],
  ['an answer to everything', invalid, 'match', 'Expected a match beside redirect, directResponse, delegate or to, got none', (chart, service) => (
    new HttpPolicies(chart, 'h', untyped({ service, directResponse: { status: 503 } }))
  )],
  ['a redirect to nowhere', invalid, 'redirect', 'Expected where to, got nothing', (chart, service) => (
    new HttpPolicies(chart, 'h', { service, match: path.prefix('/'), redirect: {} })
  )],
  ['any origin with cookies', invalid, 'corsPolicy.allowOrigins', 'Expected origins by name beside allowCredentials, got "*"', (chart, service) => (
    new HttpPolicies(chart, 'h', { service, corsPolicy: { allowOrigins: ['*'], allowCredentials: true } })
  )],
  ['the origins of strangers with cookies', invalid, 'corsPolicy.allowOrigins', 'Expected origins by name beside allowCredentials', (chart, service) => (
    new HttpPolicies(chart, 'h', { service, corsPolicy: { allowOrigins: [{ regex: 'https://.*' }], allowCredentials: true } })
  )],
  ['the beginning of an origin with cookies', invalid, 'corsPolicy.allowOrigins', 'Expected origins by name beside allowCredentials', (chart, service) => (
    new HttpPolicies(chart, 'h', { service, corsPolicy: { allowOrigins: [{ prefix: 'https://b.' }], allowCredentials: true } })
  )],
  ['CORS without preflights', invalid, 'match', 'Expected requests that preflights are among, got those by method', (chart, service) => (
    new HttpPolicies(chart, 'h', { service, match: method('GET'), corsPolicy: { allowOrigins: ['*'] } })
  )],
  ['a redirect in a circle', invalid, 'redirect.uri', 'Expected a path that is not redirected again, got "/a/b"', (chart, service) => (
    new HttpPolicies(chart, 'h', { service, match: path.prefix('/a/'), redirect: { uri: '/a/b' } })
  )],
  ['a header in capitals that is set', invalid, 'headers.request', 'Expected names of headers in lower case, got "X-Team"', (chart, service) => (
    new HttpPolicies(chart, 'h', { service, headers: { request: { set: { 'X-Team': 'a' } } } })
  )],
  ['a Host that is set', invalid, 'headers.request', 'Expected names of headers in lower case, got "host"', (chart, service) => (
    new HttpPolicies(chart, 'h', { service, headers: { request: { set: { host: 'a' } } } })
  )],
  ['a label that no endpoint has', invalid, 'failoverPriority', 'Expected labels of endpoints, got "kubernetes.io/region"', (chart, service) => (
    new LocalityFailover(chart, 'l', { service, failoverPriority: ['kubernetes.io/region'] })
  )],
  ['a narrow place before a wide one', invalid, 'failoverPriority', 'Expected wide places before narrow ones, got "topology.kubernetes.io/zone" before "topology.kubernetes.io/region"', (chart, service) => (
    new LocalityFailover(chart, 'l', { service, failoverPriority: ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'] })
  )],
  ['a prefix that is no path', invalid, 'rewrite.prefix', 'Expected a path such as "/docs", got "docs"', (chart, service) => (
    new HttpPolicies(chart, 'h', { service, rewrite: { prefix: 'docs', uri: '/' } })
  )],
  ['a prefix of other requests', invalid, 'match', 'Expected requests under "/docs", got others', (chart, service) => (
    new HttpPolicies(chart, 'h', { service, match: path.exact('/a'), rewrite: { prefix: '/docs', uri: '/' } })
  )],
  ['a delegate that is none', invalid, 'delegate', 'Expected a DelegateVirtualService with a namespace, got "cart"', (chart, service) => (
    new HttpPolicies(chart, 'h', { service, match: path.prefix('/'), delegate: untyped('cart') })
  )],
  ['a fault for everybody', invalid, 'match', 'Expected the requests that are broken, got all of them', (chart, service) => (
    new FaultInjection(chart, 'f', untyped({ service, abort: { httpStatus: 503, percentage: 1 } }))
  )],
  ['a fault that does nothing', invalid, 'abort', 'Expected a delay, an abort or both, got none', (chart, service) => (
    new FaultInjection(chart, 'f', { service, match: path.prefix('/a') })
  )],
  ['a fault for most', invalid, 'abort.percentage', 'Expected a percentage above 0 and up to 50, got 51', (chart, service) => (
    new FaultInjection(chart, 'f', { service, match: path.prefix('/a'), abort: { httpStatus: 503, percentage: 51 } })
  )],
  ['a fault that succeeds', invalid, 'abort.httpStatus', 'Expected an HTTP status from 400 to 599 or a gRPC status, got 200', (chart, service) => (
    new FaultInjection(chart, 'f', { service, match: path.prefix('/a'), abort: { httpStatus: 200, percentage: 1 } })
  )],
  ['a fault that was forgotten', invalid, 'until', 'Expected an experiment that goes on, got one that ended on 2020-01-01', (chart, service) => (
    new FaultInjection(chart, 'f', { service, match: path.prefix('/a'), abort: { httpStatus: 503, percentage: 1 }, until: '2020-01-01' })
  )],
  ['a day that is none', invalid, 'until', 'Expected a day such as "2026-12-31", got "soon"', (chart, service) => (
    new FaultInjection(chart, 'f', { service, match: path.prefix('/a'), abort: { httpStatus: 503, percentage: 1 }, until: 'soon' })
  )],
  ['a zone for a region', invalid, 'failover', 'Expected the names of two regions, without zone, got "eu" and "us/a"', (chart, service) => (
    new LocalityFailover(chart, 'l', { service, failover: { eu: 'us/a' } })
  )],
  ['a region for itself', invalid, 'failover', 'got "eu" and "eu"', (chart, service) => new LocalityFailover(chart, 'l', { service, failover: { eu: 'eu' } })],
  ['an empty order', invalid, 'failoverPriority', 'Expected labels, each once, got []', (chart, service) => new LocalityFailover(chart, 'l', { service, failoverPriority: [] })],
  ['two keys', invalid, '', 'Expected one of "cookie", "header", "queryParam" and "sourceIp", got 2', (chart, service) => (
    new StickySession(chart, 's', untyped({ service, header: 'a', queryParam: 'b' }))
  )],
  ['a header in capitals', invalid, 'header', 'Expected the name of a header in lower case, got "End-User"', (chart, service) => (
    new StickySession(chart, 's', { service, header: 'End-User' })
  )],
  ['attempts that do not fit', invalid, 'retries.perTryTimeout', 'Expected 3 attempts to fit in 3s, got 2s for each', (chart, service) => (
    new Resilience(chart, 'r', { service, timeout: '3s', retries: { perTryTimeout: '2s' } })
  )],
  ['fewer attempts than none', invalid, 'retries.attempts', 'Expected a whole number from 0 to 10, got -1', (chart, service) => new Resilience(chart, 'r', { service, timeout: '3s', retries: { attempts: -1 } })],
  ['all of the pool at once and more', invalid, 'maxEjectionPercent', 'Expected a whole percentage from 1 to 100, got 0', (chart, service) => (
    new CircuitBreaker(chart, 'b', { service, maxEjectionPercent: 0 })
  )],
];

test.each(refused)('%s is refused', (_, rule_, at, message, build) => {
  const finding = problemsOf(build).find((each) => each.rule === rule_);
  const got = { ...finding, path: renderPath(finding?.path ?? []) };
  expect(got).toMatchObject({ rule: rule_, path: at, message: expect.stringContaining(message) });
});

const together: readonly (readonly [what: string, rules: readonly string[], build: (chart: Chart, service: Service) => unknown])[] = [
  ['two canaries', ['composition/claimed-twice'], (chart, service) => {
    new Canary(chart, 'a', { service, stable: 'v1', canary: 'v2', weight: 1 });
    new BlueGreen(chart, 'b', { service, active: 'v1' });
  }],
  ['a header and shares behind a redirect of everything', ['composition/unreachable', 'composition/unreachable'], (chart, service) => {
    new Canary(chart, 'a', { service, stable: 'v1', canary: 'v2', weight: 1, always: header('x').present().and(path.prefix('/a')) });
    new HttpPolicies(chart, 'b', { service, match: path.prefix('/'), redirect: { authority: 'new.example.com' } });
  }],
  ['retries beside a fault', ['composition/fault-alone'], (chart, service) => {
    new Resilience(chart, 'r', { service, timeout: '1s' });
    new FaultInjection(chart, 'f', { service, match: header('x').present(), abort: { httpStatus: 503, percentage: 1 } });
  }],
  ['copies beside a delegate', ['composition/mirror-and-delegate'], (chart, service) => {
    new BlueGreen(chart, 'a', { service, active: 'v1' });
    new Mirror(chart, 'm', { service, version: 'v2', percentage: 1 });
    new HttpPolicies(chart, 'd', {
      service, match: path.prefix('/d'), delegate: new DelegateVirtualService(chart, 'theirs').addHttpRoute({ to: Destination.host('d.example.com') }),
    });
  }],
  ['affinity beside shares', ['composition/affinity-within-version'], (chart, service) => {
    new Canary(chart, 'c', { service, stable: 'v1', canary: 'v2', weight: 1 });
    new StickySession(chart, 's', { service, header: 'user' });
  }],
  ['two timeouts', ['composition/claimed-twice', 'composition/claimed-twice'], (chart, service) => {
    new Resilience(chart, 'r', { service, timeout: '1s' });
    new Resilience(chart, 's', { service, timeout: '2s' });
  }],
  ['nothing to say against: copies to two places, two timeouts for two paths, failover and breaker', [], (chart, service) => {
    new BlueGreen(chart, 'a', { service, active: 'v1' });
    new Mirror(chart, 'm', { service, version: 'v2', percentage: 1 });
    new Mirror(chart, 'n', { service, percentage: 1, destination: MeshService.fromName(chart, 'other', { namespace: 'n', ports: { http: { number: 80, protocol: 'HTTP' } } }).port('http') });
    new Resilience(chart, 'r', { service, timeout: '1s', match: path.prefix('/r/') });
    new Resilience(chart, 's', { service, timeout: '2s', match: path.prefix('/s/') });
    new LocalityFailover(chart, 'l', { service, failover: { eu: 'us' } });
    new CircuitBreaker(chart, 'b', { service, consecutive5xxErrors: 1 });
  }],
];

test.each(together)('%s', (_, rules, build) => {
  expect(problemsOf(build).map((finding) => finding.rule)).toEqual(rules);
});
