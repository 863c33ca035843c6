import { quote } from '../../core/quote';
import { annotationProblem } from '../../mesh/annotation-values';
import { annotated } from '../annotated';
import type { Analyzer } from '../analyzer';

const POD = (annotation: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: app, namespace: shop, annotations: {${annotation}}}\nspec: {containers: [{name: app, image: app}]}`;

/** An annotation with a value that the injector refuses. */
export const invalid: Analyzer = {
  id: 'annotations/invalid',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a value that the injector takes',
  why: 'The injector refuses the pod: it starts without a sidecar, or is not created at all.',
  fix: 'write a value as the list of annotations describes it',
  source: [
    'pkg/kube/inject/validate.go#validateAnnotations',
    'https://istio.io/latest/docs/reference/config/annotations/',
  ],
  aliases: ['IST0125'],
  reads: ['Deployment.apps', 'Namespace', 'Pod', 'Service'],
  check(mesh, report) {
    for (const { on, name, value, known, hasEffect } of annotated(mesh)) {
      if (!hasEffect || known!.kinds.length === 0) continue;
      const problem = annotationProblem(name, value);
      if (problem === undefined) continue;
      report({ on, path: ['metadata', 'annotations', name] }, { message: `Invalid value ${quote(value)} of ${quote(name)}: ${problem}` });
    }
  },
  good: [POD('traffic.sidecar.istio.io/includeInboundPorts: "*", proxy.istio.io/config: "concurrency: 2", sidecar.istio.io/proxyCPU: 100m')],
  bad: [
    { yaml: POD('traffic.sidecar.istio.io/includeInboundPorts: "99999"'), at: [0, 'metadata.annotations["traffic.sidecar.istio.io/includeInboundPorts"]'] },
    { yaml: POD('traffic.sidecar.istio.io/excludeOutboundIPRanges: "10.0.0.0/8, 10.1.0.0/16"'), at: [0, 'metadata.annotations["traffic.sidecar.istio.io/excludeOutboundIPRanges"]'] },
    { yaml: POD('proxy.istio.io/config: "concurrency: many"'), at: [0, 'metadata.annotations["proxy.istio.io/config"]'] },
    { yaml: POD('sidecar.istio.io/proxyCPU: lots'), at: [0, 'metadata.annotations["sidecar.istio.io/proxyCPU"]'] },
    { yaml: POD('sidecar.istio.io/interceptionMode: redirect'), at: [0, 'metadata.annotations["sidecar.istio.io/interceptionMode"]'] },
  ],
};
