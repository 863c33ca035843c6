import type { Edit } from '../../../core/edit';
import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { isDottedGateway, slashedGateway } from '../../../values/gateway-reference';
import { lookedAt, places } from './gateways-parts';
import { type Spec, TO_A } from './virtual-service-rule';

/** Deprecated form of a gateway: name.namespace. */
export const gatewayDotted = defineRule<Spec>({
  id: 'virtual-service/gateway-dotted',
  onlyWith: ['gateways'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Deprecated form of a gateway: name.namespace',
  why: 'It still works: Istio reads it as namespace/name.',
  fix: 'write namespace/name',
  aliases: ['KIA1108'],
  source: 'pkg/config/validation/validation.go#validateGatewayNames',
  good: [`spec: {hosts: [a.com], gateways: [istio-ingress/edge], http: [{${TO_A}}]}`],
  bad: [{ yaml: `spec: {hosts: [a.com], gateways: [edge.istio-ingress], http: [{${TO_A}}]}`, at: 'spec.gateways[0]' }],
  check(resource, report) {
    for (const { at, gateways, warns } of places(resource)) {
      if (!warns) continue;
      lookedAt(gateways).forEach((entry, i) => {
        if (!isDottedGateway(entry)) return;
        const slashed = slashedGateway(entry);
        const edits: readonly Edit[] = [{ path: [...at, i], op: 'set', value: slashed }];
        report([...at, i], { message: `Expected namespace/name, got ${quote(entry)}`, fix: `write ${slashed}`, edits });
      });
    }
  },
});
