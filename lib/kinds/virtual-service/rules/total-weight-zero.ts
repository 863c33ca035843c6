import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { VirtualServiceSpec } from '../api';
import { weightedRoutes } from './weighted-routes';

/** Of several destinations at least one needs a positive weight. */
export const totalWeightZero = defineRule<Json<VirtualServiceSpec>>({
  id: 'virtual-service/total-weight-zero',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected weights that do not add up to 0 where there is more than one destination',
  why: 'istiod refuses the resource: no destination would get the traffic. A weight that is left out counts as 0.',
  fix: 'give one destination a weight above 0, or keep a single destination, which needs no weight',
  source: ['pkg/config/validation/validation.go#validateHTTPRouteDestinations', 'pkg/config/validation/validation.go#validateRouteDestinations'],
  check({ spec }, report) {
    for (const [at, route] of weightedRoutes(spec)) {
      if (route.length < 2) continue;
      const weights = route.map(({ weight = 0 }) => weight);
      // istiod adds in 32 bits, where a sum can also come round to 0.
      if (weights.reduce((sum, weight) => (sum + weight) | 0, 0) !== 0) continue;
      report(at, { message: `Expected a positive weight among ${route.length} destinations, got ${weights.join(' + ')}` });
    }
  },
  good: [
    'spec: {hosts: [a.com], http: [{route: [{destination: {host: a.com}, weight: 0}, {destination: {host: b.com}, weight: 1}]}]}',
    'spec: {hosts: [a.com], http: [{route: [{destination: {host: a.com}, weight: 0}]}]}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], http: [{route: [{destination: {host: a.com}}, {destination: {host: b.com}}]}]}', at: 'spec.http[0].route' },
    {
      yaml: 'spec: {hosts: [a.com], tcp: [{route: [{destination: {host: a.com}, weight: 0}, {destination: {host: b.com}}]}]}',
      at: 'spec.tcp[0].route',
    },
    {
      yaml: 'spec: {hosts: [a.com], tls: [{match: [{sniHosts: [a.com]}], route: [{destination: {host: a.com}}, {destination: {host: b.com}}]}]}',
      at: 'spec.tls[0].route',
    },
  ],
});
