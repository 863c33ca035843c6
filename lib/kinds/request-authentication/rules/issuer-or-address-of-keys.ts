import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { RequestAuthenticationSpec } from '../api';

/** A rule has to identify the issuer of its tokens. */
export const issuerOrAddressOfKeys = defineRule<Json<RequestAuthenticationSpec>>({
  id: 'request-authentication/issuer-or-address-of-keys',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected "issuer" or "jwksUri" in every JWT rule',
  why: 'istiod refuses the resource: the rule does not identify the issuer. Inline keys alone are not enough.',
  fix: 'add the issuer, as the iss claim of its tokens has it',
  source: 'pkg/config/validation/validation.go#validateJwtRule',
  check({ spec: { jwtRules = [] } }, report) {
    jwtRules.forEach(({ issuer, jwksUri, jwks_uri, jwks }, i) => {
      if (issuer !== undefined || jwksUri !== undefined || jwks_uri !== undefined) return;
      report(['spec', 'jwtRules', i, 'issuer'], { message: `Expected an issuer or a jwksUri, got ${jwks === undefined ? 'neither' : 'inline keys alone'}` });
    });
  },
  good: [
    'spec: {jwtRules: [{issuer: "https://issuer.example.com"}, {jwksUri: "https://issuer.example.com/jwks"}]}',
    'spec: {jwtRules: [{jwks_uri: "https://issuer.example.com/jwks"}]}',
  ],
  bad: [
    { yaml: 'spec: {jwtRules: [{}]}', at: 'spec.jwtRules[0].issuer' },
    { yaml: 'spec: {jwtRules: [{jwks: "{\\"keys\\": []}"}]}', at: 'spec.jwtRules[0].issuer' },
  ],
});
