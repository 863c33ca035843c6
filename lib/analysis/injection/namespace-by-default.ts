import { quote } from '../../core/quote';
import { namespaceInjections } from '../namespace-injection';
import type { Analyzer } from '../analyzer';

const SET = (labels: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {${labels}}}\n`
  + '---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio-sidecar-injector, namespace: istio-system}\n'
  + "data: {values: '{\"sidecarInjectorWebhook\": {\"enableNamespacesByDefault\": true}}'}";

/** A namespace whose pods get sidecars because the installation gives them to all. */
export const namespaceByDefault: Analyzer = {
  id: 'injection/namespace-by-default',
  severity: 'info',
  authority: 'istioctl',
  summary: 'Expected a namespace that asks for sidecars itself, or refuses them',
  why: 'The installation gives sidecars to the pods of all namespaces that do not refuse them: where it changes, these pods lose theirs.',
  fix: 'add the label istio-injection: enabled, or istio-injection: disabled',
  source: [
    'pkg/config/analysis/analyzers/injection/injection.go#Analyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0148/',
  ],
  aliases: ['IST0148'],
  reads: ['ConfigMap', 'Namespace'],
  check(mesh, report) {
    for (const { on, by } of namespaceInjections(mesh)) {
      if (by === 'default') report({ on, path: ['metadata', 'labels'] }, { message: `Expected a label about injection on namespace ${quote(on.id.name)}, got the default of the installation` });
    }
  },
  good: [SET('istio-injection: enabled')],
  bad: [{ yaml: SET('team: a'), at: [0, 'metadata.labels'] }],
};
