import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { nestedClaims } from '../nested-claims';
import { conditions, type PolicyFields } from '../parts';
import { AT, condition } from './condition-parts';

/** A dot in the name of a claim is a part of the name: a claim inside of another one has brackets of its own. */
export const dottedClaim = defineRule<PolicyFields>({
  id: 'authorization-policy/dotted-claim',
  onlyWith: ['when'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected brackets of its own for each claim of a nested one',
  why: 'Istio looks for one claim whose name has a dot in it, and tokens that hold one claim inside of another do not have it.',
  fix: 'write request.auth.claims[outer][inner]',
  source: [
    'pilot/pkg/security/authz/model/util.go#extractNameInNestedBrackets',
    'test/traffic/recorded/claim-with-a-dot.yaml',
    'https://istio.io/latest/docs/reference/config/security/conditions/',
  ],
  check({ spec }, report) {
    for (const { at, part: { key } } of conditions(spec)) {
      const names = /^request\.auth\.claims((?:\[[^[\]]+\])+)$/.exec(key)?.[1]?.slice(1, -1).split('][') ?? [];
      if (!names.some((name) => nestedClaims(name))) continue;
      const meant = `request.auth.claims[${names.flatMap((name) => nestedClaims(name) ?? name).join('][')}]`;
      report([...at, 'key'], {
        message: `Expected ${quote(meant)} for a claim inside of another one, got ${quote(key)}: the dot is a part of the name`,
        fix: `write ${meant}`,
      });
    }
  },
  good: [
    condition('key: "request.auth.claims[realm_access][roles]", values: [admin]'),
    condition('key: "request.auth.claims[https://example.com/roles]", values: [admin]'),
    condition('key: "request.auth.claims[com.example.roles]", values: [admin]'),
    condition('key: "request.auth.claims[kubernetes.io][namespace]", values: [shop]'),
  ],
  bad: [
    { yaml: condition('key: "request.auth.claims[realm_access.roles]", values: [admin]'), at: `${AT}.key` },
    { yaml: condition('key: "request.auth.claims[resource_access.web.roles]", notValues: [guest]'), at: `${AT}.key` },
  ],
});
