import { choices, quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { closest } from '../../../core/suggest';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** The ports of an endpoint are named after those of the service. */
export const endpointPortsKnown = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/endpoint-ports-known',
  onlyWith: ['endpoints'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected the ports of an endpoint under the names of the service\'s ports',
  why: 'istiod refuses the resource: traffic is sent to ports of the service only.',
  fix: 'use the name of a port of the service, or add the port to the service',
  source: ['pkg/config/validation/validation.go#validateWorkloadEntry', 'pkg/config/validation/validation.go#ValidateServiceEntry'],
  check({ spec }, report) {
    if (!['STATIC', 'DNS', 'DNS_ROUND_ROBIN'].includes(spec.resolution ?? 'NONE')) return;
    const known = (spec.ports ?? []).map(({ name }) => name);
    const names = new Set(known);
    (spec.endpoints ?? []).forEach(({ ports = {} }, i) => {
      for (const name of Object.keys(ports)) {
        if (names.has(name)) continue;
        const meant = closest(name, known);
        report(['spec', 'endpoints', i, 'ports', name], {
          message: `Expected ${known.length > 0 ? choices(known) : 'no port, as the service has none'}, got ${quote(name)}`,
          ...(meant ? { fix: `write ${quote(meant)}` } : {}),
        });
      }
    });
  },
  good: [
    'spec: {hosts: [a.com], resolution: STATIC, ports: [{number: 80, name: http}], endpoints: [{address: 10.0.0.1, ports: {http: 8080}}]}',
  ],
  bad: [
    {
      yaml: 'spec: {hosts: [a.com], resolution: STATIC, ports: [{number: 80, name: http}], endpoints: [{address: 10.0.0.1, ports: {https: 8443}}]}',
      at: 'spec.endpoints[0].ports.https',
    },
  ],
});
