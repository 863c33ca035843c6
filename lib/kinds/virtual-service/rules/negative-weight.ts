import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { VirtualServiceSpec } from '../api';
import { weightedRoutes } from './weighted-routes';

/** A weight is zero or more. */
export const negativeWeight = defineRule<Json<VirtualServiceSpec>>({
  id: 'virtual-service/negative-weight',
  onlyWith: ['weight'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a weight of 0 or more',
  why: 'istiod refuses the resource: a destination cannot get less than nothing.',
  fix: 'write 0 for a destination that gets nothing, or remove it',
  source: 'pkg/config/validation/validation.go#validateWeight',
  check({ spec }, report) {
    for (const [at, route] of weightedRoutes(spec)) {
      for (const [i, { weight }] of route.entries()) {
        if (weight !== undefined && weight < 0) report([...at, i, 'weight'], { message: `Expected a weight of 0 or more, got ${weight}` });
      }
    }
  },
  good: [
    'spec: {hosts: [a.com], http: [{route: [{destination: {host: a.com}, weight: 0}, {destination: {host: b.com}, weight: 1}]}]}',
    'spec: {hosts: [a.com], tcp: [{route: [{destination: {host: a.com}}]}]}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], http: [{route: [{destination: {host: a.com}, weight: -1}]}]}', at: 'spec.http[0].route[0].weight' },
    {
      yaml: 'spec: {hosts: [a.com], tcp: [{route: [{destination: {host: a.com}, weight: 3}, {destination: {host: b.com}, weight: -1}]}]}',
      at: 'spec.tcp[0].route[1].weight',
    },
    {
      yaml: 'spec: {hosts: [a.com], tls: [{match: [{sniHosts: [a.com]}], route: [{destination: {host: a.com}, weight: -5}]}]}',
      at: 'spec.tls[0].route[0].weight',
    },
  ],
});
