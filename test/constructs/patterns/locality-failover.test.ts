import { CircuitBreaker, LocalityFailover, type LocalityFailoverProps } from 'cdk8s-istio';
import { untyped } from '../../support/chart';
import { refusal, type Say, specs } from '../../support/reviews';

type Options = LocalityFailoverProps extends infer P ? P extends unknown ? Omit<P, 'service'> : never : never;

const failover = (options: Options): Say => (service, chart) => new LocalityFailover(chart, 'failover', { service, ...options } as LocalityFailoverProps);
const outlierDetection = { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 100 };

test.each<readonly [what: string, options: Options, localityLbSetting: object]>([
  ['pairs of regions', { failover: { 'us-west': 'us-east', 'eu': 'us-east' } }, { enabled: true, failover: [{ from: 'eu', to: 'us-east' }, { from: 'us-west', to: 'us-east' }] }],
  ['an order of places', { failoverPriority: ['topology.istio.io/network', 'topology.kubernetes.io/region', 'topology.kubernetes.io/zone'] },
    { enabled: true, failoverPriority: ['topology.istio.io/network', 'topology.kubernetes.io/region', 'topology.kubernetes.io/zone'] }],
  ['labels of pods', { failoverPriority: ['rack', 'example.com/tier=gold'] }, { enabled: true, failoverPriority: ['rack', 'example.com/tier=gold'] }],
])('%s, and what takes endpoints out', (_, options, localityLbSetting) => {
  expect(specs(failover(options)).rule.trafficPolicy).toEqual({ loadBalancer: { localityLbSetting }, outlierDetection });
});

test('wherever it holds, endpoints are taken out: on a port and for a version with limits of their own too', () => {
  const { rule } = specs((service, chart) => {
    failover({ failover: { eu: 'us' } })(service, chart);
    new CircuitBreaker(chart, 'db', { service, port: 'db', outlierDetection: false, maxConnections: 1 });
    new CircuitBreaker(chart, 'v2', { service, version: 'v2', outlierDetection: false, http2MaxRequests: 1 });
    new CircuitBreaker(chart, 'v1', { service, version: 'v1', consecutive5xxErrors: 2 });
  });
  const loadBalancer = { localityLbSetting: { enabled: true, failover: [{ from: 'eu', to: 'us' }] } };
  const portLevelSettings = [{ port: { number: 3306 }, loadBalancer, outlierDetection }];
  expect(rule.trafficPolicy).toMatchObject({ loadBalancer, outlierDetection, portLevelSettings });
  const [v1, v2] = rule.subsets!;
  expect(v1!.trafficPolicy).toMatchObject({ outlierDetection: { ...outlierDetection, consecutive5xxErrors: 2 } });
  expect(v2!.trafficPolicy).not.toHaveProperty('outlierDetection'); // it is the host's
  expect(v2!.trafficPolicy).toMatchObject({ portLevelSettings });
});

test.each<readonly [what: string, options: object, path: string, message: string]>([
  ['nothing', {}, '', 'Expected one of "failoverPriority" and "failover", got none'],
  ['both ways', { failoverPriority: ['a'], failover: { a: 'b' } }, '', 'Expected one of "failoverPriority" and "failover", got both'],
  ['an empty order', { failoverPriority: [] }, 'failoverPriority', 'Expected labels, each once, got []'],
  ['a label twice', { failoverPriority: ['a', 'a'] }, 'failoverPriority', 'Expected labels, each once, got a list of 2'],
  ['a label of nodes', { failoverPriority: ['failure-domain.beta.kubernetes.io/zone'] }, 'failoverPriority', 'Expected labels of endpoints, got "failure-domain.beta.kubernetes.io/zone"'],
  ['a label that was never', { failoverPriority: ['kubernetes.io/region'] }, 'failoverPriority', 'Expected labels of endpoints, got "kubernetes.io/region"'],
  ['a narrow place first', { failoverPriority: ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'] }, 'failoverPriority',
    'Expected wide places before narrow ones, got "topology.kubernetes.io/zone" before "topology.kubernetes.io/region"'],
  ['no regions', { failover: {} }, 'failover', 'Expected regions that take over, got none'],
  ['a zone', { failover: { 'eu/a': 'us' } }, 'failover', 'Expected the names of two regions, without zone, got "eu/a" and "us"'],
  ['all regions', { failover: { '*': 'us' } }, 'failover', 'Expected the names of two regions, without zone, got "*" and "us"'],
  ['itself', { failover: { eu: 'eu' } }, 'failover', 'Expected the names of two regions, without zone, got "eu" and "eu"'],
])('%s is refused', (_, options, at, message) => {
  expect(refusal(failover(untyped(options)))).toMatchObject({ rule: 'pattern/invalid-option', path: at, construct: 'shop/failover', message });
});

test('a port and a version fail over by themselves', () => {
  const of = (options: object, id = 'failover'): Say => (service, chart) => new LocalityFailover(chart, id, untyped({ service, ...options }));
  const policy = (from: string, to: string): object => ({
    loadBalancer: { localityLbSetting: { enabled: true, failover: [{ from, to }] } }, outlierDetection,
  });
  const { rule } = specs((service, chart) => {
    of({ port: 'http', failover: { eu: 'us' } })(service, chart);
    of({ version: 'v2', failover: { eu: 'asia' } }, 'of-version')(service, chart);
  });
  expect(rule.trafficPolicy).toEqual({ portLevelSettings: [{ port: { number: 80 }, ...policy('eu', 'us') }] });
  expect(rule.subsets![0]!.trafficPolicy).toBeUndefined();
  expect(rule.subsets![1]!.trafficPolicy).toMatchObject(policy('eu', 'asia'));
  expect(refusal(of({ port: 'https', failover: { eu: 'us' } }))).toMatchObject({ rule: 'reference/unknown-port', path: 'port' });
  expect(refusal(of({ version: 'v3', failover: { eu: 'us' } }))).toMatchObject({ rule: 'reference/unknown-version', path: 'version' });
});
