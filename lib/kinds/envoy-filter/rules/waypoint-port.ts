import { defineRule } from '../../../core/rule';
import { port } from '../../../values/port';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';

const patch = (number: number): string => (
  `spec: {configPatches: [{applyTo: HTTP_FILTER, match: {context: WAYPOINT, waypoint: {portNumber: ${number}}}, patch: {operation: REMOVE}}]}`
);

/** A waypoint listens on ports that there are. */
export const waypointPort = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/waypoint-port',
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected a port number from 1 to 65535 in a waypoint match',
  why: 'The API server refuses the resource.',
  fix: 'write the port of the service, or leave it out for all ports',
  source: 'EF-009; CEL on EnvoyFilter.spec.configPatches[].match.waypoint.portNumber',
  cel: ['0 < self && self <= 65535'],
  check({ spec: { configPatches = [] } }, report) {
    configPatches.forEach(({ match }, i) => {
      const number = match?.waypoint?.portNumber;
      const reason = number === undefined ? undefined : port.test(number);
      if (reason === undefined) return;
      report(['spec', 'configPatches', i, 'match', 'waypoint', 'portNumber'], { message: `Expected ${port.expected}, got ${number}: ${reason}` });
    });
  },
  good: [patch(1), patch(65535)],
  bad: [0, 65536].map((number) => ({ yaml: patch(number), at: 'spec.configPatches[0].match.waypoint.portNumber' })),
});
