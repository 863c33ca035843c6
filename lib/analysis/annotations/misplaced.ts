import { choices, quote } from '../../core/quote';
import { annotated } from '../annotated';
import type { Analyzer } from '../analyzer';

const DEPLOYMENT = (own: string, pod: string): string => 'apiVersion: apps/v1\nkind: Deployment\n'
  + `metadata: {name: app, namespace: shop${own}}\nspec: {selector: {matchLabels: {app: app}}, template: {metadata: {labels: {app: app}${pod}}, spec: {containers: [{name: app, image: app}]}}}`;

/** An annotation of Istio's on an object of a kind on which Istio does not read it. */
export const misplaced: Analyzer = {
  id: 'annotations/misplaced',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected an annotation on an object of a kind that Istio reads it from',
  why: 'Istio does not read it there, so it has no effect. What is for pods belongs into the template of a Deployment.',
  fix: 'move it to an object of that kind; in a Deployment to spec.template.metadata.annotations',
  source: [
    'pkg/config/analysis/analyzers/annotations/annotations.go#K8sAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/annotations/',
  ],
  aliases: ['IST0107'],
  reads: ['Deployment.apps', 'Namespace', 'Pod', 'Service'],
  check(mesh, report) {
    for (const { on, kind, name, known, hasEffect } of annotated(mesh)) {
      if (!known || hasEffect) continue;
      const isForPods = kind === 'Deployment' && known.kinds.includes('Pod');
      report({ on, path: ['metadata', 'annotations', name] }, {
        message: `Expected ${quote(name)} on a ${known.kinds.join(' or ')}, got it on a ${kind}`,
        ...(isForPods ? { fix: 'move it to spec.template.metadata.annotations' } : { fix: `move it to a ${choices(known.kinds).replaceAll('"', '')}, or remove it` }),
      });
    }
  },
  good: [DEPLOYMENT('', ', annotations: {sidecar.istio.io/logLevel: debug}')],
  bad: [{ yaml: DEPLOYMENT(', annotations: {sidecar.istio.io/logLevel: debug}', ''), at: [0, 'metadata.annotations["sidecar.istio.io/logLevel"]'] }],
};
