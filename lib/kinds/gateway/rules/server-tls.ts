import type { Json } from '../../../values/types';
import { type AnyServerTls, serverTlsRules } from '../../_shared/server-tls/rules';
import type { GatewaySpec } from '../api';

/** What the TLS of a Gateway's servers may be. */
export const serverTls = serverTlsRules<Json<GatewaySpec>>({
  topic: 'gateway',
  * parts({ servers = [] }) {
    for (const [i, { tls }] of servers.entries()) if (tls) yield { at: ['spec', 'servers', i, 'tls'], tls: tls as AnyServerTls };
  },
  examples: [
    {
      yaml: (tls) => `spec: {servers: [{port: {number: 443, name: https, protocol: HTTPS}, hosts: ["*"], tls: ${tls}}]}`,
      at: 'spec.servers[0].tls',
    },
  ],
});
