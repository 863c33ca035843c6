import { type ClusterName, INBOUND_PASSTHROUGH } from '../cluster-name';
import type { RouteConfiguration } from './route-configuration';
import { ANY_REQUEST } from './route-match';

const INBOUND_PORT = /^inbound\|([0-9]+)\|\|$/;

/** The routes of requests that arrive at a workload: all of them reach it. Source: httproute.go#buildSidecarInboundHTTPRouteConfig. */
export function inboundRoutes(name: string): RouteConfiguration | undefined {
  const port = INBOUND_PORT.exec(name)?.[1];
  if (port === undefined && name !== 'InboundPassthroughCluster') return undefined;
  const cluster: ClusterName = port === undefined ? INBOUND_PASSTHROUGH : { to: 'workload', port: Number(port) };
  const route = {
    name: 'default',
    match: ANY_REQUEST,
    action: { does: 'forward', clusters: [{ cluster, weight: 1 }], timeout: 0, mirrors: [], hashes: [] },
  } as const;
  return { name, virtualHosts: [{ name: `inbound|http|${port ?? 0}`, domains: ['*'], routes: [route], requiresTls: false }] };
}
