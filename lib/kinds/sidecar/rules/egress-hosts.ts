import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

/** An egress listener needs at least one host to import. */
export const egressHosts = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/egress-hosts',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected at least one host on an egress listener',
  why: 'istiod refuses the resource. A listener that imports no service has the host ~/*.',
  fix: 'write the services as namespace/host, such as ./* or istio-system/*',
  source: 'pkg/config/validation/validation.go#ValidateSidecar',
  check({ spec: { egress = [] } }, report) {
    egress.forEach(({ hosts }, i) => {
      if (hosts.length === 0) report(['spec', 'egress', i, 'hosts'], { message: 'Expected at least one host, got []' });
    });
  },
  good: ['spec: {egress: [{hosts: ["~/*"]}]}'],
  bad: [{ yaml: 'spec: {egress: [{hosts: []}]}', at: 'spec.egress[0].hosts' }],
});
