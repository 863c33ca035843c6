import { BlueGreen, MeshService, method, Mirror, path, type MirrorProps } from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { findings, HOST, refusal, type Say, specs } from '../../support/reviews';

type Options = MirrorProps<'v1' | 'v2'> extends infer P ? P extends unknown ? Omit<P, 'service' | 'percentage'> : never : never;

const mirror = (options: Options, id = 'shadow'): Say => (service, chart) => new Mirror(chart, id, { service, percentage: 10, ...options } as MirrorProps<'v1' | 'v2'>);
const both = (...says: Say[]): Say => (service, chart) => { for (const say of says) say(service, chart); };
/** Of the first port: match without the port, and who gets copies. */
const routes = (...says: Say[]): unknown[] => specs(both(...says)).routes.http!
  .filter(({ match = [] }) => match.every(({ port }) => port === 80))
  .map(({ match = [], mirrors = [] }) => [match.map(({ port: _, ...rest }) => rest), mirrors.map(({ destination }) => destination)]);
const READS = [{ method: { exact: 'GET' } }, { method: { exact: 'HEAD' } }];
const v2 = { host: HOST, subset: 'v2', port: { number: 80 } };
const others = MeshService.fromName(chartOf(), 'shadow', { namespace: 'test', ports: { http: { number: 8080, protocol: 'HTTP' } }, versions: ['next'] });

test('reads alone are copied, with the share that is asked for', () => {
  expect(routes(mirror({ version: 'v2' }))).toEqual([[READS, [v2]], [[{}], []]]);
  expect(specs(mirror({ version: 'v2' })).routes.http![0]!.mirrors).toEqual([{ destination: v2, percentage: { value: 10 } }]);
});

test('all requests are copied where side effects are taken', () => {
  expect(routes(mirror({ version: 'v2', sideEffects: true }))).toEqual([[[{}], [v2]]]);
  expect(routes(mirror({ version: 'v2', sideEffects: true, match: method('POST') }))).toEqual([[[{ method: { exact: 'POST' } }], [v2]], [[{}], []]]);
});

test('copies go to a port or a version of another service, and to several places', () => {
  const toPort = { host: 'shadow.test.svc.cluster.local', port: { number: 8080 } };
  expect(routes(mirror({ destination: others.port('http') }))[0]).toEqual([READS, [toPort]]);
  expect(routes(mirror({ destination: others.version('next') }))[0]).toEqual([READS, [{ ...toPort, subset: 'next' }]]);
  expect(routes(mirror({ destination: others.port('http') }), mirror({ version: 'v2' }, 'two'))[0]).toEqual([READS, [v2, toPort]]);
});

test('copies of a path are copies of its reads', () => {
  expect(routes(mirror({ version: 'v2', match: path.prefix('/a/') }))[0]).toEqual([READS.map((match) => ({ ...match, uri: { prefix: '/a/' } })), [v2]]);
});

test.each<readonly [what: string, say: Say, path: string, message: string]>([
  ['copies of writes', mirror({ version: 'v2', match: method('POST') }), 'match', 'Expected requests that change nothing, GET and HEAD, got others'],
  ['copies to nowhere', mirror(untyped({})), 'version', 'Expected one of "version" and "destination", got none'],
  ['copies to itself', (service, chart) => new Mirror(chart, 'shadow', { service, percentage: 1, destination: service.port('http') }), 'destination',
    `Expected another service or a version, got "${HOST}" itself`],
  ['copies to a name', mirror({ destination: untyped('shadow') }), 'destination', 'Expected a port or a version of a MeshService, got "shadow"'],
  ['copies to a service with several ports', (service, chart) => {
    const other = new MeshService(chart, 'other', { ports: { http: { number: 80, protocol: 'HTTP' }, db: { number: 3306, protocol: 'TCP' } } });
    new Mirror(chart, 'shadow', { service, percentage: 1, destination: other.target });
  }, 'destination', 'Expected a port of the service, got none'],
  ['copies to a port that is not HTTP', (service, chart) => {
    const other = new MeshService(chart, 'other', { ports: { http: { number: 80, protocol: 'HTTP' }, db: { number: 3306, protocol: 'TCP' } } });
    new Mirror(chart, 'shadow', { service, percentage: 1, destination: other.port('db') });
  }, 'destination', 'Expected an HTTP port, got 3306 with protocol TCP'],
  ['side effects as a text', mirror({ version: 'v2', sideEffects: untyped('yes') }), 'sideEffects', 'Expected true or false, got "yes"'],
])('%s are refused', (_, say, at, message) => {
  expect(refusal(say)).toMatchObject({ rule: 'pattern/invalid-option', path: at, construct: 'shop/shadow', message });
});

test('a version that the service does not have is refused', () => {
  expect(refusal(mirror({ version: untyped('v3') }))).toMatchObject({ rule: 'reference/unknown-version', construct: 'shop/shadow' });
});

const released: Say = (service, chart) => new BlueGreen(chart, 'release', { service, active: 'v1' });
test.each<readonly [what: string, says: readonly Say[], expected: readonly string[]]>([
  ['copies to one place twice', [released, mirror({ version: 'v2' }), mirror({ version: 'v2' }, 'two')], ['composition/claimed-twice by shop/two with shop/shadow']],
  ['copies of a path that are others', [released, mirror({ version: 'v2' }), mirror({ version: 'v2', match: path.prefix('/a') }, 'two')], []],
  ['copies of what goes elsewhere', [released, mirror({ version: 'v2' })], []],
  ['copies to a version that answers as well', [mirror({ version: 'v2' })], ['composition/mirror-to-live-version by shop/shadow']],
])('%s', (_, says, expected) => {
  expect(findings(both(...says))).toEqual(expected);
});

test('copies on a host without HTTP are an error', () => {
  expect(findings((_, chart) => {
    const db = new MeshService(chart, 'db', { ports: { db: { number: 3306, protocol: 'TCP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } } });
    new Mirror(chart, 'shadow', { service: db, percentage: 1, version: 'v2' });
    return db;
  })).toEqual(['composition/needs-http by shop/shadow']);
});
