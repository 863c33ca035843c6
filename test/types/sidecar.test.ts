import { EgressListener, HostScope, IngressListener, Outbound, type SidecarProps, type SidecarSpec } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/sidecar';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<SidecarSpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what Istio would refuse, or would widen in silence, does not compile', () => {
  const egress = [EgressListener.catchAll([HostScope.own()])];
  const good: SidecarProps = { egress, outboundTrafficPolicy: Outbound.registryOnly() };
  // @ts-expect-error what the workload sees has to be said
  const unsaid: SidecarProps = { outboundTrafficPolicy: Outbound.registryOnly() };
  // @ts-expect-error a listener is made by EgressListener
  const bare: SidecarProps = { egress: ['./*'] };
  // @ts-expect-error an ingress listener is no egress listener
  const mixed: SidecarProps = { egress: [IngressListener.on({ number: 80 })] };
  // @ts-expect-error an egress listener imports something
  const nothing = (): EgressListener => EgressListener.on({ number: 80 }, {});
  // @ts-expect-error hosts are required
  const spec: SidecarSpec = { egress: [{ port: { number: 80 } }] };
  // @ts-expect-error names of a closed list are upper case
  const mode: SidecarSpec = { outboundTrafficPolicy: { mode: 'allow_any' } };
  // @ts-expect-error certificates come from one source
  const tls: SidecarSpec = { ingress: [{ port: {}, tls: { credentialName: 'a', credentialNames: ['b'] } }] };
  expect([good, unsaid, bare, mixed, nothing, spec, mode, tls]).toHaveLength(8);
});
