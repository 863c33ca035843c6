import { asList, asObject } from '../../mesh/unchecked';
import { isRunning } from '../running-pod';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';

const POD = (image: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: gateway, namespace: edge}\nspec: {nodeName: n1, containers: [{name: istio-proxy, image: ${image}}]}`;

/** A pod that runs with the image that the injector was to replace. */
export const imageAutoInPod: Analyzer = {
  id: 'injection/image-auto-in-pod',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected the image of a proxy, not auto',
  why: 'The injector replaces the image auto when the pod is created. It did not, and there is no such image: the proxy does not start.',
  fix: 'ask for injection with the label istio-injection: enabled on the namespace or sidecar.istio.io/inject: "true" on the '
    + 'pod, and create it anew',
  source: [
    'pkg/config/analysis/analyzers/injection/image-auto.go#ImageAutoAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0147/',
  ],
  aliases: ['IST0147'],
  reads: ['Pod'],
  check(mesh, report) {
    for (const on of mesh.istioctl.all('Pod')) {
      const container = asList(asObject(on.resource.spec).containers).map(asObject).findIndex(({ name, image }) => name === 'istio-proxy' && image === 'auto');
      if (container < 0) continue;
      const at = { on, path: ['spec', 'containers', container, 'image'] };
      const detail: MeshDetail = { message: 'Expected the image of a proxy, got "auto", which nothing has replaced' };
      if (isRunning(on)) report(at, detail);
      else if (mesh.world === 'closed') report(at, falseAlarm(detail, 'the image is replaced when the pod is created'));
    }
  },
  good: [POD('proxyv2')],
  bad: [{ yaml: POD('auto'), at: [0, 'spec.containers[0].image'] }],
};
