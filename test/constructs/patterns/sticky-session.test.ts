import { Canary, LocalityFailover, StickySession, type StickySessionProps } from 'cdk8s-istio';
import { untyped } from '../../support/chart';
import { findings, refusal, type Say, specs } from '../../support/reviews';

type Options = StickySessionProps<'http' | 'admin' | 'db'> extends infer P ? P extends unknown ? Omit<P, 'service'> : never : never;

const session = (options: Options): Say => (service, chart) => (
  new StickySession(chart, 'session', { service, ...options } as StickySessionProps<'http' | 'admin' | 'db'>)
);
const ringHash = { minimumRingSize: 1024 };

test.each<readonly [options: Options, consistentHash: object]>([
  [{ cookie: { name: 'user' } }, { httpCookie: { name: 'user', ttl: '0s', path: '/' } }],
  [
    { cookie: { name: 'user', ttl: '1h', path: '/shop', attributes: [{ name: 'SameSite', value: 'Lax' }, { name: 'Secure' }] } },
    { httpCookie: { name: 'user', ttl: '1h', path: '/shop', attributes: [{ name: 'SameSite', value: 'Lax' }, { name: 'Secure' }] } },
  ],
  [{ header: 'end-user' }, { httpHeaderName: 'end-user' }],
  [{ queryParam: 'session' }, { httpQueryParameterName: 'session' }],
  [{ sourceIp: true }, { useSourceIp: true }],
])('%j', (options, consistentHash) => {
  expect(specs(session(options)).rule.trafficPolicy).toEqual({ loadBalancer: { consistentHash: { ...consistentHash, ringHash } } });
});

// istiod reads the hash of TCP from the policy of the host, so that the other ports take it back.
test('a TCP port has its own', () => {
  const loadBalancer = { consistentHash: { useSourceIp: true, ringHash } };
  expect(specs(session({ port: 'db', sourceIp: true })).rule.trafficPolicy).toEqual({
    loadBalancer,
    portLevelSettings: [
      { port: { number: 80 }, loadBalancer: { simple: 'UNSPECIFIED' } },
      { port: { number: 81 }, loadBalancer: { simple: 'UNSPECIFIED' } },
      { port: { number: 3306 }, loadBalancer },
    ],
  });
});

test('it stands beside a failover', () => {
  const say: Say = (service, chart) => {
    session({ header: 'a' })(service, chart);
    new LocalityFailover(chart, 'failover', { service, failover: { eu: 'us' } });
  };
  expect(specs(say).rule.trafficPolicy?.loadBalancer).toEqual({
    consistentHash: { httpHeaderName: 'a', ringHash }, localityLbSetting: { enabled: true, failover: [{ from: 'eu', to: 'us' }] },
  });
});

test.each<readonly [what: string, options: object, path: string, message: string]>([
  ['no key', {}, '', 'Expected one of "cookie", "header", "queryParam" and "sourceIp", got 0'],
  ['two keys', { header: 'a', queryParam: 'b' }, '', 'Expected one of "cookie", "header", "queryParam" and "sourceIp", got 2'],
  ['a header in capitals', { header: 'End-User' }, 'header', 'Expected the name of a header in lower case, got "End-User"'],
  ['a parameter without a name', { queryParam: '' }, 'queryParam', 'Expected the name of a parameter, got ""'],
  ['a client address that is not', { sourceIp: false }, 'sourceIp', 'Expected true or nothing, got false'],
  ['a cookie without a name', { cookie: {} }, 'cookie.name', 'Expected the name of a cookie, got undefined'],
  ['a cookie that is two', { cookie: { name: 'a;b' } }, 'cookie.name', 'Expected the name of a cookie, got "a;b"'],
  ['a cookie for no path', { cookie: { name: 'a', path: 'b' } }, 'cookie.path', 'Expected a path, got "b"'],
  ['a cookie for no time', { cookie: { name: 'a', ttl: 'long' } }, 'cookie.ttl', 'Expected a duration such as "5s", got "long"'],
  ['one attribute twice', { cookie: { name: 'a', attributes: [{ name: 'Secure' }, { name: 'secure' }] } }, 'cookie.attributes', 'Expected attributes, each once, got a list of 2'],
  ["an attribute of Envoy's own", { cookie: { name: 'a', attributes: [{ name: 'HttpOnly' }] } }, 'cookie.attributes', 'Expected what Envoy does not write itself, got "httponly"'],
  ['attributes as a text', { cookie: { name: 'a', attributes: 'Secure' } }, 'cookie.attributes', 'Expected attributes, each once, got "Secure"'],
])('%s is refused', (_, options, at, message) => {
  expect(refusal(session(untyped(options)))).toMatchObject({ rule: 'pattern/invalid-option', path: at, construct: 'shop/session', message });
});

const canary = (sticky?: { cookie: string }): Say => (service, chart) => (
  new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 10, ...(sticky ? { sticky } : {}) })
);

test.each<readonly [what: string, says: readonly Say[], expected: readonly string[]]>([
  ['beside shares that are picked anew', [canary(), session({ header: 'a' })], ['composition/affinity-within-version by shop/session with shop/canary']],
  ['beside shares that are remembered', [canary({ cookie: 'r1' }), session({ header: 'a' })], []],
  ['by header, on a port of connections', [session({ port: 'db', header: 'a' })], ['composition/needs-http by shop/session']],
  ['by address, on a port of connections', [session({ port: 'db', sourceIp: true })], []],
])('%s', (_, says, expected) => {
  expect(findings((service, chart) => { for (const say of says) say(service, chart); })).toEqual(expected);
});

test('a version has a session of its own, beside that of the host', () => {
  const of = (options: object): Say => (service, chart) => new StickySession(chart, 'of-version', untyped({ service, ...options }));
  const hash = (header: string): object => ({ loadBalancer: { consistentHash: { httpHeaderName: header, ringHash } } });
  const { rule } = specs((service, chart) => { of({ version: 'v2', header: 'tenant' })(service, chart); session({ header: 'user' })(service, chart); });
  expect(rule.trafficPolicy).toEqual(hash('user'));
  expect(rule.subsets!.map(({ trafficPolicy }) => trafficPolicy)).toEqual([undefined, hash('tenant')]);
  const { rule: ofPort } = specs(of({ version: 'v2', port: 'http', header: 'tenant' }));
  expect(ofPort.trafficPolicy).toBeUndefined();
  expect(ofPort.subsets![1]!.trafficPolicy).toEqual({ portLevelSettings: [{ port: { number: 80 }, ...hash('tenant') }] });
  expect(refusal(of({ version: 'v3', header: 'tenant' }))).toMatchObject({ rule: 'reference/unknown-version', path: 'version', construct: 'shop/of-version' });
});
