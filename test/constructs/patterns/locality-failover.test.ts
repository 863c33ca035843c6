import { CircuitBreaker, LocalityFailover, type LocalityFailoverProps } from 'cdk8s-istio';
import { untyped } from '../../support/chart';
import { refusal, type Say, specs } from '../../support/reviews';

type Options = LocalityFailoverProps extends infer P ? P extends unknown ? Omit<P, 'service'> : never : never;

const failover = (options: Options): Say => (service, chart) => new LocalityFailover(chart, 'failover', { service, ...options } as LocalityFailoverProps);
const outlierDetection = { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 100 };

test.each<readonly [what: string, options: Options, localityLbSetting: object]>([
  ['pairs of regions', { regions: { 'us-west': 'us-east', 'eu': 'us-east' } }, { enabled: true, failover: [{ from: 'eu', to: 'us-east' }, { from: 'us-west', to: 'us-east' }] }],
  ['an order of places', { order: ['topology.istio.io/network', 'topology.kubernetes.io/region', 'topology.kubernetes.io/zone'] },
    { enabled: true, failoverPriority: ['topology.istio.io/network', 'topology.kubernetes.io/region', 'topology.kubernetes.io/zone'] }],
  ['labels of pods', { order: ['rack', 'example.com/tier=gold'] }, { enabled: true, failoverPriority: ['rack', 'example.com/tier=gold'] }],
])('%s, and what takes endpoints out', (_, options, localityLbSetting) => {
  expect(specs(failover(options)).rule.trafficPolicy).toEqual({ loadBalancer: { localityLbSetting }, outlierDetection });
});

test('wherever it holds, endpoints are taken out: on a port and for a version with limits of their own too', () => {
  const { rule } = specs((service, chart) => {
    failover({ regions: { eu: 'us' } })(service, chart);
    new CircuitBreaker(chart, 'db', { service, port: 'db', ejection: false, maxConnections: 1 });
    new CircuitBreaker(chart, 'v2', { service, version: 'v2', ejection: false, maxRequests: 1 });
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
  ['nothing', {}, '', 'Expected one of "order" and "regions", got none'],
  ['both ways', { order: ['a'], regions: { a: 'b' } }, '', 'Expected one of "order" and "regions", got both'],
  ['an empty order', { order: [] }, 'order', 'Expected labels, each once, got []'],
  ['a label twice', { order: ['a', 'a'] }, 'order', 'Expected labels, each once, got a list of 2'],
  ['a label of nodes', { order: ['failure-domain.beta.kubernetes.io/zone'] }, 'order', 'Expected labels of endpoints, got "failure-domain.beta.kubernetes.io/zone"'],
  ['a label that was never', { order: ['kubernetes.io/region'] }, 'order', 'Expected labels of endpoints, got "kubernetes.io/region"'],
  ['a narrow place first', { order: ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'] }, 'order',
    'Expected wide places before narrow ones, got "topology.kubernetes.io/zone" before "topology.kubernetes.io/region"'],
  ['no regions', { regions: {} }, 'regions', 'Expected regions that take over, got none'],
  ['a zone', { regions: { 'eu/a': 'us' } }, 'regions', 'Expected the names of two regions, without zone, got "eu/a" and "us"'],
  ['all regions', { regions: { '*': 'us' } }, 'regions', 'Expected the names of two regions, without zone, got "*" and "us"'],
  ['itself', { regions: { eu: 'eu' } }, 'regions', 'Expected the names of two regions, without zone, got "eu" and "eu"'],
])('%s is refused', (_, options, at, message) => {
  expect(refusal(failover(untyped(options)))).toMatchObject({ rule: 'pattern/invalid-option', path: at, construct: 'shop/failover', message });
});
