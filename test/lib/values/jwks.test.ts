import { isBase64 } from '../../../lib/values/base64';
import { readKeySet } from '../../../lib/values/jwks';

const RSA = '"kty": "RSA", "e": "AQAB", "n": "4w"';

test.each([
  ['', undefined],
  ['{"keys": []}', []],
  [`{"keys": [{${RSA}}]}`, []],
  [`{${RSA}}`, []],
  [`{${RSA}, "d": "4w"}`, [0]],
  [`{${RSA}, "d": null}`, [0]],
  [`{"keys": [{${RSA}}, {"kty": "oct", "k": "4w"}, {${RSA}, "d": "4w"}]}`, [1, 2]],
  ['{"keys": [{"kty": "EC", "crv": "P-256", "x": "4w", "y": "4w", "d": "4w"}, {"kty": "OKP", "crv": "Ed25519", "x": "4w", "d": "4w"}]}', [0, 1]],
  ['{"keys": [{"kty": "EC", "crv": "a", "x": "4w", "y": "4w"}, {"kty": "OKP", "crv": "a", "x": "4w"}]}', []],
  ['{"keys": [{}]}', undefined],
])('%s has keys that are not public: %j', (text, notPublic) => {
  expect(readKeySet(text).notPublic).toEqual(notPublic);
});

test.each([
  ['{"keys": "a"}', '"keys" is "a", expected a list'],
  [`{"keys": [{${RSA}}, 5]}`, 'key 1: expected an object, got 5'],
  ['{"keys": [{"kty": "rsa"}]}', 'key 0: "kty" is "rsa", expected "RSA", "EC", "OKP" or "oct"'],
  ['{"kty": "RSA", "n": "4w"}', '"e" is missing'],
  ['{"kty": "RSA", "e": "AQAB", "n": "4w!"}', '"n" is not base64'],
  [`{${RSA}, "kid": 1}`, '"kid" is 1, expected text'],
  ['{"keys": ', 'it ends before its last "}"'],
  ["{'keys': []}", 'it is not valid JSON'],
  ['https://login.example.com/keys', 'it does not start with "{"'],
  [`{"a": ${'['.repeat(10_000)}`, 'it is nested deeper than 10000 levels'],
  [`{"a": ${'['.repeat(9_999)}${']'.repeat(9_999)}}`, '"kty" is missing'],
])('%s is refused with the reason', (text, problem) => {
  expect(readKeySet(text).problem).toBe(problem);
});

test('strings are skipped at one go', () => {
  expect(readKeySet(`{"${'\\"{'.repeat(1_000_000)}`).problem).toBe('it ends before its last "}"');
});

test.each([
  ['', true], ['AQ', true], ['AQ==', true], ['AQA=', true], ['AQAB', true], ['-_-_', true], ['+/+/', true], ['A\nQ\r\n==', true],
  ['A', false], ['AQ=', false], ['=', false], ['====', false], ['+_+_', false], ['AQ==\n', false], ['A Q', false], ['AQ==AQ==', false],
])('%j is base64: %s', (text, expected) => {
  expect(isBase64(text)).toBe(expected);
});
