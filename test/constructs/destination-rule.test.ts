import { App, Chart, Duration, JsonPatch } from 'cdk8s';
import {
  DestinationRule, type DestinationRuleProps, hashBy, IstioDestinationRule, PortTrafficPolicy, renderPath, Subset, Tls, TrafficPolicy,
  type TrafficPolicySpec,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { findingsOf } from '../support/findings';

/** The spec in the manifest of a rule. */
function specOf(rule: DestinationRule): Record<string, unknown> {
  return (rule.resource.toJson() as { spec: Record<string, unknown> }).spec;
}

function make(props: Omit<DestinationRuleProps, 'host'> = {}, chart = chartOf()): DestinationRule {
  return new DestinationRule(chart, 'ratings', { host: 'ratings', ...props });
}

const policy = new TrafficPolicy();
const files = { clientCertificate: '/tls.crt', privateKey: '/tls.key' };

test('the code of the design', () => {
  const rule = new DestinationRule(chartOf(), 'ratings', {
    host: 'ratings',
    trafficPolicy: new TrafficPolicy()
      .consistentHash(hashBy.cookie('user', { ttl: Duration.seconds(0) }))
      .connectionPool({ tcp: { maxConnections: 100, connectTimeout: Duration.seconds(5) } })
      .outlierDetection({ consecutive5xxErrors: 5, interval: Duration.seconds(10) })
      .onPort(9080, (p) => p.tls(Tls.istioMutual())),
    subsets: { v1: { labels: { version: 'v1' } } },
  });
  expect(specOf(rule)).toEqual({
    host: 'ratings',
    trafficPolicy: {
      loadBalancer: { consistentHash: { httpCookie: { name: 'user', ttl: '0s' } } },
      connectionPool: { tcp: { maxConnections: 100, connectTimeout: '5s' } },
      outlierDetection: { consecutive5xxErrors: 5, interval: '10s' },
      portLevelSettings: [{ port: { number: 9080 }, tls: { mode: 'ISTIO_MUTUAL' } }],
    },
    subsets: [{ name: 'v1', labels: { version: 'v1' } }],
  });
});

const simple = ['LEAST_REQUEST', 'ROUND_ROBIN', 'RANDOM', 'PASSTHROUGH', 'LEAST_CONN', 'UNSPECIFIED'] as const;
const blocks: readonly (readonly [name: string, built: TrafficPolicy, spec: TrafficPolicySpec])[] = [
  ['nothing', policy, {}],
  ...simple.map((name) => [name, policy.loadBalancer(name), { loadBalancer: { simple: name } }] as const),
  ['a hash of a header', policy.consistentHash(hashBy.header('end-user')), { loadBalancer: { consistentHash: { httpHeaderName: 'end-user' } } }],
  ['a hash of a cookie', policy.consistentHash(hashBy.cookie('user')), { loadBalancer: { consistentHash: { httpCookie: { name: 'user' } } } }],
  [
    'a hash of a cookie with all its settings',
    policy.consistentHash(hashBy.cookie('user', { path: '/', ttl: '1h', attributes: [{ name: 'SameSite', value: 'Lax' }] })),
    {
      loadBalancer: {
        consistentHash: { httpCookie: { name: 'user', path: '/', ttl: '1h', attributes: [{ name: 'SameSite', value: 'Lax' }] } },
      },
    },
  ],
  ['a hash of the address', policy.consistentHash(hashBy.sourceIp()), { loadBalancer: { consistentHash: { useSourceIp: true } } }],
  [
    'a hash of a parameter, on a ring',
    policy.consistentHash(hashBy.queryParam('user'), { ringHash: { minimumRingSize: 2048 } }),
    { loadBalancer: { consistentHash: { httpQueryParameterName: 'user', ringHash: { minimumRingSize: 2048 } } } },
  ],
  [
    'Maglev', policy.consistentHash(hashBy.sourceIp(), { maglev: { tableSize: 65537 } }),
    { loadBalancer: { consistentHash: { useSourceIp: true, maglev: { tableSize: 65537 } } } },
  ],
  [
    'a ring in the old way', policy.consistentHash(hashBy.sourceIp(), { minimumRingSize: 100 }),
    { loadBalancer: { consistentHash: { useSourceIp: true, minimumRingSize: 100 } } },
  ],
  [
    'the last algorithm, and what stands beside it',
    policy.warmup({ duration: '1m' }).loadBalancer('RANDOM').consistentHash(hashBy.sourceIp()).loadBalancer('ROUND_ROBIN').locality({ enabled: true }),
    { loadBalancer: { simple: 'ROUND_ROBIN', warmup: { duration: '1m' }, localityLbSetting: { enabled: true } } },
  ],
  [
    'what endpoints report', policy.loadBalancer('RANDOM').backendUtilization({ weightUpdatePeriod: '1s' }),
    { loadBalancer: { backendUtilization: { weightUpdatePeriod: '1s' } } },
  ],
  [
    'shares by locality', policy.locality({ distribute: [{ from: 'a/*', to: { 'a/*': 80, 'b/*': 20 } }] }),
    { loadBalancer: { localityLbSetting: { distribute: [{ from: 'a/*', to: { 'a/*': 80, 'b/*': 20 } }] } } },
  ],
  [
    'failover by locality', policy.locality({ enabled: true, failover: [{ from: 'a', to: 'b' }], failoverPriority: ['app'] }),
    { loadBalancer: { localityLbSetting: { enabled: true, failover: [{ from: 'a', to: 'b' }], failoverPriority: ['app'] } } },
  ],
  [
    'zones', policy.zoneAware({ enabled: true, minClusterSize: 3 }),
    { loadBalancer: { zoneAwareLbSetting: { enabled: true, minClusterSize: 3 } } },
  ],
  [
    'the last limits', policy.connectionPool({ tcp: { maxConnections: 1 } }).connectionPool({ http: { maxRetries: 1 } }),
    { connectionPool: { http: { maxRetries: 1 } } },
  ],
  ['outlier detection with defaults', policy.outlierDetection({}), { outlierDetection: {} }],
  ['TLS, built', policy.tls(Tls.disable()), { tls: { mode: 'DISABLE' } }],
  ['TLS, raw', policy.tls({ mode: 'SIMPLE' }), { tls: { mode: 'SIMPLE' } }],
  [
    'a tunnel', policy.tunnel({ protocol: 'POST', targetHost: 'a.com', targetPort: 443 }),
    { tunnel: { protocol: 'POST', targetHost: 'a.com', targetPort: 443 } },
  ],
  ['a PROXY header', policy.proxyProtocol(), { proxyProtocol: {} }],
  ['a PROXY header of version 2', policy.proxyProtocol('V2'), { proxyProtocol: { version: 'V2' } }],
  ['a retry budget', policy.retryBudget({ percent: 10 }), { retryBudget: { percent: 10 } }],
  ['a raw policy, changed', new TrafficPolicy({ tls: { mode: 'DISABLE' } }).loadBalancer('RANDOM'), { tls: { mode: 'DISABLE' }, loadBalancer: { simple: 'RANDOM' } }],
];

const onPorts: readonly (readonly [name: string, built: TrafficPolicy, spec: TrafficPolicySpec])[] = [
  [
    'a port, with a function', policy.onPort(80, (port) => port.loadBalancer('RANDOM')),
    { portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: 'RANDOM' } }] },
  ],
  [
    'a port, with a shared policy', policy.onPort(80, new PortTrafficPolicy().tls(Tls.disable())),
    { portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'DISABLE' } }] },
  ],
  ['a port, raw', policy.onPort(80, { tls: { mode: 'DISABLE' } }), { portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'DISABLE' } }] }],
  [
    'a port twice, the second time from where the first ended',
    policy.onPort(80, (port) => port.loadBalancer('RANDOM')).onPort(81, { outlierDetection: {} }).onPort(80, (port) => port.tls(Tls.disable())),
    {
      portLevelSettings: [
        { port: { number: 80 }, loadBalancer: { simple: 'RANDOM' }, tls: { mode: 'DISABLE' } },
        { port: { number: 81 }, outlierDetection: {} },
      ],
    },
  ],
];

