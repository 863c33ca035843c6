import { quote } from '../../core/quote';
import { namespaceInjections } from '../namespace-injection';
import type { Analyzer } from '../analyzer';

const NAMESPACE = (labels: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {${labels}}}`;

/** A namespace that asks for a place in the mesh in two forms. */
export const severalLabels: Analyzer = {
  id: 'injection/several-labels',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected one label about injection on a namespace',
  why: 'Istio follows one of them: istio-injection wins over a revision, and sidecars win over ambient mode.',
  fix: 'keep the label that is meant',
  source: [
    'pkg/config/analysis/analyzers/injection/injection.go#Analyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0123/',
  ],
  aliases: ['IST0123'],
  reads: ['ConfigMap', 'Namespace'],
  check(mesh, report) {
    for (const { on, labels } of namespaceInjections(mesh)) {
      if (labels.length > 1) report({ on, path: ['metadata', 'labels'] }, { message: `Expected one label about injection on namespace ${quote(on.id.name)}, got ${labels.join(' and ')}` });
    }
  },
  good: [NAMESPACE('istio-injection: enabled'), NAMESPACE('istio.io/rev: canary')],
  bad: [{ yaml: NAMESPACE('istio-injection: enabled, istio.io/rev: canary'), at: [0, 'metadata.labels'] }],
};
