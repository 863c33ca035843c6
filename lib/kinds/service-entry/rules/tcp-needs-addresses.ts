import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** Label by which a resource keeps istiod from assigning it an address. */
const AUTO_ALLOCATE = 'networking.istio.io/enable-autoallocate-ip';

/** Proxies route plain TCP by address and port alone. */
export const tcpNeedsAddresses = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/tcp-needs-addresses',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected addresses of a service with a TCP port, as istiod assigns none',
  why: 'The proxy listens on that port of every address, so it also takes connections to other services.',
  fix: 'add the addresses, or name the protocol; or let istiod assign one: a resolution other than NONE, and no label that forbids it',
  source: [
    'pkg/config/validation/validation.go#ValidateServiceEntry',
    'pilot/pkg/networking/serviceentry/ip_autoallocation.go#ShouldV2AutoAllocateIPFromConfig',
  ],
  check({ spec, metadata }, report) {
    const isAssigned = (spec.resolution ?? 'NONE') !== 'NONE' && metadata.labels?.[AUTO_ALLOCATE]?.toLowerCase() !== 'false';
    if ((spec.addresses ?? []).length > 0 || isAssigned) return;
    (spec.ports ?? []).forEach(({ protocol = '' }, i) => {
      if (protocol !== '' && protocol !== 'TCP') return;
      report(['spec', 'ports', i], { message: `Expected addresses for the ${protocol === '' ? 'port without a protocol' : 'TCP port'}, got none` });
    });
  },
  good: [
    'spec: {hosts: [a.com], resolution: DNS, ports: [{number: 80, name: a}]}',
    'spec: {hosts: [a.com], addresses: [10.0.0.1], ports: [{number: 80, name: a, protocol: TCP}]}',
    'spec: {hosts: [a.com], ports: [{number: 80, name: a, protocol: tcp}]}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], ports: [{number: 80, name: a, protocol: TCP}]}', at: 'spec.ports[0]' },
    {
      yaml: 'metadata: {labels: {networking.istio.io/enable-autoallocate-ip: "False"}}\nspec: {hosts: [a.com], resolution: DNS, ports: [{number: 80, name: a}]}',
      at: 'spec.ports[0]',
    },
  ],
});