const extended: readonly (readonly [name: string, built: TrafficPolicy, spec: TrafficPolicySpec])[] = [
  [
    'blocks as a whole', policy.connectionPool({ tcp: { maxConnections: 1 } }).outlierDetection({}).extend(policy.connectionPool({ http: {} })),
    { connectionPool: { http: {} }, outlierDetection: {} },
  ],
  ['a raw policy', policy.outlierDetection({}).extend({ tls: { mode: 'DISABLE' } }), { outlierDetection: {}, tls: { mode: 'DISABLE' } }],
  [
    'ports by their number',
    policy.onPort(80, { outlierDetection: {} }).onPort(81, { outlierDetection: {} })
      .extend(policy.onPort(82, { tls: {} }).onPort(80, { tls: { mode: 'DISABLE' } })),
    {
      portLevelSettings: [
        { port: { number: 80 }, tls: { mode: 'DISABLE' } }, { port: { number: 81 }, outlierDetection: {} }, { port: { number: 82 }, tls: {} },
      ],
    },
  ],
];

describe.each([['sets', blocks], ['sets on', onPorts], ['extends by', extended]])('a policy %s', (_, rows) => {
  test.each(rows)('%s', (__, built, spec) => {
    const rule = make({ trafficPolicy: built, subsets: { v1: { trafficPolicy: built } } });
    expect(specOf(rule)).toEqual({ host: 'ratings', trafficPolicy: spec, subsets: [{ name: 'v1', trafficPolicy: spec }] });
  });
});

