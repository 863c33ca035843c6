import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyApplyTo, EnvoyConfigPatch, EnvoyFilterSpec } from '../api';
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

/** What a match has that finds nothing of what is patched, and what would. */
function misfits({ applyTo, match }: Json<EnvoyConfigPatch>) {
  const fitting = applyTo === undefined ? undefined : MATCHES[applyTo];
  if (match === undefined || fitting === undefined) return [];
  return (['listener', 'routeConfiguration', 'cluster'] as const).filter((given) => given !== fitting && match[given] !== undefined)
    .map((given) => ({ given, fitting }));
}

/** False when a match for a listener is another one: istiod then looks at nothing else of the patch. */
export function listenerMatchFits(patch: Json<EnvoyConfigPatch>): boolean {
  return misfits(patch).every(({ fitting }) => fitting !== 'listener');
}

/** The match of a patch has to fit the object that it applies to. */
export const matchFits = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/match-fits',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a match that fits the object to patch',
  why: 'istiod refuses the resource: no object could match.',
  fix: 'match listeners and filters by listener, routes by routeConfiguration, clusters by cluster; or correct applyTo',
  source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
  check({ spec }, report) {
    for (const { at, patch } of checkedPatches(spec)) {
      for (const { given, fitting } of misfits(patch)) {
        report([...at, 'match', given], {
          message: `Expected ${fitting} to match for applyTo ${patch.applyTo}, got ${given}`, fix: `match by ${fitting}, or correct applyTo`,
        });
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
