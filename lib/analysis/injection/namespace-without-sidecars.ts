import { quote } from '../../core/quote';
import { namespaceInjections } from '../namespace-injection';
import type { Analyzer } from '../analyzer';

const NAMESPACE = (labels: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {${labels}}}`;

/** A namespace whose pods do not become part of the mesh. */
export const namespaceWithoutSidecars: Analyzer = {
  id: 'injection/namespace-without-sidecars',
  severity: 'info',
  authority: 'istioctl',
  summary: 'Expected a namespace that asks for sidecars, or refuses them',
  why: 'Pods of the namespace get no sidecar, so routes, policies and mutual TLS do not hold for them. A label that refuses '
    + 'shows that this is meant.',
  fix: 'add the label istio-injection: enabled, or istio-injection: disabled',
  source: [
    'pkg/config/analysis/analyzers/injection/injection.go#Analyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0102/',
  ],
  aliases: ['IST0102'],
  reads: ['ConfigMap', 'Namespace'],
  check(mesh, report) {
    for (const { on, by } of namespaceInjections(mesh)) {
      if (by === 'none') report({ on, path: ['metadata', 'labels'] }, { message: `Expected a label about injection on namespace ${quote(on.id.name)}, got none` });
    }
  },
  good: [NAMESPACE('istio-injection: enabled'), NAMESPACE('istio-injection: disabled'), NAMESPACE('istio.io/dataplane-mode: ambient')],
  bad: [{ yaml: NAMESPACE('team: a'), at: [0, 'metadata.labels'] }],
};
