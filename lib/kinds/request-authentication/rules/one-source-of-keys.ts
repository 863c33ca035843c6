import { choices, quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { RequestAuthenticationSpec } from '../api';

const SOURCES = ['jwksUri', 'jwks_uri', 'jwks'] as const;

/** The keys of an issuer have one source. */
export const oneSourceOfKeys = defineRule<Json<RequestAuthenticationSpec>>({
  id: 'request-authentication/one-source-of-keys',
  severity: 'error',
  authority: 'api-server',
  summary: `Expected at most one of ${choices(SOURCES)} in a JWT rule`,
  why: 'The API server refuses the resource: the keys of an issuer come from an address, or are written down.',
  fix: 'keep the address, so that the keys can change without a new resource; or keep the keys',
  source: 'manifests/charts/base/files/crd-all.gen.yaml#RequestAuthentication.spec.jwtRules[]',
  cel: ['(has(self.jwksUri) ? 1 : 0) + (has(self.jwks_uri) ? 1 : 0) + (has(self.jwks) ? 1 : 0) <= 1'],
  check({ spec: { jwtRules = [] } }, report) {
    jwtRules.forEach((rule, i) => {
      const present = SOURCES.filter((source) => rule[source] !== undefined);
      if (present.length < 2) return;
      report(['spec', 'jwtRules', i, present[1]!], { message: `Expected one source of keys, got ${present.map(quote).join(' and ')}` });
    });
  },
  good: ['spec: {jwtRules: [{issuer: a, jwksUri: "https://issuer.example.com/jwks"}, {issuer: b, jwks: "{\\"keys\\": []}"}]}'],
  bad: [
    { yaml: 'spec: {jwtRules: [{issuer: a, jwksUri: "https://issuer.example.com/jwks", jwks: ""}]}', at: 'spec.jwtRules[0].jwks' },
    { yaml: 'spec: {jwtRules: [{issuer: a, jwksUri: "https://a", jwks_uri: "https://a"}]}', at: 'spec.jwtRules[0].jwks_uri' },
  ],
});
