import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** A service needs a name, and a bare star is none. */
export const noBareWildcard = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/no-bare-wildcard',
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected a host other than "*"',
  why: 'The API server refuses the resource: one service cannot stand for every name.',
  fix: 'name a domain, such as *.example.com; to let traffic to anywhere pass, set outboundTrafficPolicy to ALLOW_ANY',
  source: ['manifests/charts/base/files/crd-all.gen.yaml#ServiceEntry.spec.hosts[]', 'pkg/config/validation/validation.go#ValidateServiceEntry'],
  cel: ['self != "*"'],
  check({ spec }, report) {
    spec.hosts.forEach((host, i) => {
      if (host === '*') report(['spec', 'hosts', i], { message: 'Expected a name or a domain such as "*.example.com", got "*"' });
    });
  },
  aliases: ['IST0106'],
  good: [
    'spec: {hosts: ["*.com"]}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com, "*"]}', at: 'spec.hosts[1]' },
  ],
});
