import type { Json } from '../../../values/types';
import { type AnyServerTls, serverTlsRules } from '../../_shared/server-tls/rules';
import type { SidecarSpec } from '../api';

/** What the TLS of a Sidecar's listeners may be. Secrets and the mesh's own certificates are refused by rules of their own. */
export const serverTls = serverTlsRules<Json<SidecarSpec>>({
  topic: 'sidecar',
  * parts({ ingress = [] }) {
    for (const [i, { tls }] of ingress.entries()) if (tls) yield { at: ['spec', 'ingress', i, 'tls'], tls: tls as AnyServerTls };
  },
  examples: [{ yaml: (tls) => `spec: {ingress: [{port: {number: 443, protocol: HTTPS}, tls: ${tls}}]}`, at: 'spec.ingress[0].tls' }],
});
