import { targetRef, type TrafficMatch, type WasmEnvironmentVariable, type WasmPluginProps, type WasmPluginSpec } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/wasm-plugin';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<WasmPluginSpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what Istio would refuse does not compile', () => {
  const spec: WasmPluginSpec = { url: 'oci://a/b', pluginConfig: { any: [null, { json: 1 }] }, targetRefs: [targetRef.gateway('edge')] };
  // @ts-expect-error the module is somewhere
  const noUrl: WasmPluginSpec = { phase: 'AUTHN' };
  // @ts-expect-error one target is enough
  const twoTargets: WasmPluginSpec = { url: 'oci://a/b', selector: {}, targetRefs: [] };
  // @ts-expect-error the proxy has the value
  const twoValues: WasmEnvironmentVariable = { name: 'A', valueFrom: 'HOST', value: 'a' };
  // @ts-expect-error the names are spelt as Kubernetes spells them
  const policy: WasmPluginSpec = { url: 'oci://a/b', imagePullPolicy: 'ALWAYS' };
  // @ts-expect-error a port is an object with a number
  const port: TrafficMatch = { ports: [80] };
  expect([spec, noUrl, twoTargets, twoValues, policy, port]).toHaveLength(6);
});

test('what the construct takes', () => {
  const props: WasmPluginProps = { url: 'oci://a/b', workload: { labels: { app: 'shop' } }, env: { A: 'a' }, hostEnv: ['B'], match: [{ ports: [80] }] };
  // @ts-expect-error one target is enough
  const twoTargets: WasmPluginProps = { url: 'oci://a/b', workload: { labels: { app: 'shop' } }, targetRefs: [] };
  // @ts-expect-error the variables are env and hostEnv
  const vmConfig: WasmPluginProps = { url: 'oci://a/b', vmConfig: { env: [] } };
  expect([props, twoTargets, vmConfig]).toHaveLength(3);
});
