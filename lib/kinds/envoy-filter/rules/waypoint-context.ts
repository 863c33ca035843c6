import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';

const patch = (match: string): string => `spec: {configPatches: [{applyTo: HTTP_FILTER, match: ${match}, patch: {operation: REMOVE}}]}`;

/** Patches for waypoints have a match of their own. */
export const waypointContext = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/waypoint-context',
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected a waypoint match with context WAYPOINT, and with no other',
  why: 'The API server refuses the resource: listeners and routes of a waypoint are matched by fields of their own.',
  fix: 'write both context: WAYPOINT and waypoint: {…}, or neither',
  source: 'manifests/charts/base/files/crd-all.gen.yaml#EnvoyFilter.spec.configPatches[].match',
  cel: ['has(self.context) ? ((self.context == "WAYPOINT") ? has(self.waypoint) : !has(self.waypoint)) : !has(self.waypoint)'],
  check({ spec: { configPatches = [] } }, report) {
    configPatches.forEach(({ match }, i) => {
      if (match === undefined) return;
      const { context, waypoint } = match;
      if ((context === 'WAYPOINT') === (waypoint !== undefined)) return;
      report(['spec', 'configPatches', i, 'match'], context === 'WAYPOINT'
        ? { message: 'Expected a waypoint match with context WAYPOINT, got none', fix: 'add waypoint: {}, with the port, filter or route to match if only some are meant' }
        : { message: `Expected context WAYPOINT beside a waypoint match, got ${context ?? 'none'}`, fix: 'set context to WAYPOINT' });
    });
  },
  good: [patch('{context: WAYPOINT, waypoint: {}}'), patch('{context: GATEWAY, listener: {portNumber: 443}}'), patch('{}')],
  bad: [
    { yaml: patch('{context: WAYPOINT}'), at: 'spec.configPatches[0].match' },
    { yaml: patch('{context: WAYPOINT, listener: {}}'), at: 'spec.configPatches[0].match' },
    { yaml: patch('{waypoint: {portNumber: 80}}'), at: 'spec.configPatches[0].match' },
    { yaml: patch('{context: GATEWAY, waypoint: {}}'), at: 'spec.configPatches[0].match' },
  ],
});