test.each([
  ['no TLS', Tls.disable(), { mode: 'DISABLE' }],
  ['the system\'s authorities', Tls.simple(), { mode: 'SIMPLE' }],
  ['authorities from a Secret', Tls.simple({ credentialName: 'ca', sni: 'a.com' }), { mode: 'SIMPLE', credentialName: 'ca', sni: 'a.com' }],
  [
    'authorities from files', Tls.simple({ caCertificates: '/ca.crt', caCrl: '/crl', subjectAltNames: ['a.com'] }),
    { mode: 'SIMPLE', caCertificates: '/ca.crt', caCrl: '/crl', subjectAltNames: ['a.com'] },
  ],
  ['any server', Tls.simple({ insecureSkipVerify: true }), { mode: 'SIMPLE', insecureSkipVerify: true }],
  ['a certificate from a Secret', Tls.mutual({ credentialName: 'client' }), { mode: 'MUTUAL', credentialName: 'client' }],
  ['a certificate from files', Tls.mutual({ ...files, caCertificates: '/ca.crt' }), { mode: 'MUTUAL', ...files, caCertificates: '/ca.crt' }],
  ['the mesh\'s certificates', Tls.istioMutual({ sni: 'a.com' }), { mode: 'ISTIO_MUTUAL', sni: 'a.com' }],
])('TLS with %s', (_, tls, spec) => {
  expect(tls.toSpec()).toEqual(spec);
});

test('a policy never changes', () => {
  const raw = { tls: { mode: 'DISABLE' } } as { tls?: object; outlierDetection?: object };
  const before = new TrafficPolicy(raw);
  before.loadBalancer('RANDOM').onPort(80, {}).extend({ connectionPool: {} });
  raw.outlierDetection = {};
  Object.assign(before.toSpec(), { tunnel: {} });
  expect(before.toSpec()).toEqual({ tls: { mode: 'DISABLE' } });
});

test('a policy of a subclass stays one', () => {
  class HousePolicy extends TrafficPolicy {
    public house(): this {
      return this.outlierDetection({});
    }
  }
  expect(new HousePolicy().loadBalancer('RANDOM').house().toSpec()).toEqual({ loadBalancer: { simple: 'RANDOM' }, outlierDetection: {} });
});

test.each([
  ['nothing but the host', {}, { host: 'ratings' }],
  ['no subsets', { subsets: {} }, { host: 'ratings', subsets: [] }],
  ['a subset of all endpoints', { subsets: { all: {} } }, { host: 'ratings', subsets: [{ name: 'all' }] }],
  ['a raw policy', { trafficPolicy: { tls: { mode: 'DISABLE' } } }, { host: 'ratings', trafficPolicy: { tls: { mode: 'DISABLE' } } }],
  [
    'who sees it and whom it is for', { exportTo: ['.'], workloadSelector: { matchLabels: { app: 'web' } } },
    { host: 'ratings', exportTo: ['.'], workloadSelector: { matchLabels: { app: 'web' } } },
  ],
] as const)('a rule with %s', (_, props, spec) => {
  expect(specOf(make(props))).toEqual(spec);
});

