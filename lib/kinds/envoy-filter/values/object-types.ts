import type { EnvoyApplyTo } from '../api';

const TYPES = {
  BOOTSTRAP: 'envoy.config.bootstrap.v3.Bootstrap',
  CLUSTER: 'envoy.config.cluster.v3.Cluster',
  EXTENSION_CONFIG: 'envoy.config.core.v3.TypedExtensionConfig',
  FILTER_CHAIN: 'envoy.config.listener.v3.FilterChain',
  HTTP_FILTER: 'envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter',
  HTTP_ROUTE: 'envoy.config.route.v3.Route',
  LISTENER: 'envoy.config.listener.v3.Listener',
  LISTENER_FILTER: 'envoy.config.listener.v3.ListenerFilter',
  NETWORK_FILTER: 'envoy.config.listener.v3.Filter',
  ROUTE_CONFIGURATION: 'envoy.config.route.v3.RouteConfiguration',
  VIRTUAL_HOST: 'envoy.config.route.v3.VirtualHost',
} as const satisfies Record<Exclude<EnvoyApplyTo, 'INVALID'>, string>;

/** The type of Envoy that istiod decodes the value of a patch as, by what the patch applies to. */
export const OBJECT_TYPES: ReadonlyMap<string, string> = new Map(Object.entries(TYPES));
