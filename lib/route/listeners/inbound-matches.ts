import type { MutualTls } from '../../mesh/peer-authentication';
import type { FilterChainMatch } from './listener';

/** What an inbound port is, as far as istiod knows: HTTP, other connections, or unknown until the first bytes come. */
export type InboundKind = 'http' | 'tcp' | 'detected';

/** One of the chains of an inbound port: what it matches, what it reads, and whether it ends TLS of the mesh. */
export interface InboundMatch {
  readonly match: Pick<FilterChainMatch, 'protocols' | 'transport'>;
  readonly reads: 'requests' | 'bytes';
  readonly endsTls: boolean;
}

const PLAINTEXT_HTTP = ['http/1.1', 'h2c'];
const MESH_HTTP = ['istio-http/1.0', 'istio-http/1.1', 'istio-h2'];
const MESH_TCP = ['istio-peer-exchange', 'istio'];
const MESH = ['istio', 'istio-peer-exchange', 'istio-http/1.0', 'istio-http/1.1', 'istio-h2'];

function chain(reads: InboundMatch['reads'], transport: 'tls' | 'raw_buffer', endsTls: boolean, protocols?: readonly string[]): InboundMatch {
  return { match: { transport, ...(protocols ? { protocols } : {}) }, reads, endsTls };
}

/** The chains of an inbound port by what it is and by its mode of mutual TLS. Source: filterchain_options.go#getFilterChainMatchOptions. */
export const INBOUND_MATCHES: Readonly<Record<InboundKind, Readonly<Record<MutualTls, readonly InboundMatch[]>>>> = {
  http: {
    STRICT: [chain('requests', 'tls', true)],
    PERMISSIVE: [chain('requests', 'tls', true, MESH), chain('requests', 'raw_buffer', false)],
    DISABLE: [chain('requests', 'raw_buffer', false)],
  },
  tcp: {
    STRICT: [chain('bytes', 'tls', true)],
    PERMISSIVE: [chain('bytes', 'tls', true, MESH), chain('bytes', 'tls', false), chain('bytes', 'raw_buffer', false)],
    DISABLE: [chain('bytes', 'raw_buffer', false)],
  },
  detected: {
    STRICT: [chain('requests', 'tls', true, MESH_HTTP), chain('bytes', 'tls', true)],
    PERMISSIVE: [
      chain('requests', 'tls', true, MESH_HTTP),
      chain('requests', 'raw_buffer', false, PLAINTEXT_HTTP),
      chain('bytes', 'tls', true, MESH_TCP),
      chain('bytes', 'raw_buffer', false),
      chain('bytes', 'tls', false),
    ],
    DISABLE: [chain('requests', 'raw_buffer', false, PLAINTEXT_HTTP), chain('bytes', 'raw_buffer', false)],
  },
};
