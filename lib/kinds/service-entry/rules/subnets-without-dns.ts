import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** A proxy cannot connect to a subnet. */
export const subnetsWithoutDns = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/subnets-without-dns',
  onlyWith: ['addresses'],
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected subnets only with resolution NONE or STATIC',
  why: 'The API server refuses the resource: DNS resolves a host to addresses, not to a subnet.',
  fix: 'write single addresses, or set resolution to NONE or STATIC',
  source: ['manifests/charts/base/files/crd-all.gen.yaml#ServiceEntry.spec', 'pkg/config/validation/validation.go#ValidateServiceEntry'],
  cel: [
    '!((has(self.addresses) ? self.addresses : []).exists(k, k.contains("/")) && !((has(self.resolution) ? self.resolution : "NONE") in ["STATIC", "NONE"]))',
  ],
  check({ spec }, report) {
    const { addresses = [], resolution = 'NONE' } = spec;
    if (resolution === 'NONE' || resolution === 'STATIC') return;
    addresses.forEach((address, i) => {
      if (address.includes('/')) report(['spec', 'addresses', i], { message: `Expected a single address with resolution ${resolution}, got ${quote(address)}` });
    });
  },
  good: [
    'spec: {hosts: [a.com], addresses: [10.0.0.0/8]}',
    'spec: {hosts: [a.com], addresses: [10.0.0.1], resolution: DNS}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], addresses: [10.0.0.1, 10.0.0.0/8], resolution: DNS}', at: 'spec.addresses[1]' },
  ],
});
