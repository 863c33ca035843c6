import { defineRule } from '../../../core/rule';
import { isHttpProtocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

/** HTTP limits have no effect on a port with another protocol. */
export const httpPoolOnTcp = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/http-pool-on-tcp',
  onlyWith: ['connectionPool'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected HTTP limits only on ports with an HTTP protocol',
  why: 'The proxy applies the TCP part of the connection pool and ignores the HTTP part.',
  fix: 'declare the protocol of the port, or move the limits to connectionPool.tcp',
  source: 'pkg/config/validation/validation.go#ValidateSidecar',
  check({ spec: { ingress = [] } }, report) {
    ingress.forEach(({ port, connectionPool }, i) => {
      if (connectionPool?.http === undefined || isHttpProtocol(port.protocol ?? '')) return;
      report(['spec', 'ingress', i, 'connectionPool', 'http'], { message: `Expected an HTTP port for HTTP limits, got protocol ${port.protocol ?? 'undeclared'}` });
    });
  },
  good: ['spec: {ingress: [{port: {number: 80, protocol: HTTP}, connectionPool: {http: {maxRetries: 1}}}]}'],
  bad: [{ yaml: 'spec: {ingress: [{port: {number: 80, protocol: TCP}, connectionPool: {http: {maxRetries: 1}}}]}', at: 'spec.ingress[0].connectionPool.http' }],
});
