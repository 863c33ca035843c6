import { placedPatches } from '../patches';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const FILTER = (priority: string): string => 'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: {name: lua, namespace: shop}\n'
  + `spec: {${priority}configPatches: [{applyTo: HTTP_FILTER, match: {context: SIDECAR_INBOUND, listener: {filterChain: {filter: {name: envoy.filters.network.http_connection_manager}}}}, `
  + 'patch: {operation: INSERT_BEFORE, value: {name: envoy.filters.http.lua, typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua}}}}]}';

/** A patch whose place depends on other patches. */
export const relativeOperation: Analyzer = {
  id: 'patches/relative-operation',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a priority beside a patch that is relative to others',
  why: 'The patch goes by what stands before it when it is applied: which of several EnvoyFilters is first depends on their '
    + 'age and names unless they have a priority.',
  fix: 'set priority, or use an operation that does not depend on others, such as INSERT_FIRST',
  source: [
    'pkg/config/analysis/analyzers/envoyfilter/envoyfilter.go#relativeOperationMsg',
    'https://istio.io/latest/docs/reference/config/analysis/ist0151/',
  ],
  aliases: ['IST0151'],
  reads: ['EnvoyFilter'],
  check(mesh, report) {
    reportOnce(report, placedPatches(mesh).filter(({ problem }) => problem === 'relative').map(({ on, index, operation }) => ({
      key: '',
      at: { on, path: ['spec', 'configPatches', index, 'patch', 'operation'] },
      detail: { ...(mesh.world === 'open' ? { severity: 'info' as const } : {}), message: `Expected a priority beside operation ${operation}, got none` },
    })));
  },
  good: [FILTER('priority: 10, ')],
  bad: [{ yaml: FILTER(''), at: [0, 'spec.configPatches[0].patch.operation'] }],
};
