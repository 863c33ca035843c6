import { Duration, type Chart } from 'cdk8s';
import { CircuitBreaker, DatabaseEgress, EgressThroughGateway, TlsOrigination, type DatabaseEgressProps } from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { gatewayOf } from '../../support/egress';
import { findingsOf, inLine } from '../../support/findings';
import { specsOf } from '../../support/resources';

const addresses = ['10.0.0.7'] as const;
const tcp = { connectTimeout: '10s', idleTimeout: '24h', tcpKeepalive: { time: '5m', interval: '30s', probes: 3 } };

const engines: readonly (readonly [engine: DatabaseEgressProps['engine'], port: number | undefined, name: string, number: number])[] = [
  ['mysql', undefined, 'tcp-mysql', 3306],
  ['postgres', undefined, 'tcp-postgres', 5432],
  ['redis', undefined, 'tcp-redis', 6379],
  ['mongo', undefined, 'tcp-mongo', 27017],
  ['mysql', 3307, 'tcp-mysql', 3307],
  ['tcp', 1521, 'tcp', 1521],
];

test.each(engines)('%s at port %j: connections that last, no TLS, and no endpoint is taken out', (engine, port, name, number) => {
  const chart = chartOf();
  new DatabaseEgress(chart, 'db', { engine, host: 'db.example.com', addresses, ...(port === undefined ? {} : { port }) });
  expect(specsOf(chart)).toEqual({
    'ServiceEntry shop/db-example-com': {
      hosts: ['db.example.com'], addresses, location: 'MESH_EXTERNAL', exportTo: ['.'], resolution: 'DNS', ports: [{ name, number, protocol: 'TCP' }],
    },
    'DestinationRule shop/db-example-com': { host: 'db.example.com', exportTo: ['.'], trafficPolicy: { connectionPool: { tcp } } },
  });
});

test('what is said takes the place of the defaults', () => {
  const chart = chartOf();
  new DatabaseEgress(chart, 'db', {
    engine: 'mysql', host: 'db.example.com', addresses: ['10.0.0.0/24'], namespace: 'data', exportTo: ['.', 'shop'], maxConnections: 20,
    connectTimeout: '2s', idleTimeout: Duration.hours(2), keepalive: Duration.minutes(1),
  });
  expect(specsOf(chart)).toEqual({
    'ServiceEntry data/db-example-com': expect.objectContaining({ addresses: ['10.0.0.0/24'], resolution: 'NONE', exportTo: ['.', 'shop'] }),
    'DestinationRule data/db-example-com': { host: 'db.example.com', exportTo: ['.', 'shop'], trafficPolicy: { connectionPool: { tcp: {
      maxConnections: 20, connectTimeout: '2s', idleTimeout: '2h', tcpKeepalive: { time: '1m', interval: '30s', probes: 3 },
    } } } },
  });
});

test('its service takes other patterns: ejection if it is asked for, TLS that begins with TLS, a way through a gateway', () => {
  const chart = chartOf();
  const { service } = new DatabaseEgress(chart, 'cache', { engine: 'redis', host: 'cache.example.com', addresses });
  new CircuitBreaker(chart, 'breaker', { service });
  new EgressThroughGateway(chart, 'egress', { service, port: 'tcp-redis', gateway: gatewayOf(chart), clients: ['shop'] });
  new TlsOrigination(chart, 'tls', { service, port: 'tcp-redis', targetPort: 6380 });
  const { trafficPolicy } = (specsOf(chart) as Record<string, any>)['DestinationRule istio-egress/cache-example-com'];
  expect(trafficPolicy).toMatchObject({ outlierDetection: { consecutive5xxErrors: 5 }, portLevelSettings: [
    { port: { number: 6379 }, connectionPool: { tcp }, tls: { mode: 'SIMPLE', sni: 'cache.example.com', subjectAltNames: ['cache.example.com'] } },
  ] });
});

const db = (props: object) => (chart: Chart): unknown => (
  new DatabaseEgress(chart, 'db', untyped({ engine: 'mysql', host: 'db.example.com', addresses, ...props }))
);
const refused: readonly (readonly [what: string, line: string, build: (chart: Chart) => unknown])[] = [
  ['another engine', 'pattern/invalid-option @ engine of shop/db: Expected one of mysql, postgres, redis, mongo, tcp, got "oracle"', db({ engine: 'oracle' })],
  ['TCP without a port', 'pattern/invalid-option @ port of shop/db: Expected the port that clients call, from 1 to 65535, got undefined', db({ engine: 'tcp' })],
  ['a port out of range', 'pattern/invalid-option @ port of shop/db: Expected the port that clients call, from 1 to 65535, got 65536', db({ port: 65536 })],
  ['no connections', 'pattern/invalid-option @ maxConnections of shop/db: Expected a whole number above 0, got 0', db({ maxConnections: 0 })],
  ['a duration that is none', 'pattern/invalid-option @ idleTimeout of shop/db: Expected a duration such as "5s", got 5', db({ idleTimeout: 5 })],
  ['no addresses', 'external-service/tcp-without-addresses @ addresses of shop/db/Service: Expected addresses beside the TCP port 3306, got none',
    db({ addresses: undefined })],
  ['TLS that MySQL agrees on in words of its own', 'tls-origination/starttls @ port of shop/tls: Expected a protocol that begins with TLS, got "tcp-mysql" with TCP',
    (chart) => new TlsOrigination(chart, 'tls', { service: (db({})(chart) as DatabaseEgress<'mysql'>).service, port: 'tcp-mysql', targetPort: 3307 })],
];

test.each(refused)('%s is refused', (_, line, build) => {
  expect(findingsOf(build).map(inLine)).toEqual([line]);
});
