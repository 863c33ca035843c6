import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import { overlaps, selections } from '../overlaps';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const SIDECAR = (name: string, label: string): string => `apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {name: ${name}, namespace: shop}\n`
  + `spec: {workloadSelector: {labels: {${label}}}, egress: [{hosts: ["./*"]}]}`;
const DEPLOYMENT = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web, tier: front}}\n'
  + 'spec: {containers: [{name: app, image: app}]}\n'
  + '---\napiVersion: v1\nkind: Pod\nmetadata: {name: api, namespace: shop, labels: {app: api, tier: back}}\n'
  + 'spec: {containers: [{name: app, image: app}]}';

/** Two Sidecars that select one workload. */
export const overlappingSelectors: Analyzer = {
  id: 'sidecars/overlapping-selectors',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Conflicting Sidecars: one selects a workload',
  why: 'A workload follows one Sidecar, the oldest that selects it: what the others import and listen on does not hold for it.',
  fix: 'narrow the selectors, or put both into one Sidecar',
  source: [
    'pkg/config/analysis/analyzers/sidecar/selector.go#SelectorAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0110/',
  ],
  aliases: ['IST0110', 'KIA0003'],
  coveredBy: ['namespace-isolation/overlapping-workloads'],
  reads: ['Namespace', 'Pod', 'Sidecar'],
  check(mesh, report) {
    const all = overlaps(selections(mesh, 'Sidecar', ({ resource: { spec } }) => spec.workloadSelector?.labels));
    reportOnce(report, all.filter(({ entries, workload }) => entries.length > 1 && !workload.isAmbient).flatMap(({ workload, entries }) => entries.map((on, i) => ({ // eslint-disable-line max-len -- one sentence
      // istioctl has a message for each pod.
      key: mesh.world === 'closed' ? workload.name : '',
      at: { on, path: ['spec', 'workloadSelector', 'labels'] },
      detail: {
        message: `Expected one Sidecar for workload ${quote(workload.name)}, got ${renderResource(entries[i === 0 ? 1 : 0]!.id)} too`,
        related: entries.filter((other) => other !== on).slice(0, 20).map((other) => ({ on: other, path: ['spec', 'workloadSelector', 'labels'] })),
      },
    }))));
  },
  good: [`${SIDECAR('a', 'tier: front')}\n---\n${SIDECAR('b', 'tier: back')}\n---\n${DEPLOYMENT}`],
  bad: [{ yaml: `${SIDECAR('a', 'tier: front')}\n---\n${SIDECAR('b', 'app: web')}\n---\n${DEPLOYMENT}`, at: [0, 'spec.workloadSelector.labels'] }],
};
