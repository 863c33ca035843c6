/** What filters were called before Envoy gave them canonical names, and what they are called now. */
export const DEPRECATED_FILTERS: ReadonlyMap<string, string> = new Map([
  ...[
    'buffer', 'cors', 'csrf', 'fault', 'grpc_http1_bridge', 'grpc_json_transcoder', 'grpc_web', 'gzip', 'health_check', 'ip_tagging', 'lua',
    'router', 'squash',
  ].map((name) => [`envoy.${name}`, `envoy.filters.http.${name}`] as const),
  ['envoy.http_dynamo_filter', 'envoy.filters.http.dynamo'],
  ['envoy.rate_limit', 'envoy.filters.http.ratelimit'],
  ...['http_inspector', 'original_dst', 'original_src', 'proxy_protocol', 'tls_inspector']
    .map((name) => [`envoy.listener.${name}`, `envoy.filters.listener.${name}`] as const),
  ...['client_ssl_auth', 'http_connection_manager', 'mongo_proxy', 'ratelimit', 'redis_proxy', 'tcp_proxy', 'ext_authz']
    .map((name) => [`envoy.${name}`, `envoy.filters.network.${name}`] as const),
]);