test('a subset can be added until the manifest is written', () => {
  const rule = make({ subsets: { v1: { labels: { version: 'v1' } } } });
  const added = rule.addSubset('v2', { labels: { version: 'v2' }, trafficPolicy: new TrafficPolicy().loadBalancer('RANDOM') });
  expect(added).toBeInstanceOf(Subset);
  expect(added.name).toBe('v2');
  expect(specOf(rule).subsets).toEqual([
    { name: 'v1', labels: { version: 'v1' } },
    { name: 'v2', labels: { version: 'v2' }, trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } },
  ]);
});

test.each`
  host                 | from         | destination
  ${'ratings'}         | ${'shop'}    | ${'ratings'}
  ${'ratings'}         | ${'edge'}    | ${'ratings.shop.svc.cluster.local'}
  ${'ratings'}         | ${undefined} | ${'ratings.shop.svc.cluster.local'}
  ${'api.example.com'} | ${'edge'}    | ${'api.example.com'}
`('a route of namespace $from names $host as $destination', ({ host, from, destination }) => {
  const chart = chartOf();
  const rule = new DestinationRule(chart, 'rule', { host, subsets: { v1: {} } });
  const seen = { construct: chart, namespace: from };
  expect(rule.subset('v1')._destination(seen)).toEqual({ host: destination, subset: 'v1' });
  expect(rule.subset('v1').onPort(9080)._destination(seen)).toEqual({ host: destination, subset: 'v1', port: { number: 9080 } });
  expect(rule.target._destination(seen)).toEqual({ host: destination });
  expect(rule.target.onPort(9080)._destination(seen)).toEqual({ host: destination, port: { number: 9080 } });
});

test('a rule without a namespace writes its host as it is, wherever the route is', () => {
  const chart = new Chart(new App(), 'shop');
  const rule = new DestinationRule(chart, 'rule', { host: 'ratings', subsets: { v1: {} } });
  expect(rule.subset('v1')._destination({ construct: chart, namespace: 'edge' })).toEqual({ host: 'ratings', subset: 'v1' });
});

const rule = (props: unknown) => (chart: Chart): unknown => new DestinationRule(chart, 'rule', untyped(props));
const withPolicy = (trafficPolicy: unknown) => rule({ host: 'a', trafficPolicy });

