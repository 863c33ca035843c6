import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

/** A Sidecar needs at least one setting. */
export const notEmpty = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/not-empty',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected ingress, egress, an outbound policy or an inbound connection pool',
  why: 'istiod refuses the resource: it would change nothing.',
  fix: 'add the listeners or the policy that the workload needs, or remove the resource',
  source: 'pkg/config/validation/validation.go#ValidateSidecar',
  check({ spec }, report) {
    const { ingress = [], egress = [], outboundTrafficPolicy, inboundConnectionPool } = spec;
    if (ingress.length + egress.length > 0 || outboundTrafficPolicy !== undefined || inboundConnectionPool !== undefined) return;
    report(['spec'], { message: 'Expected ingress, egress, outboundTrafficPolicy or inboundConnectionPool, got none of them' });
  },
  good: ['spec: {egress: [{hosts: ["./*"]}]}', 'spec: {outboundTrafficPolicy: {}}'],
  bad: [
    { yaml: 'spec: {}', at: 'spec' },
    { yaml: 'spec: {ingress: [], egress: []}', at: 'spec' },
  ],
});
