import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import { DEPRECATED_FILTERS } from './deprecated-filters';
import { CONNECTION_MANAGER, matchedFilter } from './filter-match';
import { patchesBeforeValue } from './stages';

const patch = (applyTo: string, filter: string): string => (
  `spec: {configPatches: [{applyTo: ${applyTo}, match: {listener: {filterChain: {filter: ${filter}}}}, patch: {operation: REMOVE}}]}`
);

/** Filters are found by the names that Istio gives them. */
export const deprecatedFilterName = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/deprecated-filter-name',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected the canonical name of a filter',
  why: 'Istio generates filters under their canonical names; the old ones go away.',
  fix: 'write the canonical name',
  source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateListenerMatchName',
  check({ spec }, report) {
    for (const placed of patchesBeforeValue(spec)) {
      const found = matchedFilter(placed);
      if (!found) continue;
      const { at, filter: { name = '', subFilter } } = found;
      const rename = (place: Path, old: string, to: string): void => report(place, {
        message: `Expected the canonical name of the filter, got ${quote(old)}`, fix: `write ${to}`, edits: [{ path: place, op: 'set', value: to }],
      });
      const now = DEPRECATED_FILTERS.get(name);
      if (now !== undefined) rename([...at, 'name'], name, now);
      const old = subFilter?.name ?? '';
      // The one name that was both a network and an HTTP filter is an HTTP filter here.
      const canonical = old === 'envoy.ext_authz' ? 'envoy.filters.http.ext_authz' : DEPRECATED_FILTERS.get(old);
      if (canonical !== undefined) rename([...at, 'subFilter', 'name'], old, canonical);
    }
  },
  good: [patch('HTTP_FILTER', `{name: ${CONNECTION_MANAGER}, subFilter: {name: envoy.filters.http.lua}}`)],
  bad: [
    { yaml: patch('NETWORK_FILTER', '{name: envoy.tcp_proxy}'), at: 'spec.configPatches[0].match.listener.filterChain.filter.name' },
    {
      yaml: patch('HTTP_FILTER', `{name: ${CONNECTION_MANAGER}, subFilter: {name: envoy.ext_authz}}`),
      at: 'spec.configPatches[0].match.listener.filterChain.filter.subFilter.name',
    },
  ],
});
