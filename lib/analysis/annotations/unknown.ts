import { quote } from '../../core/quote';
import { suggestion } from '../../core/suggest';
import { ISTIO_ANNOTATIONS } from '../../values/istio-annotations';
import { annotated } from '../annotated';
import type { Analyzer } from '../analyzer';

const POD = (annotation: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: app, namespace: shop, annotations: {${annotation}}}\nspec: {containers: [{name: app, image: app}]}`;

/** An annotation that looks like one of Istio's and is none. */
export const unknown: Analyzer = {
  id: 'annotations/unknown',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Unknown annotation of Istio',
  why: 'Istio does not read it, so it has no effect.',
  fix: 'write the name as the list of annotations has it, or remove it',
  source: [
    'pkg/config/analysis/analyzers/annotations/annotations.go#K8sAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/annotations/',
  ],
  aliases: ['IST0108'],
  reads: ['Deployment.apps', 'Namespace', 'Pod', 'Service'],
  check(mesh, report) {
    for (const { on, name, known } of annotated(mesh)) {
      if (known) continue;
      report({ on, path: ['metadata', 'annotations', name] }, { message: `Unknown annotation ${quote(name)}`, ...suggestion(name, [...ISTIO_ANNOTATIONS.keys()]) });
    }
  },
  good: [POD('sidecar.istio.io/logLevel: debug, example.com/logLevel: debug')],
  bad: [{ yaml: POD('sidecar.istio.io/loglevel: debug'), at: [0, 'metadata.annotations["sidecar.istio.io/loglevel"]'] }],
};
