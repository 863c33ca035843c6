import {
  authority, cookie, FaultInjection, header, method, path, query, scheme, sourceLabels, sourceNamespace, withoutHeader,
  type FaultInjectionProps, type Match,
} from 'cdk8s-istio';
import { untyped } from '../../support/chart';
import { refusal, type Say, specs } from '../../support/reviews';

const fault = (options: Partial<FaultInjectionProps> = {}): Say => (service, chart) => (
  new FaultInjection(chart, 'chaos', { service, match: header('x-chaos').present(), abort: { httpStatus: 503, percentage: 5 }, ...options })
);

test('delay and abort are rolled apart, on the requests of the match alone', () => {
  expect(specs(fault({ delay: { fixedDelay: '2s', percentage: 50 }, abort: { grpcStatus: 'UNAVAILABLE', percentage: 0.5 } })).routes.http!.slice(0, 2)).toEqual([
    {
      name: 'default-chaos', match: [{ headers: { 'x-chaos': {} }, port: 80 }], route: expect.anything(),
      fault: { delay: { fixedDelay: '2s', percentage: { value: 50 } }, abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 0.5 } } },
    },
    { name: 'default', match: [{ port: 80 }], route: expect.anything() },
  ]);
});

test.each<readonly [what: string, match: Match]>([
  ['a header', header('x').exact('1')], ['a cookie', cookie('x').present()], ['a query', query('x').present()], ['a method', method('POST')],
  ['a client', sourceLabels({ app: 'a' })], ['a namespace', sourceNamespace('a')], ['a path', path.prefix('/a')],
  ['a header and a path that is none', header('x').present().and(path.prefix('/'))],
])('%s narrows', (_, match) => {
  expect(specs(fault({ match })).routes.http![0]!.fault).toEqual({ abort: { httpStatus: 503, percentage: { value: 5 } } });
});

test.each<readonly [what: string, match: Match | readonly Match[]]>([
  ['the root', path.prefix('/')], ['any path', path.regex('/.*')], ['any path at all', path.regex('^.+$')], ['a scheme', scheme('http')],
  ['a host', authority('a')], ['no header', withoutHeader('x').present()], ['one of two', [header('x').present(), path.prefix('/')]],
  ['nothing', untyped(undefined)],
])('%s is no narrowing match', (_, match) => {
  expect(refusal(fault({ match }))).toMatchObject({
    rule: 'pattern/invalid-option', path: 'match', construct: 'shop/chaos', message: 'Expected the requests that are broken, got all of them',
  });
});

describe('until', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test.each([['2026-06-30T23:59:59Z', true], ['2026-07-01T00:00:00Z', false]])('at %s, a day of 2026-06-30 goes on: %s', (now, goesOn) => {
    jest.setSystemTime(new Date(now));
    const say = fault({ until: '2026-06-30' });
    if (goesOn) expect(specs(say)).toEqual(specs(fault()));
    else expect(refusal(say)).toMatchObject({ path: 'until', message: 'Expected an experiment that goes on, got one that ended on 2026-06-30' });
  });
});

test.each<readonly [what: string, options: object, path: string, message: string]>([
  ['a day that there is not', { until: '2999-02-31' }, 'until', 'Expected a day such as "2026-12-31", got "2999-02-31"'],
  ['no fault', { abort: undefined }, 'abort', 'Expected a delay, an abort or both, got none'],
  ['most requests', { abort: { httpStatus: 503, percentage: 51 } }, 'abort.percentage', 'Expected a percentage above 0 and up to 50, got 51'],
  ['no requests', { delay: { fixedDelay: '1s', percentage: 0 } }, 'delay.percentage', 'Expected a percentage above 0 and up to 50, got 0'],
  ['more than all', { abort: { httpStatus: 503, percentage: 101 }, mostRequests: true }, 'abort.percentage', 'Expected a percentage above 0 and up to 100, got 101'],
  ['most requests as a text', { mostRequests: 'yes' }, 'mostRequests', 'Expected true or false, got "yes"'],
  ['no time', { delay: { fixedDelay: '0s', percentage: 1 } }, 'delay.fixedDelay', 'Expected a duration of at least 1ms, got 0s'],
  ['two ways to fail', { abort: { httpStatus: 503, grpcStatus: 'INTERNAL', percentage: 1 } }, 'abort.httpStatus', 'Expected an HTTP status from 400 to 599 or a gRPC status, got 503'],
  ['a gRPC status that there is not', { abort: { grpcStatus: 'BROKEN', percentage: 1 } }, 'abort.grpcStatus', 'Expected the name of a gRPC status, got "BROKEN"'],
])('%s is refused', (_, options, at, message) => {
  expect(refusal(fault(options))).toMatchObject({ rule: 'pattern/invalid-option', path: at, construct: 'shop/chaos', message });
});

test('most requests are broken where that is said', () => {
  expect(specs(fault({ abort: { httpStatus: 503, percentage: 100 }, mostRequests: true })).routes.http![0]!.fault).toEqual({
    abort: { httpStatus: 503, percentage: { value: 100 } },
  });
});
