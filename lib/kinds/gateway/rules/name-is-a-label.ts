import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { dnsLabel } from '../../../values/host-name';
import type { Json } from '../../../values/types';
import type { GatewaySpec } from '../api';

/** Routes name Gateways as `namespace/name`, so the name is one word. */
export const nameIsALabel = defineRule<Json<GatewaySpec>>({
  id: 'gateway/name-is-a-label',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a name of at most 63 letters, digits and hyphens, without dots',
  why: 'istiod refuses the resource: routes could not refer to it.',
  fix: 'give metadata.name a shorter name without dots',
  source: 'GW-001; validation.go ValidateGateway',
  check({ metadata }, report) {
    if (metadata.annotations?.['internal.istio.io/gateway-semantics'] === 'gateway') return;
    const reason = dnsLabel.test(metadata.name);
    if (reason !== undefined) report(['metadata', 'name'], { message: `Expected ${dnsLabel.expected}, got ${quote(metadata.name)}: ${reason}` });
  },
  good: ['metadata: {name: edge}\nspec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}'],
  bad: [{ yaml: 'metadata: {name: edge.shop}\nspec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}', at: 'metadata.name' }],
});
