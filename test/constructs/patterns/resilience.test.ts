import { Duration } from 'cdk8s';
import { FaultInjection, header, HttpPolicies, method, path, Resilience, type ResilienceProps } from 'cdk8s-istio';
import { untyped } from '../../support/chart';
import { findings, refusal, type Say, specs } from '../../support/reviews';

const SAFE = 'connect-failure,refused-stream,unavailable,cancelled,reset-before-request';
const IDEMPOTENT = `${SAFE},5xx,reset`;

const resilience = (options: Partial<ResilienceProps> = {}, id = 'patience'): Say => (service, chart) => (
  new Resilience(chart, id, { service, timeout: '3s', ...options })
);
/** The routes of the first port: name, match without the port, timeout and retries. */
const routes = (...says: Say[]): unknown[] => specs((service, chart) => { for (const say of says) say(service, chart); }).routes.http!
  .filter(({ match = [] }) => match.every(({ port }) => port === 80))
  .map(({ name, match = [], timeout, retries }) => [name, match.map(({ port: _, ...rest }) => rest), timeout, retries]);
const READS = [{ method: { exact: 'GET' } }, { method: { exact: 'HEAD' } }];

test('by default what the service cannot have seen is tried again twice, within the timeout', () => {
  expect(routes(resilience())).toEqual([['default', [{}], '3s', { attempts: 2, perTryTimeout: '1s', retryOn: SAFE }]]);
});

test('idempotent is for reads alone, and off turns off the retries of Istio too', () => {
  const perTryTimeout = '1s';
  expect(routes(resilience({ retries: { retryOn: 'idempotent' } }))).toEqual([
    ['default-patience-reads', READS, '3s', { attempts: 2, perTryTimeout, retryOn: IDEMPOTENT }],
    ['default', [{}], '3s', { attempts: 2, perTryTimeout, retryOn: SAFE }],
  ]);
  expect(routes(resilience({ retries: { attempts: 0 } }))).toEqual([['default', [{}], '3s', { attempts: 0 }]]);
});

test('idempotent is for all methods where that is said, or where the match has only reads', () => {
  const retries = { attempts: 1, perTryTimeout: '1.5s', retryOn: IDEMPOTENT };
  expect(routes(resilience({ retries: { retryOn: 'idempotent', allMethods: true, attempts: 1 } }))).toEqual([['default', [{}], '3s', retries]]);
  expect(routes(resilience({ retries: { retryOn: 'idempotent', attempts: 1 }, match: method('GET') }))).toEqual([
    ['default-patience', [READS[0]], '3s', retries], ['default', [{}], undefined, undefined],
  ]);
});

test('what is said for fewer requests wins, whichever of the two tells reads apart', () => {
  const off = resilience({ retries: { attempts: 0 }, timeout: '30s', match: header('x-batch').present() }, 'batch');
  expect(routes(resilience({ retries: { retryOn: 'idempotent' } }), off)).toEqual([
    ['default-batch', [{ headers: { 'x-batch': {} } }], '30s', { attempts: 0 }],
    ['default-patience-reads', READS, '3s', { attempts: 2, perTryTimeout: '1s', retryOn: IDEMPOTENT }],
    ['default', [{}], '3s', { attempts: 2, perTryTimeout: '1s', retryOn: SAFE }],
  ]);
  const some = resilience({ retries: { retryOn: 'idempotent' }, match: path.prefix('/a/') }, 'some');
  expect(routes(some, resilience()).slice(0, 2)).toEqual([
    ['default-some-reads', READS.map((match) => ({ ...match, uri: { prefix: '/a/' } })), '3s', { attempts: 2, perTryTimeout: '1s', retryOn: IDEMPOTENT }],
    ['default-some', [{ uri: { prefix: '/a/' } }], '3s', { attempts: 2, perTryTimeout: '1s', retryOn: SAFE }],
  ]);
});

test.each<readonly [timeout: ResilienceProps['timeout'], attempts: number, perTry: string]>([
  ['1s', 2, '333ms'], [Duration.millis(1500), 1, '750ms'], ['1m', 3, '15s'], ['3ms', 2, '1ms'], ['1h', 10, '327.272s'],
])('a timeout of %s and %s attempts leave each %s', (timeout, attempts, perTryTimeout) => {
  expect(routes(resilience({ timeout, retries: { attempts } }))).toEqual([['default', [{}], expect.anything(), { attempts, perTryTimeout, retryOn: SAFE }]]);
});

const unbound = (options: Partial<ResilienceProps> = {}, id = 'unbound'): Say => (service, chart) => new Resilience(chart, id, { service, ...options });

test.each<readonly [what: string, options: Partial<ResilienceProps>, timeout: string | undefined, retries: object]>([
  ['retries alone', {}, undefined, { attempts: 2, retryOn: SAFE }],
  ['retries of all methods alone', { retries: { retryOn: 'idempotent', allMethods: true, attempts: 1 } }, undefined, { attempts: 1, retryOn: IDEMPOTENT }],
  ['a time for each attempt alone', { retries: { perTryTimeout: '2s' } }, undefined, { attempts: 2, perTryTimeout: '2s', retryOn: SAFE }],
  ['no limit and no retries', { timeout: 'off', retries: { attempts: 0 } }, undefined, { attempts: 0 }],
  ['no limit, but one for each attempt', { timeout: 'off', retries: { perTryTimeout: Duration.seconds(9), attempts: 1 } }, undefined, { attempts: 1, perTryTimeout: '9s', retryOn: SAFE }],
  ['a timeout without retries', { timeout: '3s', retries: { attempts: 0 } }, '3s', { attempts: 0 }],
])('%s can be had', (_, options, timeout, retries) => {
  expect(routes(unbound(options))).toEqual([['default', [{}], timeout, retries]]);
});

