import { defineRule } from '../../../core/rule';
import { readKeySet } from '../../../values/jwks';
import type { Json } from '../../../values/types';
import type { RequestAuthenticationSpec } from '../api';

/** Proxies verify tokens with public keys, so the resource needs no private ones. */
export const publicKeysOnly = defineRule<Json<RequestAuthenticationSpec>>({
  id: 'request-authentication/public-keys-only',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected public keys, got a private or a symmetric one',
  why: 'Anyone who can read the resource can issue tokens that the mesh accepts; proxies need only public keys.',
  fix: 'remove the private members (d, p, q, …) and treat the key as leaked; replace a symmetric key by a key pair',
  source: 'pkg/config/validation/validation.go#warnPrivateJwksKeys',
  check({ spec: { jwtRules = [] } }, report) {
    jwtRules.forEach(({ jwks }, i) => {
      for (const key of readKeySet(jwks ?? '').notPublic ?? []) {
        report(['spec', 'jwtRules', i, 'jwks'], { message: `Expected public keys, got a private or a symmetric one as key ${key}` });
      }
    });
  },
  good: [
    'spec: {jwtRules: [{issuer: a, jwks: "{\\"keys\\": [{\\"kty\\": \\"RSA\\", \\"e\\": \\"AQAB\\", \\"n\\": \\"4w\\"}]}"}]}',
    'spec: {jwtRules: [{issuer: a}]}',
  ],
  bad: [
    { yaml: 'spec: {jwtRules: [{issuer: a, jwks: "{\\"kty\\": \\"RSA\\", \\"e\\": \\"AQAB\\", \\"n\\": \\"4w\\", \\"d\\": \\"4w\\"}"}]}', at: 'spec.jwtRules[0].jwks' },
    { yaml: 'spec: {jwtRules: [{issuer: a, jwks: "{\\"keys\\": [{\\"kty\\": \\"oct\\", \\"k\\": \\"4w\\"}]}"}]}', at: 'spec.jwtRules[0].jwks' },
  ],
});
