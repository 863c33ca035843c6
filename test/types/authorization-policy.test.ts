import { Access, type AuthorizationPolicyProps, type AuthorizationPolicySpec } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/authorization-policy';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<AuthorizationPolicySpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what would be refused, or is dangerous, does not compile', () => {
  const good: AuthorizationPolicyProps = { deny: [Access.anything] };
  // @ts-expect-error an ALLOW policy without rules allows nothing; allowNothing says so
  const empty: AuthorizationPolicyProps = { allow: [] };
  // @ts-expect-error one action
  const two: AuthorizationPolicyProps = { allow: [Access.anything], deny: [Access.anything] };
  // @ts-expect-error CUSTOM asks a provider
  const nobody: AuthorizationPolicyProps = { custom: [Access.anything] };
  // @ts-expect-error only CUSTOM asks a provider
  const somebody: AuthorizationPolicyProps = { deny: [Access.anything], provider: 'opa' };
  // @ts-expect-error workloads or resources
  const both: AuthorizationPolicyProps = { deny: [Access.anything], workload: {}, targetRefs: [] };
  // @ts-expect-error a service account says its namespace
  const account = Access.from({ serviceAccounts: ['a'], namespaces: ['b'] });
  // @ts-expect-error ports are numbers
  const port = Access.to({ ports: ['80'] });
  // @ts-expect-error selector or targetRefs
  const spec: AuthorizationPolicySpec = { selector: {}, targetRefs: [] };
  expect([good, empty, two, nobody, somebody, both, account, port, spec]).toHaveLength(9);
});
