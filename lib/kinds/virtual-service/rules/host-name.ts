import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { hostProblem } from './hosts-parts';
import { type Spec, TO_A } from './virtual-service-rule';

/** Expected host names or IP addresses, and no bare "*" for the mesh. */
export const hostName = defineRule<Spec>({
  id: 'virtual-service/host-name',
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected host names or IP addresses, and no bare "*" for the mesh',
  fix: 'write a name, a full host name or *.suffix; * only when every gateway is named',
  source: [
    'pkg/config/validation/validation.go#ValidateVirtualService',
    'pkg/config/validation/agent/validation.go#ValidateWildcardDomain',
    'pkg/config/validation/agent/validation.go#ValidateWildcardDomainForVirtualServiceBoundToGateway',
  ],
  good: [`spec: {hosts: ["*"], gateways: [edge], http: [{${TO_A}}]}`, `spec: {hosts: [a, "*.b.com", 10.0.0.1], http: [{${TO_A}}]}`],
  bad: [{ yaml: `spec: {hosts: ["*"], http: [{${TO_A}}]}`, at: 'spec.hosts[0]' }, { yaml: `spec: {hosts: [a.com, a_b.com], http: [{${TO_A}}]}`, at: 'spec.hosts[1]' }],
  check({ spec }, report) {
    spec.hosts?.forEach((host, i) => {
      const reason = hostProblem(spec, host);
      if (reason !== undefined) report(['spec', 'hosts', i], { message: `Expected a host that a VirtualService can have, got ${quote(host)}: ${reason}` });
    });
  },
});
