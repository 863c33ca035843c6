import type { TrafficExtensionProps, TrafficExtensionSpec } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/traffic-extension';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<TrafficExtensionSpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what Istio would refuse does not compile', () => {
  const spec: TrafficExtensionSpec = { wasm: { url: 'oci://a/b' }, phase: 'UNSPECIFIED' };
  // @ts-expect-error an extension runs something
  const nothing: TrafficExtensionSpec = { phase: 'AUTHN' };
  // @ts-expect-error it runs one thing
  const both: TrafficExtensionSpec = { wasm: { url: 'oci://a/b' }, lua: { inlineCode: '' } };
  // @ts-expect-error this kind has no targetRef
  const targetRef: TrafficExtensionSpec = { lua: { inlineCode: '--' }, targetRef: { kind: 'Service', name: 'shop' } };
  // @ts-expect-error that is the name in WasmPlugin
  const phase: TrafficExtensionSpec = { lua: { inlineCode: '--' }, phase: 'UNSPECIFIED_PHASE' };
  expect([spec, nothing, both, targetRef, phase]).toHaveLength(5);
});

test('what the construct takes', () => {
  const props: TrafficExtensionProps = { lua: '--', workload: { labels: { app: 'shop' } } };
  // @ts-expect-error an extension runs something
  const nothing: TrafficExtensionProps = { workload: { labels: { app: 'shop' } } };
  // @ts-expect-error it runs one thing
  const both: TrafficExtensionProps = { lua: '--', wasm: { url: 'oci://a/b' } };
  // @ts-expect-error one target is enough
  const twoTargets: TrafficExtensionProps = { lua: '--', workload: { labels: { app: 'shop' } }, targetRefs: [] };
  expect([props, nothing, both, twoTargets]).toHaveLength(4);
});