test('a stream has no limit where all other requests have one; retries alone leave the limit', () => {
  const stream = unbound({ timeout: 'off', match: path.exact('/events') }, 'events');
  const again = unbound({ match: path.exact('/orders'), retries: { attempts: 1 } }, 'orders');
  const expected = [
    ['default-events', [{ uri: { exact: '/events' } }], undefined, { attempts: 2, retryOn: SAFE }],
    ['default-orders', [{ uri: { exact: '/orders' } }], '3s', { attempts: 1, retryOn: SAFE }],
    ['default', [{}], '3s', { attempts: 2, perTryTimeout: '1s', retryOn: SAFE }],
  ];
  expect(routes(stream, again, resilience())).toEqual(expected);
  expect(routes(resilience(), again, stream)).toEqual(expected);
  expect(findings((service, chart) => { unbound({ timeout: 'off' })(service, chart); unbound({ timeout: '1s', retries: { attempts: 0 } }, 'bound')(service, chart); })).toEqual([
    'composition/claimed-twice by shop/unbound with shop/bound', 'composition/claimed-twice by shop/unbound with shop/bound',
  ]);
});

test.each<readonly [what: string, options: Partial<ResilienceProps>, path: string, message: string]>([
  ['a timeout by another word for off', { timeout: 'none' }, 'timeout', 'Expected a duration such as "5s", got "none"'],
  ['null as timeout', { timeout: untyped(null) }, 'timeout', 'Expected a duration such as "5s", got null'],
  ['an attempt of no time without a timeout', { timeout: undefined, retries: { perTryTimeout: '0s' } }, 'retries.perTryTimeout', 'Expected a duration of at least 1ms, got 0s'],
  ['a time for attempts of nothing without a timeout', { timeout: 'off', retries: { attempts: 0, perTryTimeout: '1s' } }, 'retries.perTryTimeout', 'Expected no "perTryTimeout" where nothing is tried again, got one'],
  ['a number as timeout', { timeout: untyped(5) }, 'timeout', 'Expected a duration such as "5s", got 5'],
  ['a timeout that is none', { timeout: '0s' }, 'timeout', 'Expected a duration of at least 1ms, got 0s'],
  ['a timeout for less than its attempts', { timeout: '2ms' }, 'timeout', 'Expected at least 3ms for 3 attempts, got 2ms'],
  ['attempts that do not fit', { retries: { perTryTimeout: '2s' } }, 'retries.perTryTimeout', 'Expected 3 attempts to fit in 3s, got 2s for each'],
  ['an attempt of no time', { retries: { perTryTimeout: '0s' } }, 'retries.perTryTimeout', 'Expected a duration of at least 1ms, got 0s'],
  ['fewer attempts than none', { retries: { attempts: -1 } }, 'retries.attempts', 'Expected a whole number from 0 to 10, got -1'],
  ['too many attempts', { retries: { attempts: 11 } }, 'retries.attempts', 'Expected a whole number from 0 to 10, got 11'],
  ['failures after which nothing is tried again', { retries: { attempts: 0, retryOn: 'safe' } }, 'retries.retryOn', 'Expected no "retryOn" where nothing is tried again, got one'],
  ['a time for attempts of nothing', { retries: { attempts: 0, perTryTimeout: '1s' } }, 'retries.perTryTimeout', 'Expected no "perTryTimeout" where nothing is tried again, got one'],
  ['retries that there are not', { retries: { retryOn: untyped('all') } }, 'retries.retryOn', 'Expected "safe" or "idempotent", got "all"'],
  ['all methods of what is safe', { retries: { allMethods: true } }, 'retries.allMethods', `Expected retryOn: 'idempotent' beside it, got "safe"`],
  ['all methods as a text', { retries: { retryOn: 'idempotent', allMethods: untyped('yes') } }, 'retries.allMethods', 'Expected true or false, got "yes"'],
  ['reads of writes', { retries: { retryOn: 'idempotent' }, match: method('POST') }, 'match', 'Expected GET or HEAD among the requests, got method is "POST"'],
])('%s is refused', (_, options, at, message) => {
  expect(refusal(resilience(options))).toMatchObject({ rule: 'pattern/invalid-option', path: at, construct: 'shop/patience', message });
});

test('an empty list of matches is no match of everything', () => {
  expect(refusal(resilience({ match: [] }))).toMatchObject({ rule: 'route/not-a-match', path: 'match', construct: 'shop/patience' });
});

test('beside a fault it holds for the requests that are spared, which a warning says', () => {
  const fault: Say = (service, chart) => new FaultInjection(chart, 'chaos', {
    service, match: header('x-chaos').present(), abort: { httpStatus: 503, percentage: 50 },
  });
  expect(findings((service, chart) => { resilience()(service, chart); fault(service, chart); })).toEqual([
    'composition/fault-alone by shop/chaos with shop/patience',
  ]);
});

test.each<readonly [what: string, other: Say, expected: readonly string[]]>([
  ['another timeout for all requests', resilience({ timeout: '1s' }, 'two'), [
    'composition/claimed-twice by shop/two with shop/patience', 'composition/claimed-twice by shop/two with shop/patience',
  ]],
  ['another timeout for some', resilience({ timeout: '1s', match: path.prefix('/a') }, 'two'), []],
  ['an answer to all requests', (service, chart) => new HttpPolicies(chart, 'closed', {
    service, match: path.prefix('/'), directResponse: { status: 503 },
  }), ['composition/without-effect by shop/patience']],
])('beside %s', (_, other, expected) => {
  expect(findings((service, chart) => { resilience()(service, chart); other(service, chart); })).toEqual(expected);
});
