import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { GatewaySpec } from '../api';

/** A port of a Gateway is identified by its name; numbers may repeat. */
export const uniquePortNames = defineRule<Json<GatewaySpec>>({
  id: 'gateway/unique-port-names',
  severity: 'error',
  authority: 'istiod',
  summary: 'Duplicate name of a port',
  why: 'istiod refuses the resource. Several servers may share a port number, but not a port name.',
  fix: 'give each server a port name of its own',
  source: 'pkg/config/validation/validation.go#ValidateGateway',
  check({ spec: { servers = [] } }, report) {
    const first = new Map<string, number>();
    servers.forEach(({ port: { name } }, i) => {
      const other = first.get(name);
      if (other === undefined) first.set(name, i);
      else report(['spec', 'servers', i, 'port', 'name'], { message: `Expected a name of its own, got ${quote(name)} as server ${other} has` });
    });
  },
  good: [
    'spec: {servers: [{port: {number: 80, name: a, protocol: HTTP}, hosts: [a.com]}, {port: {number: 80, name: b, protocol: HTTP}, hosts: [b.com]}]}',
  ],
  bad: [
    {
      yaml: 'spec: {servers: [{port: {number: 80, name: a, protocol: HTTP}, hosts: [a.com]}, {port: {number: 81, name: a, protocol: HTTP}, hosts: [b.com]}]}',
      at: 'spec.servers[1].port.name',
    },
  ],
});
