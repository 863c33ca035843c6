import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { GatewaySpec } from '../api';

/** A Gateway needs a port to listen on and a host to accept. */
export const atLeastOneServer = defineRule<Json<GatewaySpec>>({
  id: 'gateway/at-least-one-server',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected at least one server, and one host for each',
  why: 'istiod refuses the resource: it would open no port, or accept no host.',
  fix: 'add a server with a port and the hosts that it serves',
  source: ['pkg/config/validation/validation.go#ValidateGateway', 'pkg/config/validation/validation.go#validateServer'],
  check({ spec: { servers = [] } }, report) {
    if (servers.length === 0) report(['spec', 'servers'], { message: 'Expected at least one server, got none' });
    servers.forEach(({ hosts }, i) => {
      if (hosts.length === 0) report(['spec', 'servers', i, 'hosts'], { message: 'Expected at least one host, got []' });
    });
  },
  good: ['spec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}'],
  bad: [
    { yaml: 'spec: {selector: {istio: ingress}}', at: 'spec.servers' },
    { yaml: 'spec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: []}]}', at: 'spec.servers[0].hosts' },
  ],
});
