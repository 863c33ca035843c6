import { placedPatches } from '../patches';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const FILTER = (patch: string): string => 'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: {name: routes, namespace: shop}\n'
  + `spec: {priority: 10, configPatches: [${patch}]}`;

/** A patch that adds to what nothing can be added to. */
export const addToRoute: Analyzer = {
  id: 'patches/add-to-route',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected another operation than ADD for routes',
  why: 'Envoy has one route configuration for a name and takes routes from its virtual hosts: what such a patch adds is ignored.',
  fix: 'write MERGE to change a route, or INSERT_FIRST with applyTo HTTP_ROUTE to add one',
  source: [
    'pkg/config/analysis/analyzers/envoyfilter/envoyfilter.go#EnvoyPatchAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0153/',
  ],
  aliases: ['IST0153'],
  reads: ['EnvoyFilter'],
  check(mesh, report) {
    reportOnce(report, placedPatches(mesh).filter(({ problem }) => problem === 'adds what cannot be').map(({ on, index, applyTo }) => ({
      key: '',
      at: { on, path: ['spec', 'configPatches', index, 'patch', 'operation'] },
      detail: { message: `Expected an operation other than ADD for ${applyTo}, got ADD, which has no effect there` },
    })));
  },
  good: [FILTER('{applyTo: ROUTE_CONFIGURATION, match: {context: GATEWAY}, patch: {operation: MERGE, value: {request_headers_to_remove: [x-a]}}}')],
  bad: [{ yaml: FILTER('{applyTo: ROUTE_CONFIGURATION, match: {context: GATEWAY}, patch: {operation: ADD, value: {request_headers_to_remove: [x-a]}}}'), at: [0, 'spec.configPatches[0].patch.operation'] }],
};
