import { quote } from '../../core/quote';
import { isAmbientNamespace } from '../ambient';
import type { Analyzer } from '../analyzer';

const SET = (label: string): string => 'apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {name: default, namespace: shop}\nspec: {egress: [{hosts: ["./*"]}]}\n'
  + `---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {${label}}}`;

/** A Sidecar for workloads in ambient mode, which have none. */
export const withoutSidecar: Analyzer = {
  id: 'sidecars/without-sidecar',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a Sidecar for workloads that have one',
  why: 'Workloads in ambient mode have no sidecar, so the resource has no effect on them.',
  fix: 'remove it; what it does not let workloads reach is the task of an AuthorizationPolicy in ambient mode',
  source: [
    'pkg/config/analysis/analyzers/sidecar/selector.go#SelectorAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0167/',
  ],
  aliases: ['IST0167'],
  reads: ['Namespace', 'Sidecar'],
  check(mesh, report) {
    for (const [namespace, all] of mesh.istioctl.byNamespace('Sidecar')) {
      const isAmbient = isAmbientNamespace(mesh, namespace);
      for (const on of all) {
        const labels = on.resource.spec.workloadSelector?.labels ?? {};
        const selects = Object.keys(labels).length > 0;
        const pod = selects ? mesh.istioctl.pods.select(namespace, labels).find((each) => each.isAmbient) : undefined;
        if (selects ? !pod : !isAmbient) continue;
        report({ on, path: selects ? ['spec', 'workloadSelector', 'labels'] : ['spec'] }, {
          message: `Expected workloads with a sidecar, got ${pod ? `pod ${quote(pod.name)}` : `namespace ${quote(namespace)}`} in ambient mode`,
          related: pod?.entry ? [{ on: pod.entry }] : [],
        });
      }
    }
  },
  good: [SET('istio-injection: enabled')],
  bad: [{ yaml: SET('istio.io/dataplane-mode: ambient'), at: [0, 'spec'] }],
};
