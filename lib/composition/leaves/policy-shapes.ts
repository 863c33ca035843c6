import { anyText, duration, fields, listOf, oneField, oneOf, optional, percentage, type Shape, text, whole } from '../shapes/shape';
import type { Affinity, AffinityCookie, Balancing } from './balancing';
import type { Keepalive } from './keepalive';
import type { Locality } from './locality';
import type { Policy } from './policy';
import type { UpstreamTls } from './upstream-tls';

type CookieAttribute = NonNullable<AffinityCookie['attributes']>[number];

const cookie: Shape<AffinityCookie> = fields<AffinityCookie>({
  name: text,
  path: optional(text),
  ttl: optional(duration),
  attributes: optional(listOf(fields<CookieAttribute>({ name: text, value: optional(anyText) }))),
});

const affinity: Shape<Affinity> = oneField<Affinity>({ cookie, header: text, query: text, clientAddress: oneOf(true) });

/** The values that each leaf of a policy can have. A leaf without a shape does not compile. */
export const POLICY_SHAPES: { readonly [Leaf in keyof Policy]-?: Shape<Policy[Leaf]> } = {
  'balancing': optional(fields<Balancing>({ affinity, ringSize: whole(1) })),
  'locality': optional(oneField<Locality>({ order: listOf(text, 1), regions: listOf(fields({ from: text, to: text }), 1) })),
  'limits.connections': optional(whole(1)),
  'limits.connectTimeout': optional(duration),
  'limits.connectionLifetime': optional(duration),
  'limits.keepalive': optional(fields<Keepalive>({ time: optional(duration), interval: optional(duration), probes: optional(whole(1)) })),
  'limits.tcpIdleTimeout': optional(duration),
  'limits.pendingRequests': optional(whole(1)),
  'limits.requests': optional(whole(1)),
  'limits.retries': optional(whole(0)),
  'http.version': optional(oneOf(2)),
  'ejection.serverErrors': optional(whole(0)),
  'ejection.gatewayErrors': optional(whole(0)),
  'ejection.interval': optional(duration),
  'ejection.time': optional(duration),
  'ejection.maxPercent': optional(percentage),
  'tls': optional(fields<UpstreamTls>({
    kind: oneOf('none', 'simple', 'mutual', 'mesh'),
    serverName: optional(text),
    subjectAltNames: optional(listOf(text, 1)),
    credential: optional(text),
    certificateFile: optional(text),
    keyFile: optional(text),
    authoritiesFile: optional(text),
    authoritiesMap: optional(text),
  })),
};
