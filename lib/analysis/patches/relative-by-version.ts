import { placedPatches } from '../patches';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const PATCH = (version: string): string => `{applyTo: HTTP_FILTER, match: {context: SIDECAR_INBOUND, proxy: {proxyVersion: '${version}'}, listener: {filterChain: {filter: {name: envoy.filters.network.http_connection_manager}}}}, `
  + 'patch: {operation: INSERT_FIRST, value: {name: envoy.filters.http.lua, typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua}}}}';
const FILTER = (priority: string): string => 'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: {name: lua, namespace: shop}\n'
  + `spec: {${priority}configPatches: [${PATCH('^1\\.30.*')}, ${PATCH('^1\\.31.*').replace('INSERT_FIRST', 'INSERT_BEFORE')}]}`;

/** A patch whose place depends on others, after one for chosen releases of the proxy. */
export const relativeByVersion: Analyzer = {
  id: 'patches/relative-by-version',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a priority beside a patch that is relative to one for chosen releases',
  why: 'The patch goes by what stands before it when it is applied, and an earlier patch changes the same filter for some '
    + 'releases of the proxy only.',
  fix: 'set priority, or use an operation that does not depend on others, such as INSERT_FIRST',
  source: [
    'pkg/config/analysis/analyzers/envoyfilter/envoyfilter.go#relativeOperationMsg',
    'https://istio.io/latest/docs/reference/config/analysis/ist0155/',
  ],
  aliases: ['IST0155'],
  reads: ['EnvoyFilter'],
  check(mesh, report) {
    reportOnce(report, placedPatches(mesh).filter(({ problem }) => problem === 'relative, by version').map(({ on, index, operation }) => ({
      key: '',
      at: { on, path: ['spec', 'configPatches', index, 'patch', 'operation'] },
      detail: { message: `Expected a priority beside operation ${operation}, got none` },
    })));
  },
  good: [FILTER('priority: 10, ')],
  bad: [{ yaml: FILTER(''), at: [0, 'spec.configPatches[1].patch.operation'] }],
};
