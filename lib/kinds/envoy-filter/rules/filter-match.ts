import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineTable, REFUSED_BY_ISTIOD, type RuleRow } from '../../../core/rule-table';
import type { Json } from '../../../values/types';
import type { EnvoyApplyTo, EnvoyFilterSpec } from '../api';
import type { EnvoyNetworkFilterMatch } from '../api-match';
import { checkedPatches, type PlacedPatch } from './checked-patches';

export const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';
const CONNECTION_MANAGERS = [CONNECTION_MANAGER, 'envoy.http_connection_manager'];
const WITH_FILTERS: readonly (EnvoyApplyTo | undefined)[] = ['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER'];

/** A match of a filter, where it stands, and what its patch applies to. */
export interface PlacedFilter {
  readonly at: Path;
  readonly filter: Json<EnvoyNetworkFilterMatch>;
  readonly applyTo: EnvoyApplyTo;
}

/** The patch of an example, in YAML. */
const patch = (applyTo: EnvoyApplyTo, filter: string): string => `applyTo: ${applyTo}, match: {listener: {filterChain: {filter: ${filter}}}}`;

const rows: readonly RuleRow<PlacedFilter>[] = [
  {
    id: 'envoy-filter/filter-match-named',
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected names of the filters to match',
    fix: 'name the filter, or remove the match of it',
    source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
    good: [patch('NETWORK_FILTER', '{name: envoy.filters.network.tcp_proxy}')],
    bad: [{ yaml: patch('NETWORK_FILTER', '{}'), at: '.name' }, { yaml: patch('HTTP_FILTER', `{name: ${CONNECTION_MANAGER}, subFilter: {}}`), at: '.subFilter.name' }],
    check({ at, filter: { name, subFilter } }, report) {
      if (!name) report([...at, 'name'], { message: 'Expected the name of a filter, got none' });
      if (subFilter !== undefined && !subFilter.name) report([...at, 'subFilter', 'name'], { message: 'Expected the name of an HTTP filter, got none' });
    },
  },
  {
    id: 'envoy-filter/sub-filter-of-http-filter',
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected a match of a sub-filter only where an HTTP filter is patched',
    fix: 'set applyTo to HTTP_FILTER, or remove subFilter',
    source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
    good: [patch('HTTP_FILTER', `{name: ${CONNECTION_MANAGER}, subFilter: {name: envoy.filters.http.router}}`)],
    bad: [{ yaml: patch('NETWORK_FILTER', `{name: ${CONNECTION_MANAGER}, subFilter: {name: envoy.filters.http.router}}`), at: '.subFilter' }],
    check({ at, filter: { subFilter }, applyTo }, report) {
      if (subFilter === undefined || applyTo === 'HTTP_FILTER') return;
      report([...at, 'subFilter'], { message: `Expected subFilter with applyTo HTTP_FILTER only, got ${applyTo}` });
    },
  },
  {
    id: 'envoy-filter/sub-filter-of-connection-manager',
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected the HTTP connection manager around a sub-filter',
    fix: `write name: ${CONNECTION_MANAGER}`,
    source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
    good: [patch('HTTP_FILTER', '{name: envoy.filters.network.tcp_proxy}')],
    bad: [{ yaml: patch('HTTP_FILTER', '{name: envoy.filters.network.tcp_proxy, subFilter: {name: envoy.filters.http.router}}'), at: '.name' }],
    check({ at, filter: { name, subFilter } }, report) {
      if (!name || subFilter === undefined || CONNECTION_MANAGERS.includes(name)) return;
      report([...at, 'name'], { message: `Expected ${quote(CONNECTION_MANAGER)} around a sub-filter, got ${quote(name)}` });
    },
  },
];

/** The filter that a patch of a listener or of something in it is found by. */
export function matchedFilter({ at, patch: { applyTo, match } }: PlacedPatch): PlacedFilter | undefined {
  const filter = match?.listener?.filterChain?.filter;
  if (filter === undefined || applyTo === undefined || !WITH_FILTERS.includes(applyTo)) return undefined;
  return { at: [...at, 'match', 'listener', 'filterChain', 'filter'], filter, applyTo };
}

function* filters(spec: Json<EnvoyFilterSpec>): Generator<PlacedFilter> {
  for (const placed of checkedPatches(spec)) {
    const filter = matchedFilter(placed);
    if (filter) yield filter;
  }
}

/** What the match of a filter inside a listener may be. */
export const filterMatch = defineTable<Json<EnvoyFilterSpec>, PlacedFilter>({
  topic: 'envoy-filter',
  parts: filters,
  examples: [
    {
      yaml: (fields) => `spec: {configPatches: [{${fields}, patch: {operation: REMOVE}}]}`,
      at: 'spec.configPatches[0].match.listener.filterChain.filter',
    },
  ],
}, rows);
