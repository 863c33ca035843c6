import { labelsText } from '../../values/labels';
import { namespaceOf } from '../../mesh/mesh-entry';
import { selections } from '../overlaps';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';

const SET = (label: string): string => 'apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata: {name: reviews, namespace: shop}\n'
  + `spec: {selector: {matchLabels: {app: ${label}}}, accessLogging: [{providers: [{name: envoy}]}]}\n`
  + '---\napiVersion: v1\nkind: Pod\nmetadata: {name: reviews, namespace: shop, labels: {app: reviews}}\n'
  + 'spec: {containers: [{name: app, image: app}]}';

/** A Telemetry that selects no workload. */
export const noWorkloads: Analyzer = {
  id: 'telemetry/no-workloads',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected a selector that workloads of the namespace have',
  why: 'A Telemetry holds for the workloads of its own namespace that it selects: for none, so their logs, metrics and traces '
    + 'stay as they are.',
  fix: 'write the labels of the pods, and put the Telemetry into their namespace',
  source: [
    'pkg/config/analysis/analyzers/telemetry/selector.go#SelectorAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],
  aliases: ['IST0101'],
  reads: ['Namespace', 'Pod', 'Telemetry'],
  check(mesh, report) {
    for (const { entry, selector, selected } of selections(mesh, 'Telemetry', ({ resource: { spec } }) => spec.selector?.matchLabels)) {
      if (selected.length > 0) continue;
      const detail: MeshDetail = {
        message: `Expected workloads with ${labelsText(selector)} in the namespace, got none`,
        missing: { kind: 'workload', labels: selector, namespace: namespaceOf(entry) },
      };
      const isThere = mesh.world === 'closed' && mesh.absenceOf(detail.missing!) === undefined;
      report({ on: entry, path: ['spec', 'selector', 'matchLabels'] }, isThere ? falseAlarm(detail, 'it looks for pods alone, and a Deployment makes some') : detail);
    }
  },
  good: [SET('reviews')],
  bad: [{ yaml: SET('reveiws'), at: [0, 'spec.selector.matchLabels'] }],
};
