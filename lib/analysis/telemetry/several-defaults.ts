import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import type { EntryOf } from '../../mesh/mesh-entry';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';

const TELEMETRY = (name: string, namespace: string): string => `apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata: {name: ${name}, namespace: ${namespace}}\n`
  + 'spec: {accessLogging: [{providers: [{name: envoy}]}]}';

/** Two Telemetries for all workloads of a namespace. */
export const severalDefaults: Analyzer = {
  id: 'telemetry/several-defaults',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Conflicting Telemetries: one of a namespace has no selector',
  why: 'All workloads of the namespace follow one of them, the oldest: what the others ask for is not recorded.',
  fix: 'put both into one Telemetry, or add a selector',
  source: [
    'pkg/config/analysis/analyzers/telemetry/default_selector.go#DefaultSelectorAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0160/',
  ],
  aliases: ['IST0160'],
  reads: ['Telemetry'],
  check(mesh, report) {
    for (const [namespace, all] of mesh.istioctl.byNamespace('Telemetry')) {
      const counted = all.filter(({ resource: { spec } }) => !spec.selector);
      const defaults = counted.filter((entry) => !hasTarget(entry));
      for (const on of mesh.world === 'closed' ? counted : defaults) {
        const isMeant = hasTarget(on) || defaults.length < 2;
        const others = (isMeant ? counted : defaults).filter((other) => other !== on).slice(0, 20);
        if (others.length === 0) continue;
        const detail: MeshDetail = {
          message: `Expected one Telemetry without a selector in namespace ${quote(namespace)}, got ${renderResource(others[0]!.id)} too`,
          related: others.map((other) => ({ on: other, path: ['spec'] })),
        };
        report({ on, path: ['spec'] }, isMeant ? falseAlarm(detail, 'one with a target is for that target alone') : detail);
      }
    }
  },
  good: [`${TELEMETRY('a', 'x')}\n---\n${TELEMETRY('b', 'y')}`],
  bad: [{ yaml: `${TELEMETRY('a', 'x')}\n---\n${TELEMETRY('b', 'x')}`, at: [1, 'spec'] }],
};

function hasTarget({ resource: { spec } }: EntryOf<'Telemetry'>): boolean {
  const { targetRef, targetRefs = [] } = spec as { readonly targetRef?: object; readonly targetRefs?: readonly object[] };
  return targetRef !== undefined || targetRefs.length > 0;
}
