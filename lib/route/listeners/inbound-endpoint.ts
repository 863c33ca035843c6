import type { ProxyView } from '../../mesh/proxy-view';

/** Where a sidecar passes on what arrives at a port: another port of the pod, at its own or the loopback address, or a Unix socket. */
export type InboundEndpoint = { readonly at: 'pod' | 'loopback'; readonly port: number } | { readonly socket: string };

/** A Sidecar's `defaultEndpoint`; undefined where the port itself is meant. Source: cluster.go#buildInboundClustersFromSidecar. */
export function inboundEndpoint({ sidecar }: ProxyView, port: number): InboundEndpoint | undefined {
  const text = sidecar?.resource.spec.ingress?.find((each) => each.port.number === port)?.defaultEndpoint;
  if (!text) return undefined;
  if (text.startsWith('unix://')) return { socket: text.slice('unix://'.length) };
  const colon = text.lastIndexOf(':');
  const host = text.slice(0, colon).replace(/^\[|\]$/g, '');
  const number = Number(text.slice(colon + 1));
  if (colon < 0 || !Number.isInteger(number)) return undefined;
  if (host === '0.0.0.0' || host === '::') return { at: 'pod', port: number };
  return host === '127.0.0.1' || host === '::1' ? { at: 'loopback', port: number } : undefined;
}
