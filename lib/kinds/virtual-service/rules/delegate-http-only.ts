import { defineRule } from '../../../core/rule';
import { isDelegate, type Spec, TO_A } from './virtual-service-rule';

/** Expected only HTTP routes in a delegate. */
export const delegateHttpOnly = defineRule<Spec>({
  id: 'virtual-service/delegate-http-only',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected only HTTP routes in a delegate',
  why: 'istiod refuses the resource: a VirtualService without hosts is a delegate, and only HTTP routes can delegate.',
  fix: 'add hosts, or remove gateways, tls and tcp',
  source: 'pkg/config/validation/validation.go#ValidateVirtualService',
  good: [`spec: {http: [{${TO_A}}]}`],
  bad: [{ yaml: `spec: {gateways: [edge], http: [{${TO_A}}]}`, at: 'spec.gateways' }, { yaml: `spec: {http: [{${TO_A}}], tcp: [{${TO_A}}]}`, at: 'spec.tcp' }],
  check({ spec }, report) {
    if (!isDelegate(spec)) return;
    for (const field of ['gateways', 'tls', 'tcp'] as const) {
      if ((spec[field] ?? []).length > 0) report(['spec', field], { message: `Expected no ${field} in a VirtualService without hosts, got some` });
    }
  },
});
