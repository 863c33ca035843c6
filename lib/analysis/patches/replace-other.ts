import { placedPatches } from '../patches';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const FILTER = (patch: string): string => 'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: {name: routes, namespace: shop}\n'
  + `spec: {priority: 10, configPatches: [${patch}]}`;

/** A patch that replaces what cannot be replaced. */
export const replaceOther: Analyzer = {
  id: 'patches/replace-other',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected REPLACE for filters and virtual hosts alone',
  why: 'istiod replaces network filters, HTTP filters and virtual hosts: for anything else the patch is ignored.',
  fix: 'write MERGE to change it',
  source: [
    'pkg/config/analysis/analyzers/envoyfilter/envoyfilter.go#EnvoyPatchAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0152/',
  ],
  aliases: ['IST0152'],
  reads: ['EnvoyFilter'],
  check(mesh, report) {
    reportOnce(report, placedPatches(mesh).filter(({ problem }) => problem === 'replaces what cannot be').map(({ on, index, applyTo }) => ({
      key: '',
      at: { on, path: ['spec', 'configPatches', index, 'patch', 'operation'] },
      detail: { message: `Expected REPLACE for a filter or a virtual host, got it for ${applyTo}` },
    })));
  },
  good: [FILTER('{applyTo: CLUSTER, match: {context: GATEWAY}, patch: {operation: MERGE, value: {respect_dns_ttl: true}}}')],
  bad: [{ yaml: FILTER('{applyTo: CLUSTER, match: {context: GATEWAY}, patch: {operation: REPLACE, value: {respect_dns_ttl: true}}}'), at: [0, 'spec.configPatches[0].patch.operation'] }],
};
