import type { ProxyConfigSpec } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/proxy-config';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<ProxyConfigSpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what Istio would refuse does not compile', () => {
  const good: ProxyConfigSpec = { concurrency: 0, environmentVariables: { A: 'b' }, image: { imageType: 'debug' } };
  // @ts-expect-error threads are counted
  const threads: ProxyConfigSpec = { concurrency: '2' };
  // @ts-expect-error environment variables are text
  const variables: ProxyConfigSpec = { environmentVariables: { A: 1 } };
  expect([good, threads, variables]).toHaveLength(3);
});
