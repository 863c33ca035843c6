import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import { isUnixAddress } from '../../../values/unix-socket';
import type { ServiceEntrySpec } from '../api';

/** An endpoint on a socket serves one port of the service. */
export const socketNeedsOnePort = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/socket-needs-one-port',
  onlyWith: ['endpoints'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected exactly one port of a service with an endpoint on a unix socket',
  why: 'istiod refuses the resource: a socket has no ports, so all traffic would go to one of them.',
  fix: 'write one ServiceEntry for each port',
  source: 'pkg/config/validation/validation.go#validateWorkloadEntry',
  check({ spec }, report) {
    if (spec.resolution !== 'STATIC') return;
    const count = new Set((spec.ports ?? []).map(({ name }) => name)).size;
    const at = (spec.endpoints ?? []).findIndex(({ address = '' }) => isUnixAddress(address));
    if (at >= 0 && count !== 1) report(['spec', 'endpoints', at, 'address'], { message: `Expected one port of the service beside a socket, got ${count}` });
  },
  good: [
    'spec: {hosts: [a.com], resolution: STATIC, ports: [{number: 80, name: http}], endpoints: [{address: "unix:///run/a.sock"}]}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], resolution: STATIC, endpoints: [{address: "unix:///run/a.sock"}]}', at: 'spec.endpoints[0].address' },
  ],
});
