import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { dnsLabel } from '../../../values/host-name';
import type { Json } from '../../../values/types';
import type { GatewaySpec } from '../api';
import { isOfGatewayApi } from './gateway-api';

const SEMANTICS = 'internal.istio.io/gateway-semantics';
const SERVERS = 'spec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}';

/** Routes name Gateways as `namespace/name`, so the name is one word. */
export const nameIsALabel = defineRule<Json<GatewaySpec>>({
  id: 'gateway/name-is-a-label',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a name of at most 63 letters, digits and hyphens, without dots',
  why: 'istiod refuses the resource: routes name a Gateway by one label.',
  fix: 'give metadata.name a shorter name without dots',
  source: 'pkg/config/validation/validation.go#ValidateGateway',
  check({ metadata }, report) {
    // The API server makes the name where there is none. Istio gives longer ones to what it makes of the Kubernetes Gateway API.
    if (metadata.name === '' || isOfGatewayApi(metadata)) return;
    const reason = dnsLabel.test(metadata.name);
    if (reason !== undefined) report(['metadata', 'name'], { message: `Expected ${dnsLabel.expected}, got ${quote(metadata.name)}: ${reason}` });
  },
  good: [
    `metadata: {name: edge}\n${SERVERS}`,
    `metadata: {name: edge.shop, annotations: {${SEMANTICS}: gateway}}\n${SERVERS}`,
  ],
  bad: [
    { yaml: `metadata: {name: edge.shop}\n${SERVERS}`, at: 'metadata.name' },
    { yaml: `metadata: {name: ${'x'.repeat(64)}}\n${SERVERS}`, at: 'metadata.name' },
    { yaml: `metadata: {name: edge.shop, annotations: {${SEMANTICS}: mesh}}\n${SERVERS}`, at: 'metadata.name' },
  ],
});
