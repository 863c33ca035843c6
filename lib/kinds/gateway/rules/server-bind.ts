import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { isIp } from '../../../values/ip';
import type { Json } from '../../../values/types';
import { unixSocket } from '../../../values/unix-socket';
import type { GatewaySpec } from '../api';
import { isOnSocket } from './server-port';

/** A server binds an address or a socket. */
export const serverBind = defineRule<Json<GatewaySpec>>({
  id: 'gateway/server-bind',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected an IP address or a unix socket to bind',
  why: 'istiod refuses the resource.',
  fix: 'write an IP address, or unix:///path with port number 0',
  source: 'pkg/config/validation/validation.go#validateServerBind',
  check({ spec: { servers = [] } }, report) {
    servers.forEach((server, i) => {
      const { bind } = server;
      if (!bind) return;
      const reason = isOnSocket(server) ? unixSocket.test(bind) : isIp(bind) ? undefined : 'it is no IP address';
      if (reason !== undefined) report(['spec', 'servers', i, 'bind'], { message: `Expected an IP address or a unix socket, got ${quote(bind)}: ${reason}` });
    });
  },
  good: ['spec: {servers: [{port: {number: 0, name: http, protocol: HTTP}, bind: "unix:///a", hosts: ["*"]}]}'],
  bad: [
    { yaml: 'spec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, bind: localhost, hosts: ["*"]}]}', at: 'spec.servers[0].bind' },
    { yaml: 'spec: {servers: [{port: {number: 0, name: http, protocol: HTTP}, bind: "unix://a", hosts: ["*"]}]}', at: 'spec.servers[0].bind' },
  ],
});
