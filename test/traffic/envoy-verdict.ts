import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Json = any;

const type = (name: string): object => ({ '@type': `type.googleapis.com/envoy.extensions.${name}` });
const httpFilter = (name: string, message: string): object => ({ name: `envoy.filters.http.${name}`, typedConfig: type(`filters.http.${message}`) });

/** What Envoy says when it is given a listener or a route configuration of istiod's: `accepted`, or why it refuses it. */
export function envoyVerdict(envoy: string, of: { readonly listener: Json } | { readonly routes: Json }): string {
  const folder = mkdtempSync(join(tmpdir(), 'verdict-'));
  try {
    const listener = 'listener' in of ? withOwnFilters(of.listener) : listenerWith(of.routes);
    const clusters = clustersIn(listener).map((name) => ({ name, type: 'STATIC', connectTimeout: '1s', loadAssignment: { clusterName: name } }));
    writeFileSync(join(folder, 'envoy.json'), JSON.stringify({ node: { id: 'verdict', cluster: 'verdict' }, staticResources: { listeners: [listener], clusters } }));
    const { status, stderr, error } = spawnSync(envoy, ['--mode', 'validate', '-c', join(folder, 'envoy.json'), '-l', 'error'], { encoding: 'utf8' });
    if (error) throw error;
    return status === 0 ? 'accepted' : reason(stderr);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The text of the error, without the time and the file of Envoy's log. */
function reason(log: string): string {
  const found = /error initializing (?:configuration|config) '[^']*': ([^]*?)(?:\n\[|$)/.exec(log);
  return (found?.[1] ?? log).trim().split('\n')[0]!;
}

/** Matching of filter chains is what counts: the filters of a chain and its certificates are of no account. */
function withOwnFilters({ name, address, filterChains = [], defaultFilterChain }: Json): Json {
  const chain = ({ filterChainMatch }: Json): object => ({
    ...(filterChainMatch ? { filterChainMatch } : {}),
    filters: [{ name: 'tcp', typedConfig: { ...type('filters.network.tcp_proxy.v3.TcpProxy'), statPrefix: 'x', cluster: 'any' } }],
  });
  return {
    name, address,
    listenerFilters: [{ name: 'tls', typedConfig: type('filters.listener.tls_inspector.v3.TlsInspector') }],
    filterChains: filterChains.map(chain),
    ...(defaultFilterChain ? { defaultFilterChain: chain(defaultFilterChain) } : {}),
  };
}

function listenerWith(routeConfig: Json): Json {
  return {
    name: 'routes',
    address: { socketAddress: { address: '127.0.0.1', portValue: 1 } },
    filterChains: [{ filters: [{ name: 'http', typedConfig: {
      ...type('filters.network.http_connection_manager.v3.HttpConnectionManager'),
      statPrefix: 'x',
      httpFilters: [httpFilter('cors', 'cors.v3.Cors'), httpFilter('fault', 'fault.v3.HTTPFault'), httpFilter('router', 'router.v3.Router')],
      routeConfig,
    } }] }],
  };
}

/** Every cluster that something in there names. */
function clustersIn(of: Json): string[] {
  const names = new Set<string>();
  const walk = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, field] of Object.entries(value) as [string, Json][]) {
      if (key === 'cluster' && typeof field === 'string') names.add(field);
      else if (key === 'weightedClusters') for (const { name } of field.clusters) names.add(name);
      else walk(field);
    }
  };
  walk(of);
  return [...names];
}
