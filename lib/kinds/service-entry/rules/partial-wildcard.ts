import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { isPartialWildcard } from '../../../values/host-name';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** A star stands for a whole label. */
export const partialWildcard = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/partial-wildcard',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected a star only as a whole label',
  why: 'Envoy matches whole labels: no request has a host that matches.',
  fix: 'write *.foo.com, or list the names',
  source: ['pkg/config/validation/validation.go#ValidateServiceEntry', 'pkg/config/validation/agent/validation.go#ValidatePartialWildCard'],
  check({ spec }, report) {
    if (spec.resolution === 'DYNAMIC_DNS') return;
    spec.hosts.forEach((host, i) => {
      if (isPartialWildcard(host)) report(['spec', 'hosts', i], { message: `Expected a name or a star and a dot in front, got ${quote(host)}` });
    });
  },
  good: [
    'spec: {hosts: ["*.foo.com"]}',
    'spec: {hosts: ["*foo.com"], resolution: DYNAMIC_DNS}',
  ],
  bad: [
    { yaml: 'spec: {hosts: ["*foo.com"]}', at: 'spec.hosts[0]' },
  ],
});
