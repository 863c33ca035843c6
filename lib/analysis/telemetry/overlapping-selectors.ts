import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import { overlaps, selections } from '../overlaps';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const TELEMETRY = (name: string, label: string): string => `apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata: {name: ${name}, namespace: shop}\n`
  + `spec: {selector: {matchLabels: {${label}}}, accessLogging: [{providers: [{name: envoy}]}]}`;
const DEPLOYMENTS = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web, tier: front}}\n'
  + 'spec: {containers: [{name: app, image: app}]}\n'
  + '---\napiVersion: v1\nkind: Pod\nmetadata: {name: api, namespace: shop, labels: {app: api, tier: back}}\n'
  + 'spec: {containers: [{name: app, image: app}]}';

/** Two Telemetries that select one workload. */
export const overlappingSelectors: Analyzer = {
  id: 'telemetry/overlapping-selectors',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Conflicting Telemetries: one selects a workload',
  why: 'A workload follows one Telemetry with a selector, the oldest: what the others ask for is not recorded.',
  fix: 'narrow the selectors, or put both into one Telemetry',
  source: [
    'pkg/config/analysis/analyzers/telemetry/selector.go#SelectorAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0159/',
  ],
  aliases: ['IST0159'],
  reads: ['Namespace', 'Pod', 'Telemetry'],
  check(mesh, report) {
    const all = overlaps(selections(mesh, 'Telemetry', ({ resource: { spec } }) => spec.selector?.matchLabels));
    reportOnce(report, all.filter(({ entries }) => entries.length > 1).flatMap(({ workload, entries }) => entries.map((on, i) => ({
      // istioctl has a message for each pod.
      key: mesh.world === 'closed' ? workload.name : '',
      at: { on, path: ['spec', 'selector', 'matchLabels'] },
      detail: {
        message: `Expected one Telemetry for workload ${quote(workload.name)}, got ${renderResource(entries[i === 0 ? 1 : 0]!.id)} too`,
        related: entries.filter((other) => other !== on).slice(0, 20).map((other) => ({ on: other, path: ['spec', 'selector', 'matchLabels'] })),
      },
    }))));
  },
  good: [`${TELEMETRY('a', 'tier: front')}\n---\n${TELEMETRY('b', 'tier: back')}\n---\n${DEPLOYMENTS}`],
  bad: [{ yaml: `${TELEMETRY('a', 'tier: front')}\n---\n${TELEMETRY('b', 'app: web')}\n---\n${DEPLOYMENTS}`, at: [0, 'spec.selector.matchLabels'] }],
};
