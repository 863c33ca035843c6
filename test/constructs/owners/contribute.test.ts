import { App, type Chart } from 'cdk8s';
import {
  ConfigError, cookie, header, type HostClaims, type HostOwner, MeshService, path, Pattern, port, query, renderPath, Resilience,
} from 'cdk8s-istio';
import type { Construct } from 'constructs';
import { chartOf, untyped } from '../../support/chart';
import { findingsIn, findingsOf, thrownBy } from '../../support/findings';

// A pattern that this package does not have, written as a package of patterns writes it.

interface HouseRuleProps {
  readonly service: HostOwner;
  readonly claims: HostClaims;
}

class HouseRule extends Pattern {
  public constructor(scope: Construct, id: string, props: HouseRuleProps) {
    super(scope, id, props, { service: true, claims: true } satisfies Record<keyof HouseRuleProps, true>);
    props.service.contribute(this, props.claims);
  }
}

const reviews = (chart: Chart): MeshService<'http', 'v1' | 'v2'> => new MeshService(chart, 'reviews', {
  ports: { http: { number: 9080, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
});

const ruled = (claims: unknown) => (chart: Chart): HouseRule => new HouseRule(chart, 'rule', { service: reviews(chart), claims: untyped(claims) });

const COMPLETE = {
  shares: [{ version: 'v1', percent: 90, setCookie: 'pick=v1' }, { version: 'v2', percent: 10 }],
  exceptions: [
    { name: 'jason', when: header('end-user').exact('jason'), then: { kind: 'version', version: 'v2' }, beforePins: true },
    { name: 'picked', when: [{ 'cookie pick': { exact: 'v1' } }], then: { kind: 'version', version: 'v1' }, sticky: true },
    { name: 'old', when: [path.prefix('/old/'), path.exact('/old')], then: { kind: 'redirect', redirect: { path: '/new', status: 302 } } },
    { name: 'moved', when: [path.exact('/p')], then: { kind: 'redirect', redirect: { prefix: { from: '/p', to: '/q' }, scheme: 'https', port: 443, authority: 'a.com' } } },
    { name: 'down', when: query('down').exact('1'), then: { kind: 'response', status: 503, body: 'later' } },
  ],
  behaviours: [{
    name: 'all', strength: 'default', behaviours: {
      timeout: '3s', retries: { attempts: 2, perTry: '1s', on: ['5xx'] }, mirrors: [{ version: 'v2', percent: 5 }, { host: 'a.com', port: 80, percent: 1 }],
      cors: { origins: [{ exact: 'https://a.com' }], methods: ['GET'], headers: ['a'], exposeHeaders: ['b'], maxAge: '1h', credentials: true },
      requestHeaders: { 'x-a': '1', 'x-b': null }, responseHeaders: { 'x-c': 'd' },
    },
  }, {
    name: 'some', when: [{ 'path': { prefix: '/api/', anyCase: true }, 'no header x': { present: true } }], orderBy: [{ path: { prefix: '/api/' } }], behaviours: {
      fault: { delay: { time: '1s', percent: 5 }, abort: { status: 503, percent: 1 } }, rewritePath: { match: '^/api/', rewrite: '/' }, rewriteAuthority: 'b.com',
    },
  }],
  policies: [
    { policy: {
      'balancing': { affinity: { cookie: { name: 'a', ttl: '0s', path: '/', attributes: [{ name: 'SameSite', value: 'Lax' }] } }, ringSize: 1024 },
      'limits.connections': 5, 'limits.connectTimeout': '1s', 'limits.keepalive': { time: '1h', interval: '1m', probes: 3 }, 'http.version': 2,
      'ejection.serverErrors': 5, 'ejection.maxPercent': 50,
    } },
    { port: 'http', version: 'v1', strength: 'needed', policy: { 'limits.requests': 100, 'tls': { kind: 'simple', serverName: 'a', subjectAltNames: ['a'] } } },
    { clients: { app: 'front' }, policy: { locality: { order: ['topology.kubernetes.io/region'] } } },
  ],
} as const satisfies HostClaims;

test('what a pattern from elsewhere contributes is written beside what ours contribute', () => {
  const chart = chartOf();
  const service = reviews(chart);
  new HouseRule(chart, 'rule', { service, claims: {
    shares: [{ version: 'v1', percent: 80 }, { version: 'v2', percent: 20 }],
    exceptions: [{ name: 'testers', when: cookie('tester').exact('yes'), then: { kind: 'version', version: 'v2' } }],
    policies: [{ version: 'v2', policy: { 'limits.connections': 10 } }],
  } });
  new Resilience(chart, 'resilience', { service, timeout: '3s', retries: { attempts: 0 } });
  const [rule, routes] = chart.toJson() as { spec: any }[];
  expect(rule!.spec.subsets).toEqual([
    { name: 'v1', labels: { version: 'v1' } },
    { name: 'v2', labels: { version: 'v2' }, trafficPolicy: { connectionPool: { tcp: { maxConnections: 10 } } } },
  ]);
  const sharesOf = (route: any[]): unknown[] => route.map(({ weight, destination }) => [destination.subset, weight]);
  const inShort = ({ name, timeout, route }: any): unknown[] => [name, timeout, sharesOf(route)];
  expect(routes!.spec.http.map(inShort)).toEqual([
    ['testers', '3s', [['v2', undefined]]],
    ['default', '3s', [['v1', 80], ['v2', 20]]],
  ]);
  expect(service.explain()).toContain('shop/rule');
  expect(App.of(chart).synthYaml()).toContain('testers');
});

test('two patterns that claim one leaf are both named', () => {
  const [finding] = findingsOf((chart) => {
    const service = reviews(chart);
    for (const id of ['one', 'two']) new HouseRule(chart, id, { service, claims: { behaviours: [{ name: id, behaviours: { timeout: '3s' } }] } });
  });
  expect(finding).toMatchObject({ rule: 'composition/claimed-twice', construct: 'shop/two', message: expect.stringContaining('"shop/one" and "shop/two"') });
});

test('Istio refuses a field: the finding names the pattern that claimed it', () => {
  const [finding] = findingsOf(ruled({ behaviours: [{ name: 'a', behaviours: { requestHeaders: { ':method': 'PUT' } } }] }));
  expect(finding!.construct).toBe('shop/rule');
});

interface Refused {
  readonly claims: unknown;
  readonly at: string;
  readonly message: string;
  readonly fix?: string;
}

const REFUSED: Readonly<Record<string, Refused>> = {
  'no claims': {
    claims: 'timeout: 3s',
    at: '',
    message: 'Expected an object with shares, exceptions, behaviours, policies, got "timeout: 3s"',
  },
  'a part that is none': {
    claims: { behaviors: [] },
    at: 'behaviors',
    message: 'Expected "shares", "exceptions", "behaviours" or "policies", got "behaviors"',
    fix: 'write "behaviours"',
  },
  'a leaf that is none': {
    claims: { policies: [{ policy: { 'limits.conections': 5 } }] },
    at: 'policies[0].policy["limits.conections"]',
    message: 'got "limits.conections"',
    fix: 'write "limits.connections"',
  },
  'a behaviour that is none': {
    claims: { behaviours: [{ name: 'a', behaviours: { timeOut: '3s' } }] },
    at: 'behaviours[0].behaviours.timeOut',
    message: 'got "timeOut"',
    fix: 'write "timeout"',
  },
  'a number for a duration': {
    claims: { behaviours: [{ name: 'a', behaviours: { timeout: 3 } }] },
    at: 'behaviours[0].behaviours.timeout',
    message: 'Expected a duration such as "5s", got 3',
  },
  'text for a number': {
    claims: { policies: [{ policy: { 'limits.connections': '5' } }] },
    at: 'policies[0].policy["limits.connections"]',
    message: 'Expected a whole number of at least 1, got "5"',
  },
  'shares that miss some': {
    claims: { shares: [{ version: 'v1', percent: 90 }] },
    at: 'shares',
    message: 'Expected shares that sum to 100, got 90',
  },
  'a version with two shares': {
    claims: { shares: [{ version: 'v1', percent: 50 }, { version: 'v1', percent: 50 }] },
    at: 'shares',
    message: 'Expected each version once, got "v1" twice',
  },
  'no shares': {
    claims: { shares: [] },
    at: 'claims.shares',
    message: 'Expected at least one entry, got []',
  },
  'an unknown version': {
    claims: { shares: [{ version: 'v3', percent: 100 }] },
    at: 'claims.shares[0].version',
    message: 'Expected "v1" or "v2", got "v3"',
  },
  'an unknown port': {
    claims: { policies: [{ port: 'grpc', policy: {} }] },
    at: 'claims.policies[0].port',
    message: 'Expected "http", got "grpc"',
  },
  'an outcome that is none': {
    claims: { exceptions: [{ name: 'a', when: [], then: { kind: 'drop' } }] },
    at: 'exceptions[0].then.kind',
    message: 'got "drop"',
  },
  'two fields of one outcome': {
    claims: { exceptions: [{ name: 'a', when: [], then: { kind: 'version', version: 'v1', status: 200 } }] },
    at: 'exceptions[0].then.status',
    message: 'Expected "kind" or "version", got "status"',
  },
  'text for a match': {
    claims: { exceptions: [{ name: 'a', when: ['/api'], then: { kind: 'shares' } }] },
    at: 'exceptions[0].when[0]',
    message: "Expected a match such as header('end-user').exact('jason'), got \"/api\"",
  },
  'a match on a port': {
    claims: { exceptions: [{ name: 'a', when: port(80), then: { kind: 'shares' } }] },
    at: 'exceptions[0].when.port',
    message: 'Expected a match on the request itself, got one on "port"',
  },
  'a subject that is none': {
    claims: { behaviours: [{ name: 'a', when: [{ uri: { exact: '/' } }], behaviours: {} }] },
    at: 'behaviours[0].when[0].uri',
    message: 'got "uri"',
  },
  'a header that no proxy has': {
    claims: { behaviours: [{ name: 'a', when: [{ 'header End-User': { exact: 'a' } }], behaviours: {} }] },
    at: 'behaviours[0].when[0]["header End-User"]',
    message: 'in lower case',
    fix: 'write "header end-user"',
  },
  'a test that Istio has not': {
    claims: { behaviours: [{ name: 'a', when: [{ 'client namespace': { prefix: 'a' } }], behaviours: {} }] },
    at: 'behaviours[0].when[0]["client namespace"].prefix',
    message: 'Expected "exact", got "prefix"',
  },
  'two tests of one subject': {
    claims: { behaviours: [{ name: 'a', when: [{ path: { prefix: '/', exact: '/' } }], behaviours: {} }] },
    at: 'behaviours[0].when[0].path',
    message: 'Expected an object with one of exact, prefix, regex',
  },
  'a failure of two kinds': {
    claims: { behaviours: [{ name: 'a', behaviours: { fault: { abort: { percent: 1, status: 500, grpcStatus: 'UNAVAILABLE' } } } }] },
    at: 'behaviours[0].behaviours.fault.abort',
    message: 'Expected an object with one of status, grpcStatus',
  },
};

test.each(Object.entries(REFUSED))('%s is refused in words', (_, { claims, at, message, fix = expect.any(String) }) => {
  const [finding, ...others] = thrownBy(() => ruled(claims)(chartOf()));
  expect(others).toEqual([]);
  expect([renderPath(finding!.path), finding!.construct, finding!.source?.file]).toEqual([at, 'shop/rule', __filename]);
  expect(finding!.message).toContain(message);
  expect(finding!.fix).toEqual(fix);
});

test('a contribution in the name of what is no pattern is refused', () => {
  const chart = chartOf();
  const service = reviews(chart);
  for (const junk of [undefined, null, 'rule', {}, chart]) {
    expect(thrownBy(() => service.contribute(untyped(junk), {}))[0]).toMatchObject({ rule: 'pattern/invalid-option', path: ['pattern'], construct: 'shop/reviews' });
  }
});

const JUNK = [undefined, null, -1, '', [null], { a: 1 }, header('a').exact('b')];

/** The places of all values in plain objects and lists. */
function places(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const entries = Array.isArray(value) ? [...value.entries()]
    : typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype ? Object.entries(value) : [];
  return [at, ...entries.flatMap(([key, entry]) => places(entry, [...at, key]))];
}

function put(value: unknown, [key, ...rest]: readonly (string | number)[], junk: unknown): unknown {
  if (key === undefined) return junk;
  if (Array.isArray(value)) return value.map((entry, i) => (i === key ? put(entry, rest, junk) : entry as unknown));
  return { ...value as object, [key]: put((value as Record<string, unknown>)[key], rest, junk) };
}

describe('whatever a program without types claims is refused, or valid', () => {
  let stderr: jest.SpyInstance;
  beforeAll(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
  afterAll(() => stderr.mockRestore());

  test.each(places(COMPLETE).map((at) => [renderPath(at) || 'all of it', at] as const))('%s', (_, at) => {
    for (const junk of JUNK) {
      const chart = chartOf();
      try {
        ruled(put(COMPLETE, at, junk))(chart);
        App.of(chart).synthYaml();
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
      }
    }
  });

  test('and the claims themselves are valid', () => {
    const chart = chartOf();
    ruled(COMPLETE)(chart);
    expect(findingsIn(App.of(chart)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
