import type { EnvoyConfigPatch, EnvoyFilterSpec, EnvoyMatch } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/envoy-filter';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<EnvoyFilterSpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what the API server would refuse does not compile', () => {
  const labels: EnvoyFilterSpec = { workloadSelector: { labels: { app: 'shop' } }, priority: -1 };
  const named: EnvoyFilterSpec = { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }] };
  // @ts-expect-error workloads by labels or by reference
  const both: EnvoyFilterSpec = { workloadSelector: {}, targetRefs: [] };
  // @ts-expect-error unknown field
  const unknown: EnvoyFilterSpec = { patches: [] };
  // @ts-expect-error a target has a name
  const noName: EnvoyFilterSpec = { targetRefs: [{ kind: 'Service' }] };
  // @ts-expect-error a closed list
  const applyTo: EnvoyConfigPatch = { applyTo: 'HTTP_FILTERS' };
  // @ts-expect-error a closed list
  const operation: EnvoyConfigPatch = { patch: { operation: 'merge' } };
  // @ts-expect-error the value is an object
  const value: EnvoyConfigPatch = { patch: { value: 'name: envoy.filters.http.lua' } };
  expect([labels, named, both, unknown, noName, applyTo, operation, value]).toHaveLength(8);
});

test('a match has one sort of object, and waypoints have their own', () => {
  const gateway: EnvoyMatch = { context: 'GATEWAY', listener: { filterChain: { sni: 'a.com' } }, proxy: { proxyVersion: '1\\.31.*' } };
  const anywhere: EnvoyMatch = { cluster: { name: 'xds-grpc' } };
  const waypoint: EnvoyMatch = { context: 'WAYPOINT', waypoint: { portNumber: 80 } };
  // @ts-expect-error one sort of object
  const two: EnvoyMatch = { listener: {}, cluster: {} };
  // @ts-expect-error the context of a waypoint is said
  const noContext: EnvoyMatch = { waypoint: {} };
  // @ts-expect-error waypoints have a match of their own
  const noWaypoint: EnvoyMatch = { context: 'WAYPOINT' };
  // @ts-expect-error nothing else goes with it
  const listener: EnvoyMatch = { context: 'WAYPOINT', waypoint: {}, listener: {} };
  // @ts-expect-error it goes with no other context
  const elsewhere: EnvoyMatch = { context: 'GATEWAY', waypoint: {} };
  expect([gateway, anywhere, waypoint, two, noContext, noWaypoint, listener, elsewhere]).toHaveLength(8);
});
