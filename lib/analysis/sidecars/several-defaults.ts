import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import { isAmbientNamespace } from '../ambient';
import type { Analyzer } from '../analyzer';

const SIDECAR = (name: string, namespace: string): string => `apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {egress: [{hosts: ["./*"]}]}`;

/** Two Sidecars for all workloads of a namespace. */
export const severalDefaults: Analyzer = {
  id: 'sidecars/several-defaults',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Conflicting Sidecars: one of a namespace has no selector',
  why: 'All workloads of the namespace follow one of them, the oldest: what the others import does not hold.',
  fix: 'put both into one Sidecar, or add a workloadSelector',
  source: [
    'pkg/config/analysis/analyzers/sidecar/selector.go#SelectorAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0111/',
  ],
  aliases: ['IST0111', 'KIA0002'],
  coveredBy: ['namespace-isolation/isolated-twice', 'namespace-isolation/other-sidecar'],
  reads: ['Namespace', 'Sidecar'],
  check(mesh, report) {
    for (const [namespace, all] of mesh.istioctl.byNamespace('Sidecar')) {
      const defaults = all.filter(({ resource: { spec } }) => Object.keys(spec.workloadSelector?.labels ?? {}).length === 0);
      if (defaults.length < 2 || isAmbientNamespace(mesh, namespace)) continue;
      for (const [i, on] of defaults.entries()) {
        const others = defaults.filter((other) => other !== on).slice(0, 20);
        report({ on, path: ['spec'] }, {
          message: `Expected one Sidecar without a selector in namespace ${quote(namespace)}, got ${renderResource(defaults[i === 0 ? 1 : 0]!.id)} too`,
          related: others.map((other) => ({ on: other, path: ['spec'] })),
        });
      }
    }
  },
  good: [`${SIDECAR('a', 'x')}\n---\n${SIDECAR('b', 'y')}`],
  bad: [{ yaml: `${SIDECAR('a', 'x')}\n---\n${SIDECAR('b', 'x')}`, at: [1, 'spec'] }],
};