test.each([
  ['no props', rule(undefined), 'field/missing @ spec.host'],
  ['an unknown key', rule({ host: 'a', subset: {} }), 'field/unknown @ spec.subset'],
  ['text for subsets', rule({ host: 'a', subsets: 'v1' }), 'field/wrong-type @ spec.subsets'],
  ['text for a subset', rule({ host: 'a', subsets: { v1: 'v1' } }), 'field/wrong-type @ spec.subsets[0]'],
  ['null for a subset', rule({ host: 'a', subsets: { v1: null } }), 'input/null @ spec.subsets[0]'],
  ['an unknown key of a subset', rule({ host: 'a', subsets: { v1: { label: {} } } }), 'field/unknown @ spec.subsets[0].label'],
  ['a list of subsets, with a name twice', rule({ host: 'a', subsets: [{ name: 'v1' }, { name: 'v1' }] }), 'destination-rule/unique-subset-names @ spec.subsets[1].name'],
  ['text for a policy', withPolicy('RANDOM'), 'field/wrong-type @ spec.trafficPolicy'],
  ['an unknown key of a policy', withPolicy({ loadbalancer: {} }), 'field/unknown @ spec.trafficPolicy.loadbalancer'],
  ['an unknown key of a builder', withPolicy(new TrafficPolicy(untyped({ tsl: {} })).tls(Tls.disable())), 'field/unknown @ spec.trafficPolicy.tsl'],
  ['an unknown algorithm', withPolicy(policy.loadBalancer(untyped('random'))), 'field/unknown-value @ spec.trafficPolicy.loadBalancer.simple'],
  ['an object for an algorithm', withPolicy(policy.loadBalancer(untyped({}))), 'field/wrong-type @ spec.trafficPolicy.loadBalancer.simple'],
  [
    'an unknown hash key', withPolicy(policy.consistentHash(untyped({ header: 'a' }))),
    'field/unknown @ spec.trafficPolicy.loadBalancer.consistentHash.header',
  ],
  [
    'two hash keys', withPolicy(policy.consistentHash(untyped({ ...hashBy.header('a'), ...hashBy.sourceIp() }))),
    'field/conflicting @ spec.trafficPolicy.loadBalancer.consistentHash',
  ],
  ['text for TLS', withPolicy(policy.tls(untyped('DISABLE'))), 'field/wrong-type @ spec.trafficPolicy.tls'],
  ['an unknown key of TLS', withPolicy(policy.tls(Tls.simple(untyped({ SNI: 'a' })))), 'field/unknown @ spec.trafficPolicy.tls.SNI'],
  ['null for a block', withPolicy(policy.connectionPool(untyped(null))), 'input/null @ spec.trafficPolicy.connectionPool'],
  ['text for a port', withPolicy(policy.onPort(untyped('80'), { tls: {} })), 'field/wrong-type @ spec.trafficPolicy.portLevelSettings[0].port.number'],
  ['text on a port', withPolicy(policy.onPort(80, untyped({ tls: 'DISABLE' }))), 'field/wrong-type @ spec.trafficPolicy.portLevelSettings[0].tls'],
  [
    'the policy of a host on a port', withPolicy(policy.onPort(80, untyped(() => policy.tunnel({ targetHost: 'a', targetPort: 1 }).toSpec()))),
    'field/unknown @ spec.trafficPolicy.portLevelSettings[0].tunnel',
  ],
  ['no list of ports', withPolicy(new TrafficPolicy(untyped({ portLevelSettings: 80 })).onPort(80, {})), 'field/wrong-type @ spec.trafficPolicy.portLevelSettings'],
  ['no list of ports to add', withPolicy(policy.extend(untyped({ portLevelSettings: 80 }))), 'field/wrong-type @ spec.trafficPolicy.portLevelSettings'],
  ['a builder where L1 wants data', (chart: Chart) => new IstioDestinationRule(chart, 'rule', { spec: { host: 'a', trafficPolicy: untyped(policy) } }), 'input/not-json @ spec.trafficPolicy'],
  ['an empty duration', withPolicy(policy.outlierDetection({ interval: '' })), 'value/duration @ spec.trafficPolicy.outlierDetection.interval'],
  ['a part of a millisecond', withPolicy(policy.outlierDetection({ interval: '1.5ms' })), 'value/whole-milliseconds @ spec.trafficPolicy.outlierDetection.interval'],
  ['a negative time out', withPolicy(policy.connectionPool({ tcp: { idleTimeout: '-1s' } })), 'value/not-negative @ spec.trafficPolicy.connectionPool.tcp.idleTimeout'],
  ['an unknown subset', (chart: Chart) => make({ subsets: { v1: {} } }, chart).subset('v9'), 'reference/unknown-subset @ spec.subsets'],
  ['a subset that every object has', (chart: Chart) => make({}, chart).subset('toString'), 'reference/unknown-subset @ spec.subsets'],
  ['a subset twice', (chart: Chart) => make({ subsets: { v1: {} } }, chart).addSubset('v1'), 'destination-rule/unique-subset-names @ spec.subsets[1].name'],
])('%s', (_, build, finding) => {
  expect(findingsOf(build).map(({ rule: id, path }) => `${id} @ ${renderPath(path)}`)).toEqual([finding]);
});

test('an unknown subset says which was meant', () => {
  expect(findingsOf((chart) => make({ subsets: { v1: {}, canary: {} } }, chart).subset('canery'))).toEqual([expect.objectContaining({
    message: 'Expected "v1" or "canary", got "canery"', fix: 'write "canary"', construct: 'shop/ratings',
  })]);
});

test('a rule has one child, which can be reached and patched', () => {
  const it = make({ subsets: { v1: {} } });
  expect(it.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  it.metadata.addLabel('team', 'ratings');
  it.addJsonPatch(JsonPatch.add('/spec/exportTo', ['.']));
  expect(it.resource.toJson()).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: it.name, namespace: 'shop', labels: { team: 'ratings' } },
    spec: { host: 'ratings', subsets: [{ name: 'v1' }], exportTo: ['.'] },
  });
});
