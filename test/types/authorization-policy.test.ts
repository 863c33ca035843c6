import { Access, Condition, type AuthorizationPolicyProps, type AuthorizationPolicySpec } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/authorization-policy';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<AuthorizationPolicySpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what would be refused, or is dangerous, does not compile', () => {
  const good: AuthorizationPolicyProps = { deny: [Access.anything] };
  // @ts-expect-error one action
  const two: AuthorizationPolicyProps = { allow: [Access.anything], deny: [Access.anything] };
  // @ts-expect-error CUSTOM asks a provider
  const nobody: AuthorizationPolicyProps = { custom: [Access.anything] };
  // @ts-expect-error only CUSTOM asks a provider
  const somebody: AuthorizationPolicyProps = { deny: [Access.anything], provider: 'opa' };
  // @ts-expect-error workloads or resources
  const both: AuthorizationPolicyProps = { deny: [Access.anything], workload: { labels: {} }, targetRefs: [] };
  // @ts-expect-error a service account says its namespace
  const account = Access.from({ serviceAccounts: ['a'], namespaces: ['b'] });
  // @ts-expect-error ports are numbers
  const port = Access.to({ ports: ['80'] });
  // @ts-expect-error selector or targetRefs
  const spec: AuthorizationPolicySpec = { selector: {}, targetRefs: [] };
  // @ts-expect-error an attribute that Istio does not know
  const unknown = Condition.attribute('source.user');
  // @ts-expect-error one of the actions
  const action: AuthorizationPolicySpec = { action: 'allow' };
  // @ts-expect-error a condition has a key
  const keyless: AuthorizationPolicySpec = { rules: [{ when: [{ values: ['a'] }] }] };
  // @ts-expect-error methods are in upper case
  const method = () => Access.to({ methods: ['delete'] });
  expect([
    method, good, two, nobody, somebody, both, account, port, spec, unknown, action, keyless,
  ]).toHaveLength(12);
});
