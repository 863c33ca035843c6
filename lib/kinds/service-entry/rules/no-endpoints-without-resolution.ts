import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** Endpoints need a resolution that uses them. */
export const noEndpointsWithoutResolution = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/no-endpoints-without-resolution',
  onlyWith: ['endpoints'],
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected no endpoints with resolution NONE',
  why: 'The API server refuses the resource: with NONE the proxy forwards to the address that the client called.',
  fix: 'set resolution to STATIC for addresses or DNS for host names, or remove the endpoints',
  source: ['manifests/charts/base/files/crd-all.gen.yaml#ServiceEntry.spec', 'pkg/config/validation/validation.go#ValidateServiceEntry'],
  cel: ['((has(self.resolution) ? self.resolution : "NONE") == "NONE") ? !has(self.endpoints) : true'],
  check({ spec }, report) {
    if (spec.endpoints === undefined || (spec.resolution ?? 'NONE') !== 'NONE') return;
    report(['spec', 'endpoints'], {
      message: `Expected no endpoints with resolution NONE${spec.resolution ? '' : ' (the default)'}, got ${spec.endpoints.length}`,
    });
  },
  aliases: ['IST0106'],
  good: [
    'spec: {hosts: [a.com], resolution: STATIC, endpoints: [{address: 10.0.0.1}]}',
    'spec: {hosts: [a.com], resolution: NONE}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], endpoints: [{address: 10.0.0.1}]}', at: 'spec.endpoints' },
    { yaml: 'spec: {hosts: [a.com], resolution: NONE, endpoints: []}', at: 'spec.endpoints' },
  ],
});
