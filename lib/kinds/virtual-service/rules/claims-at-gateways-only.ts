import { defineRule } from '../../../core/rule';
import { isJwtClaim } from '../../../values/header';
import { appliesToMesh, type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Expected matches on claims of a token at gateways only. */
export const claimsAtGatewaysOnly = defineRule<Spec>({
  id: 'virtual-service/claims-at-gateways-only',
  onlyWith: ['headers', 'withoutHeaders'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected matches on claims of a token at gateways only',
  why: 'istiod refuses the resource: sidecars route before they read tokens.',
  fix: 'bind the routes to gateways alone, or match a header that a gateway sets from the claim',
  source: 'pkg/config/validation/validation.go#ValidateVirtualService',
  good: [`spec: {hosts: [a.com], gateways: [edge], http: [{match: [{headers: {"@request.auth.claims.group": {exact: a}}}], ${TO_A}}]}`],
  bad: [{ yaml: withRoute(`match: [{headers: {"@request.auth.claims.group": {exact: a}}}], ${TO_A}}, {${TO_A}`), at: 'spec.http[0].match[0].headers["@request.auth.claims.group"]' }],
  check({ spec }, report) {
    if (!appliesToMesh(spec)) return;
    spec.http?.forEach(({ match = [] }, i) => match.forEach((one, m) => {
      for (const field of ['headers', 'withoutHeaders'] as const) {
        for (const key of Object.keys(one[field] ?? {})) {
          if (!isJwtClaim(key)) continue;
          report(['spec', 'http', i, 'match', m, field, key], { message: 'Expected a match on a claim at gateways only, got one for sidecars' });
        }
      }
    }));
  },
});
