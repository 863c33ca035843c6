import { labelsText } from '../../values/labels';
import { namespaceOf } from '../../mesh/mesh-entry';
import { selections } from '../overlaps';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';

const SET = (label: string): string => 'apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {name: reviews, namespace: shop}\n'
  + `spec: {workloadSelector: {labels: {app: ${label}}}, egress: [{hosts: ["./*"]}]}\n`
  + '---\napiVersion: v1\nkind: Pod\nmetadata: {name: reviews, namespace: shop, labels: {app: reviews}}\n'
  + 'spec: {containers: [{name: app, image: app}]}';

/** A Sidecar that selects no workload. */
export const noWorkloads: Analyzer = {
  id: 'sidecars/no-workloads',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected a selector that workloads of the namespace have',
  why: 'A Sidecar holds for the workloads of its own namespace that it selects: for none, so proxies know more than it lets them, or less.',
  fix: 'write the labels of the pods, and put the Sidecar into their namespace',
  source: [
    'pkg/config/analysis/analyzers/sidecar/selector.go#SelectorAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],
  aliases: ['IST0101', 'KIA1004'],
  reads: ['Namespace', 'Pod', 'Sidecar'],
  check(mesh, report) {
    for (const { entry, selector, selected } of selections(mesh, 'Sidecar', ({ resource: { spec } }) => spec.workloadSelector?.labels)) {
      if (selected.length > 0) continue;
      const detail: MeshDetail = {
        message: `Expected workloads with ${labelsText(selector)} in the namespace, got none`,
        missing: { kind: 'workload', labels: selector, namespace: namespaceOf(entry) },
      };
      const isThere = mesh.world === 'closed' && mesh.absenceOf(detail.missing!) === undefined;
      report({ on: entry, path: ['spec', 'workloadSelector', 'labels'] }, isThere ? falseAlarm(detail, 'it looks for pods alone, and a Deployment makes some') : detail);
    }
  },
  good: [SET('reviews')],
  bad: [{ yaml: SET('reveiws'), at: [0, 'spec.workloadSelector.labels'] }],
};
