import { expectTypeOf } from 'expect-type';
import {
  isHttpProtocol, isTcpProtocol, isTlsProtocol, labelProblems, parseProtocol, type Protocol, PROTOCOLS, protocol, retryOn, unixSocket,
} from '../../../lib/values';

test.each(PROTOCOLS)('%s is read in any case', (known) => {
  expect([known, known.toLowerCase()].map(parseProtocol)).toEqual([known, known]);
});

test.each([
  // protocol    HTTP   TLS    TCP
  ['HTTP', true, false, false],
  ['http2', true, false, false],
  ['HTTP_PROXY', true, false, false],
  ['gRPC', true, false, false],
  ['grpc-web', true, false, false],
  ['HTTPS', false, true, true],
  ['TLS', false, true, true],
  ['TCP', false, false, true],
  ['MONGO', false, false, true],
  ['MySQL', false, false, true],
  ['REDIS', false, false, true],
  ['UDP', false, false, false],
  ['', false, false, false],
  ['HBONE', false, false, false],
  ['has', false, false, false],
])('%s', (text, http, tls, tcp) => {
  expect([isHttpProtocol(text), isTlsProtocol(text), isTcpProtocol(text)]).toEqual([http, tls, tcp]);
});

test('only the one spelling compiles', () => {
  expectTypeOf<'HTTP'>().toExtend<Protocol>();
  expectTypeOf<'http'>().not.toExtend<Protocol>();
});

test.each([
  ['HTTP/2', 'Istio does not know it, perhaps HTTP2 is meant'],
  ['grpcweb', 'Istio does not know it, perhaps GRPC-WEB is meant'],
  ['HBONE', 'Istio does not know it'],
  ['', 'it is empty'],
])('protocol %s: %s', (text, reason) => {
  expect(protocol.test(text)).toBe(reason);
});

test.each([
  ['5xx,', 'nothing stands between two commas, or before or after one'],
  ['5xx, reset', 'there is a space around "reset", which Istio does not remove'],
  ['conect-failure', '"conect-failure" is no condition, perhaps connect-failure is meant'],
  ['zzzzzzzzzzzzzz,yyyyyyyyyyyyyyyy', '"zzzzzzzzzzzzzz" or "yyyyyyyyyyyyyyyy" are no conditions'],
  ['404,999', '999 is no HTTP status'],
  ['404,0503,+503', undefined],
  ['-404', '"-404" is no condition'],
])('retry on %s: %s', (text, reason) => {
  expect(retryOn.test(text)).toBe(reason);
});

test.each([
  ['unix://app.sock', 'the path is not absolute, write three slashes'],
  ['unix:///', 'the path ends with a slash, as a folder does'],
  ['/app.sock', 'it does not start with unix://'],
])('socket %s: %s', (text, reason) => {
  expect(unixSocket.test(text)).toBe(reason);
});

test('all problems of a label map, keys before values', () => {
  expect(labelProblems({ 'app': 'web', 'a b': '-', '': '', 'istio.io/rev': 'a/b' }).map(({ key, rule, reason }) => [key, rule.id, reason])).toEqual([
    ['a b', 'value/label-key', '" " is no letter, digit, hyphen, underscore or dot'],
    ['a b', 'value/label-value', 'it does not start and end with a letter or digit'],
    ['', 'value/label-key', 'it is empty'],
    ['istio.io/rev', 'value/label-value', '"/" is no letter, digit, hyphen, underscore or dot'],
  ]);
});
