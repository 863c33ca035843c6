import { quote } from '../core/quote';
import { defineValue } from '../core/value-rule';
import { requestUri } from './request-uri';

/** Where istiod, or the proxy, fetches the public keys of an issuer. */
export const jwksUri = defineValue({
  id: 'value/jwks-uri',
  severity: 'error',
  authority: 'api-server',
  summary: 'Public keys are fetched from an http:// or https:// URL',
  why: 'The API server refuses the resource.',
  fix: 'write the URL that the issuer names as its jwks_uri',
  source: [
    'manifests/charts/base/files/crd-all.gen.yaml#RequestAuthentication.spec.jwtRules[].jwksUri',
    'pkg/config/security/security.go#ParseJwksURI',
  ],
  cel: ['url(self).getScheme() in ["http", "https"]'],
  expected: 'an http:// or https:// URL',
  test(text) {
    const { scheme, problem } = requestUri(text);
    if (scheme === undefined) return problem;
    if (scheme === 'http' || scheme === 'https') return undefined;
    return scheme === '' ? 'it has no scheme' : `its scheme is ${quote(scheme)}`;
  },
  good: ['https://issuer.example.com/jwks', 'HTTP://a:80', 'http://[::1]/', 'http:', 'https:///', 'http://a/?%zz', 'http://a/#b'],
  bad: ['', '*', '/x', 'x', 'file:///x', 'ftp://a', '://a', 'http://a/%zz', 'https://a b', 'https://a.com:abc', 'http://a/?b#%zz', 'http:#%zz', 'http://a#b'],
});

/** The port of such a URL, which istiod reads as a number. */
export const jwksUriPort = defineValue({
  id: 'value/jwks-uri-port',
  severity: 'error',
  authority: 'istiod',
  summary: 'The port of the URL of public keys is a number that can be read',
  why: 'istiod refuses the resource.',
  fix: 'write the port of the server, from 1 to 65535, or leave it out',
  source: 'pkg/config/security/security.go#ParseJwksURI',
  expected: 'a URL with a port from 1 to 65535',
  test(text) {
    const [, port = '0'] = /^[a-z]+:\/\/[^/?]*:([0-9]+)(?:[/?]|$)/i.exec(text) ?? [];
    return BigInt(port) > 2n ** 63n - 1n ? 'the port is too large to be a number' : undefined;
  },
  good: ['https://a:443/', 'http://a', 'http://a:9223372036854775807', 'http:a:99999999999999999999'],
  bad: ['http://a:9223372036854775808', 'http://[::1]:99999999999999999999/a', 'http://u:p@a:99999999999999999999?b'],
});
