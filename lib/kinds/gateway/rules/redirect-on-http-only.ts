import { defineRule } from '../../../core/rule';
import { isHttpProtocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import type { GatewaySpec } from '../api';

/** A redirect to https has no effect on a port that receives https already. */
export const redirectOnHttpOnly = defineRule<Json<GatewaySpec>>({
  id: 'gateway/redirect-on-http-only',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected the redirect to https on an HTTP port only',
  why: 'It has no effect on other ports.',
  fix: 'remove httpsRedirect, and set it on the server of the HTTP port',
  source: 'pkg/config/validation/validation.go#ValidateGateway',
  check({ spec: { servers = [] } }, report) {
    servers.forEach(({ port: { protocol }, tls }, i) => {
      if (!tls?.httpsRedirect || isHttpProtocol(protocol)) return;
      report(['spec', 'servers', i, 'tls', 'httpsRedirect'], { message: `Expected httpsRedirect on an HTTP port only, got protocol ${protocol}` });
    });
  },
  good: ['spec: {servers: [{port: {number: 80, name: a, protocol: HTTP}, hosts: ["*"], tls: {httpsRedirect: true}}]}'],
  bad: [
    {
      yaml: 'spec: {servers: [{port: {number: 443, name: a, protocol: HTTPS}, hosts: ["*"], tls: {httpsRedirect: true, mode: SIMPLE, credentialName: a}}]}',
      at: 'spec.servers[0].tls.httpsRedirect',
    },
  ],
});
