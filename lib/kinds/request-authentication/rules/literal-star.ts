import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { RequestAuthenticationSpec } from '../api';

/** Issuers and audiences of tokens are compared as they are: a star is a star. */
export const literalStar = defineRule<Json<RequestAuthenticationSpec>>({
  id: 'request-authentication/literal-star',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected issuers and audiences without a star',
  why: 'Envoy compares them with the claims of a token as they are, so a star stands for no other text: requests with a token are refused with 401.',
  fix: 'write each value whole; leave audiences out for tokens of any audience',
  source: 'https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule',
  check({ spec: { jwtRules = [] } }, report) {
    const see = (at: Path, what: string, text: string): void => {
      if (text.includes('*')) report(at, { message: `Expected ${what} that a token can have, got ${quote(text)}` });
    };
    jwtRules.forEach(({ issuer = '', audiences = [] }, i) => {
      see(['spec', 'jwtRules', i, 'issuer'], 'an issuer', issuer);
      for (const [a, audience] of audiences.entries()) see(['spec', 'jwtRules', i, 'audiences', a], 'an audience', audience);
    });
  },
  good: ['spec: {jwtRules: [{issuer: "https://issuer.example.com", audiences: [shop, "https://shop.example.com/"]}]}'],
  bad: [
    { yaml: 'spec: {jwtRules: [{issuer: "https://issuer.example.com", audiences: ["*"]}]}', at: 'spec.jwtRules[0].audiences[0]' },
    { yaml: 'spec: {jwtRules: [{issuer: "https://*.example.com"}]}', at: 'spec.jwtRules[0].issuer' },
  ],
});
