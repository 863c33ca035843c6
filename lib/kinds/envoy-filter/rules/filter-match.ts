import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineRule, type Rule, type RuleDoc } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyApplyTo, EnvoyFilterSpec } from '../api';
import type { EnvoyNetworkFilterMatch } from '../api-match';
import { checkedPatches } from './checked-patches';
import { DEPRECATED_FILTERS } from './deprecated-filters';

const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';
const CONNECTION_MANAGERS = [CONNECTION_MANAGER, 'envoy.http_connection_manager'];
const WITH_FILTERS: readonly (EnvoyApplyTo | undefined)[] = ['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER'];

/** A problem of a filter match: where below it, and what. */
type Problem = readonly [field: readonly string[], message: string, fix?: string];

interface Row extends Pick<RuleDoc, 'severity' | 'summary' | 'why' | 'fix' | 'source'> {
  readonly name: string;
  readonly good: readonly (readonly [applyTo: EnvoyApplyTo, filter: string])[];
  readonly bad: readonly (readonly [applyTo: EnvoyApplyTo, filter: string, at: string])[];
  problems(filter: Json<EnvoyNetworkFilterMatch>, applyTo: EnvoyApplyTo): Iterable<Problem>;
}

const REFUSED = { severity: 'error', why: 'istiod refuses the resource.' } as const;

const rows: readonly Row[] = [
  {
    ...REFUSED,
    name: 'filter-match-named',
    summary: 'Expected names of the filters to match',
    fix: 'name the filter, or remove the match of it',
    source: 'EF-019, EF-021',
    good: [['NETWORK_FILTER', '{name: envoy.filters.network.tcp_proxy}']],
    bad: [['NETWORK_FILTER', '{}', '.name'], ['HTTP_FILTER', `{name: ${CONNECTION_MANAGER}, subFilter: {}}`, '.subFilter.name']],
    * problems({ name, subFilter }) {
      if (!name) yield [['name'], 'Expected the name of a filter, got none'];
      if (subFilter !== undefined && !subFilter.name) yield [['subFilter', 'name'], 'Expected the name of an HTTP filter, got none'];
    },
  },
  {
    ...REFUSED,
    name: 'sub-filter-of-http-filter',
    summary: 'Expected a match of a sub-filter only where an HTTP filter is patched',
    fix: 'set applyTo to HTTP_FILTER, or remove subFilter',
    source: 'EF-020',
    good: [['HTTP_FILTER', `{name: ${CONNECTION_MANAGER}, subFilter: {name: envoy.filters.http.router}}`]],
    bad: [['NETWORK_FILTER', `{name: ${CONNECTION_MANAGER}, subFilter: {name: envoy.filters.http.router}}`, '.subFilter']],
    * problems({ subFilter }, applyTo) {
      if (subFilter !== undefined && applyTo !== 'HTTP_FILTER') yield [['subFilter'], `Expected subFilter with applyTo HTTP_FILTER only, got ${applyTo}`];
    },
  },
  {
    ...REFUSED,
    name: 'sub-filter-of-connection-manager',
    summary: 'Expected the HTTP connection manager around a sub-filter',
    fix: `write name: ${CONNECTION_MANAGER}`,
    source: 'EF-021',
    good: [['HTTP_FILTER', '{name: envoy.filters.network.tcp_proxy}']],
    bad: [['HTTP_FILTER', '{name: envoy.filters.network.tcp_proxy, subFilter: {name: envoy.filters.http.router}}', '.name']],
    * problems({ name, subFilter }) {
      if (!name || subFilter === undefined || CONNECTION_MANAGERS.includes(name)) return;
      yield [['name'], `Expected ${quote(CONNECTION_MANAGER)} around a sub-filter, got ${quote(name)}`];
    },
  },
  {
    name: 'filter-match-ignored',
    severity: 'warning',
    summary: 'Expected no match of a filter where listeners or filter chains are patched',
    why: 'It has no effect: every listener or chain is patched that the rest of the match finds.',
    fix: 'remove the match of the filter, or set applyTo to NETWORK_FILTER',
    source: 'EF-018',
    good: [['NETWORK_FILTER', '{name: envoy.filters.network.tcp_proxy}']],
    bad: [['LISTENER', '{name: envoy.filters.network.tcp_proxy}', ''], ['FILTER_CHAIN', '{name: envoy.filters.network.tcp_proxy}', '']],
    * problems(_, applyTo) {
      if (applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN') yield [[], `Expected no filter to match for applyTo ${applyTo}, got one`];
    },
  },
  {
    name: 'deprecated-filter-name',
    severity: 'warning',
    summary: 'Expected the canonical name of a filter',
    why: 'Istio generates filters under their canonical names; the old ones go away.',
    fix: 'write the canonical name',
    source: 'EF-022',
    good: [['HTTP_FILTER', `{name: ${CONNECTION_MANAGER}, subFilter: {name: envoy.filters.http.lua}}`]],
    bad: [
      ['NETWORK_FILTER', '{name: envoy.tcp_proxy}', '.name'],
      ['HTTP_FILTER', `{name: ${CONNECTION_MANAGER}, subFilter: {name: envoy.ext_authz}}`, '.subFilter.name'],
    ],
    * problems({ name = '', subFilter }) {
      const now = DEPRECATED_FILTERS.get(name);
      if (now !== undefined) yield [['name'], `Expected the canonical name of the filter, got ${quote(name)}`, `write ${now}`];
      const old = subFilter?.name ?? '';
      // The one name that was both a network and an HTTP filter is an HTTP filter here.
      const canonical = old === 'envoy.ext_authz' ? 'envoy.filters.http.ext_authz' : DEPRECATED_FILTERS.get(old);
      if (canonical === undefined) return;
      yield [['subFilter', 'name'], `Expected the canonical name of the filter, got ${quote(old)}`, `write ${canonical}`];
    },
  },
];

const AT = 'spec.configPatches[0].match.listener.filterChain.filter';
const yaml = (applyTo: EnvoyApplyTo, filter: string): string => (
  `spec: {configPatches: [{applyTo: ${applyTo}, match: {listener: {filterChain: {filter: ${filter}}}}, patch: {operation: REMOVE}}]}`
);

/** What the match of a filter inside a listener may be. */
export const filterMatch = rows.map(({ name, source, good, bad, problems, ...words }): Rule<Json<EnvoyFilterSpec>> => defineRule({
  id: `envoy-filter/${name}`,
  authority: 'istiod',
  ...words,
  source: `${source}; envoyfilter.go validateEnvoyFilter`,
  check({ spec }, report) {
    for (const { at, patch: { applyTo, match } } of checkedPatches(spec)) {
      const filter = match?.listener?.filterChain?.filter;
      if (filter === undefined || applyTo === undefined || !WITH_FILTERS.includes(applyTo)) continue;
      const path: Path = [...at, 'match', 'listener', 'filterChain', 'filter'];
      for (const [field, message, fix] of problems(filter, applyTo)) report([...path, ...field], { message, ...(fix ? { fix } : {}) });
    }
  },
  good: good.map(([applyTo, filter]) => yaml(applyTo, filter)),
  bad: bad.map(([applyTo, filter, at]) => ({ yaml: yaml(applyTo, filter), at: `${AT}${at}` })),
}));
