import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import { matchedFilter } from './filter-match';
import { patchesBeforeFilter } from './stages';

const patch = (applyTo: string): string => (
  `spec: {configPatches: [{applyTo: ${applyTo}, match: {listener: {filterChain: {filter: {name: envoy.filters.network.tcp_proxy}}}}, patch: {operation: REMOVE}}]}`
);

/** A listener is not found by the filters in it. */
export const filterMatchIgnored = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/filter-match-ignored',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected no match of a filter where listeners or filter chains are patched',
  why: 'It has no effect: every listener or chain is patched that the rest of the match finds.',
  fix: 'remove the match of the filter, or set applyTo to NETWORK_FILTER',
  source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
  check({ spec }, report) {
    for (const placed of patchesBeforeFilter(spec)) {
      const found = matchedFilter(placed);
      if (found?.applyTo !== 'LISTENER' && found?.applyTo !== 'FILTER_CHAIN') continue;
      report(found.at, { message: `Expected no filter to match for applyTo ${found.applyTo}, got one` });
    }
  },
  good: [patch('NETWORK_FILTER')],
  bad: [
    { yaml: patch('LISTENER'), at: 'spec.configPatches[0].match.listener.filterChain.filter' },
    { yaml: patch('FILTER_CHAIN'), at: 'spec.configPatches[0].match.listener.filterChain.filter' },
  ],
});
