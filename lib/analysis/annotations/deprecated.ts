import { quote } from '../../core/quote';
import { annotated } from '../annotated';
import type { Analyzer } from '../analyzer';

const INJECT = 'sidecar.istio.io/inject';
const POD = (metadata: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: app, namespace: shop, ${metadata}}\nspec: {containers: [{name: app, image: app}]}`;

/** An annotation that Istio no longer wants. */
export const deprecated: Analyzer = {
  id: 'annotations/deprecated',
  severity: 'info',
  authority: 'istioctl',
  summary: 'Deprecated annotation of Istio',
  why: 'A later release may not read it any more.',
  fix: 'remove it; for sidecar.istio.io/inject write the label of the same name',
  source: [
    'pkg/config/analysis/analyzers/annotations/annotations.go#K8sAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/annotations/',
  ],
  aliases: ['IST0135'],
  reads: ['Deployment.apps', 'Namespace', 'Pod', 'Service'],
  check(mesh, report) {
    for (const { on, name, known } of annotated(mesh)) {
      if (!known?.isDeprecated || (name === INJECT && Object.hasOwn(on.resource.metadata.labels ?? {}, INJECT))) continue;
      report({ on, path: ['metadata', 'annotations', name] }, { message: `Deprecated annotation ${quote(name)}`, fix: name === INJECT ? `write the label ${INJECT}` : 'remove it' });
    }
  },
  good: [POD(`labels: {${INJECT}: "false"}`)],
  bad: [{ yaml: POD(`annotations: {${INJECT}: "false"}`), at: [0, `metadata.annotations["${INJECT}"]`] }],
};
