import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { gatewayReference } from '../../../values/gateway-reference';
import { lookedAt, places } from './gateways-parts';
import { type Spec, TO_A } from './virtual-service-rule';

/** Expected gateways as name, namespace/name or mesh. */
export const namedGateway = defineRule<Spec>({
  id: 'virtual-service/gateway-reference',
  onlyWith: ['gateways'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected gateways as name, namespace/name or mesh',
  why: 'istiod refuses the resource. It checks the entries up to the first without a slash, and so does this rule.',
  fix: 'write the name of a Gateway, namespace/name, or mesh',
  source: 'pkg/config/validation/validation.go#validateGatewayNames',
  good: [`spec: {hosts: [a.com], gateways: [istio-ingress/edge, mesh], http: [{${TO_A}}]}`],
  bad: [
    { yaml: `spec: {hosts: [a.com], gateways: [./edge], http: [{${TO_A}}]}`, at: 'spec.gateways[0]' },
    { yaml: `spec: {hosts: [a.com], http: [{match: [{gateways: [a/b/c]}], ${TO_A}}]}`, at: 'spec.http[0].match[0].gateways[0]' },
  ],
  check(resource, report) {
    for (const { at, gateways, namesChecked } of places(resource)) {
      lookedAt(gateways).forEach((entry, i) => {
        // What istiod made from the Gateway API has names that users cannot write.
        const reason = gatewayReference.test(namesChecked ? entry : entry.replace(/\/.+$/, '/name'));
        if (reason !== undefined) report([...at, i], { message: `Expected ${gatewayReference.expected}, got ${quote(entry)}: ${reason}` });
      });
    }
  },
});
