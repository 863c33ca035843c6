import type { MeshPeerAuthenticationProps, PeerAuthenticationProps, PeerAuthenticationSpec } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/peer-authentication';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<PeerAuthenticationSpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what Istio would refuse, or what would do nothing, does not compile', () => {
  const good: PeerAuthenticationProps[] = [
    { mode: 'STRICT' },
    { workload: { labels: { app: 'db' } }, mode: 'STRICT', portLevelMtls: { 9187: 'DISABLE' } },
    { workload: { labels: { app: 'db' } }, portLevelMtls: { 9187: 'DISABLE' } },
  ];
  // @ts-expect-error ports are those of workloads
  const portsOfAll: PeerAuthenticationProps = { mode: 'STRICT', portLevelMtls: { 9187: 'DISABLE' } };
  // @ts-expect-error a policy says something
  const nothing: PeerAuthenticationProps = { workload: { labels: { app: 'db' } } };
  // @ts-expect-error ports have numbers
  const named: PeerAuthenticationProps = { workload: { labels: { app: 'db' } }, portLevelMtls: { http: 'DISABLE' } };
  // @ts-expect-error names of a closed list are upper case
  const mode: PeerAuthenticationProps = { mode: 'strict' };
  // @ts-expect-error a policy of the mesh is for all workloads
  const mesh: MeshPeerAuthenticationProps = { mode: 'STRICT', workload: { labels: { app: 'db' } } };
  // @ts-expect-error ports need a selector
  const spec: PeerAuthenticationSpec = { portLevelMtls: { 9187: { mode: 'DISABLE' } } };
  expect([...good, portsOfAll, nothing, named, mode, mesh, spec]).toHaveLength(9);
});
