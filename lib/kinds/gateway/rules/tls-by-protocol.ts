import { defineRule } from '../../../core/rule';
import { isHttpProtocol, isTlsProtocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import type { GatewayServer, GatewaySpec } from '../api';
import { hasSoundPort } from './server-port';

const server = (protocol: string, tls: string): string => (
  `spec: {servers: [{port: {number: 443, name: a, protocol: ${protocol}}, hosts: ["*"]${tls && `, tls: ${tls}`}}]}`
);

/** The protocol of a port decides whether it has TLS settings. */
export const tlsByProtocol = defineRule<Json<GatewaySpec>>({
  id: 'gateway/tls-by-protocol',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected tls with protocol HTTPS or TLS, and with no other',
  why: 'istiod refuses the resource. On HTTP only the redirect to https can stand in tls.',
  fix: 'add tls, or set the protocol to the one of the port: HTTP, HTTPS, TLS or TCP',
  source: 'pkg/config/validation/validation.go#validateServer',
  check({ spec: { servers = [] } }, report) {
    servers.forEach((given, i) => {
      const message = hasSoundPort(given) ? problem(given) : undefined;
      if (message !== undefined) report(['spec', 'servers', i, 'tls'], { message });
    });
  },
  good: [server('HTTPS', '{mode: PASSTHROUGH}'), server('HTTP', '{httpsRedirect: true}'), server('TCP', '')],
  bad: [
    { yaml: server('HTTPS', ''), at: 'spec.servers[0].tls' },
    { yaml: server('HTTP', '{mode: ISTIO_MUTUAL}'), at: 'spec.servers[0].tls' },
    { yaml: server('TCP', '{mode: PASSTHROUGH}'), at: 'spec.servers[0].tls' },
  ],
});

function problem({ port: { protocol }, tls }: Json<GatewayServer>): string | undefined {
  if (isTlsProtocol(protocol)) return tls === undefined ? `Expected tls with protocol ${protocol}, got none` : undefined;
  if (tls === undefined) return undefined;
  if (!isHttpProtocol(protocol)) return `Expected no tls with protocol ${protocol}, got some`;
  const { mode = 'PASSTHROUGH', caCertificates, privateKey, serverCertificate } = tls;
  const isRedirectOnly = (mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH') && !caCertificates && !privateKey && !serverCertificate;
  return isRedirectOnly ? undefined : `Expected only httpsRedirect in tls with protocol ${protocol}, got ${mode === 'PASSTHROUGH' ? 'certificates' : `mode ${mode}`}`;
}
