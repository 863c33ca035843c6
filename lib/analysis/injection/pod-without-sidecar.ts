import { renderResource } from '../../core/finding';
import { proxyImage } from '../../mesh/istioctl/listed-pods';
import { isRunning } from '../running-pod';
import { namespaceInjections } from '../namespace-injection';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';

const SET = (container: string): string => 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled}}\n'
  + `---\napiVersion: v1\nkind: Pod\nmetadata: {name: app, namespace: shop}\nspec: {nodeName: n1, containers: [{name: app, image: app}${container}]}`;

/** A pod that runs without a sidecar in a namespace that asks for them. */
export const podWithoutSidecar: Analyzer = {
  id: 'injection/pod-without-sidecar',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a sidecar in a pod of a namespace that asks for them',
  why: 'A pod that was there before the label has no sidecar: routes, policies and mutual TLS do not hold for it.',
  fix: 'restart the pod, or let it refuse the sidecar with the label sidecar.istio.io/inject: "false"',
  source: [
    'pkg/config/analysis/analyzers/injection/injection.go#Analyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0103/',
  ],
  aliases: ['IST0103', 'KIA0004'],
  reads: ['ConfigMap', 'Namespace', 'Pod'],
  check(mesh, report) {
    for (const { on: namespace, by } of namespaceInjections(mesh)) {
      if (by !== 'sidecar') continue;
      for (const { entry, labels, annotations, usesHostNetwork, containers } of mesh.istioctl.pods.in(namespace.id.name)) {
        const own = labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject'] ?? '';
        if (!entry || usesHostNetwork || own.toLowerCase() === 'false' || proxyImage(containers) !== '') continue;
        const detail: MeshDetail = { message: `Expected a sidecar, as ${renderResource(namespace.id)} asks for it, got none`, related: [{ on: namespace }] };
        // A pod that is not created yet gets its sidecar then.
        if (isRunning(entry)) report({ on: entry, path: ['spec', 'containers'] }, detail);
        else if (mesh.world === 'closed') report({ on: entry, path: ['spec', 'containers'] }, falseAlarm(detail, 'a pod gets its sidecar when it is created'));
      }
    }
  },
  good: [SET(', {name: istio-proxy, image: proxyv2}')],
  bad: [{ yaml: SET(''), at: [1, 'spec.containers'] }],
};
