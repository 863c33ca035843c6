import { placedPatches } from '../patches';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const FILTER = (patch: string): string => 'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: {name: routes, namespace: shop}\n'
  + `spec: {priority: 10, configPatches: [${patch}]}`;

/** A patch that removes what cannot be removed. */
export const removeRoute: Analyzer = {
  id: 'patches/remove-route',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected another operation than REMOVE for routes',
  why: 'istiod does not remove routes and route configurations for a patch: it is ignored.',
  fix: 'remove the virtual host, or change the route with MERGE',
  source: [
    'pkg/config/analysis/analyzers/envoyfilter/envoyfilter.go#EnvoyPatchAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0154/',
  ],
  aliases: ['IST0154'],
  reads: ['EnvoyFilter'],
  check(mesh, report) {
    reportOnce(report, placedPatches(mesh).filter(({ problem }) => problem === 'removes what cannot be').map(({ on, index, applyTo }) => ({
      key: '',
      at: { on, path: ['spec', 'configPatches', index, 'patch', 'operation'] },
      detail: { message: `Expected an operation other than REMOVE for ${applyTo}, got REMOVE, which has no effect there` },
    })));
  },
  good: [FILTER('{applyTo: VIRTUAL_HOST, match: {context: GATEWAY}, patch: {operation: REMOVE}}')],
  bad: [{ yaml: FILTER('{applyTo: ROUTE_CONFIGURATION, match: {context: GATEWAY}, patch: {operation: REMOVE}}'), at: [0, 'spec.configPatches[0].patch.operation'] }],
};
