import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyApplyTo, EnvoyFilterSpec } from '../api';
import { checkedPatches } from './checked-patches';

/** The match that finds what is patched. What is not here has no match, or one that istiod does not look at. */
const MATCHES: Partial<Record<EnvoyApplyTo, 'listener' | 'routeConfiguration' | 'cluster'>> = {
  LISTENER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};

const patch = (applyTo: string, match: string): string => (
  `spec: {configPatches: [{applyTo: ${applyTo}, match: ${match}, patch: {operation: REMOVE}}]}`
);

/** A listener is not found by the name of a cluster. */
export const matchFits = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/match-fits',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a match of what is patched',
  why: 'istiod refuses the resource: nothing could match.',
  fix: 'match listeners and filters by listener, routes by routeConfiguration, clusters by cluster; or correct applyTo',
  source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
  check({ spec }, report) {
    for (const { at, patch: { applyTo, match } } of checkedPatches(spec)) {
      const fitting = applyTo === undefined ? undefined : MATCHES[applyTo];
      if (match === undefined || fitting === undefined) continue;
      for (const given of ['listener', 'routeConfiguration', 'cluster'] as const) {
        if (given === fitting || match[given] === undefined) continue;
        report([...at, 'match', given], { message: `Expected ${fitting} to match for applyTo ${applyTo}, got ${given}`, fix: `match by ${fitting}, or correct applyTo` });
      }
    }
  },
  good: [patch('CLUSTER', '{cluster: {}}'), patch('VIRTUAL_HOST', '{routeConfiguration: {}}'), patch('HTTP_FILTER', '{context: GATEWAY}'), patch('BOOTSTRAP', '{cluster: {}}')],
  bad: [
    { yaml: patch('CLUSTER', '{listener: {}}'), at: 'spec.configPatches[0].match.listener' },
    { yaml: patch('HTTP_ROUTE', '{listener: {}}'), at: 'spec.configPatches[0].match.listener' },
    { yaml: patch('LISTENER', '{cluster: {}}'), at: 'spec.configPatches[0].match.cluster' },
  ],
});
