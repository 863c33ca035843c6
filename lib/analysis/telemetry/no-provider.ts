import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const TELEMETRY = (logging: string): string => `apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata: {name: logs, namespace: shop}\nspec: {accessLogging: [${logging}]}`;

/** Access logs that no provider writes. */
export const noProvider: Analyzer = {
  id: 'telemetry/no-provider',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a provider of access logs',
  why: 'The MeshConfig names no default provider of access logs, so a rule that names none either writes no logs.',
  fix: 'add providers: [{ name: envoy }], or name a default provider in the MeshConfig',
  source: [
    'pkg/config/analysis/analyzers/telemetry/providers.go#ProviderAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0157/',
  ],
  aliases: ['IST0157'],
  reads: ['Telemetry'],
  check(mesh, report) {
    if ((mesh.settings.defaultProviders?.accessLogging ?? []).length > 0) return;
    reportOnce(report, mesh.istioctl.all('Telemetry').flatMap((on) => (on.resource.spec.accessLogging ?? []).flatMap(({ disabled, providers = [] }, i) => (
      disabled === true || providers.length > 0 ? [] : [{
        key: '',
        at: { on, path: ['spec', 'accessLogging', i] },
        detail: {
          // The MeshConfig is seldom beside the resources that rely on it.
          ...(mesh.world === 'open' ? { severity: 'info' as const } : {}),
          message: 'Expected a provider of access logs, as the MeshConfig has no default one, got none',
        },
      }]
    ))));
  },
  good: [TELEMETRY('{providers: [{name: envoy}]}'), TELEMETRY('{disabled: true}')],
  bad: [{ yaml: TELEMETRY('{match: {mode: CLIENT}}'), at: [0, 'spec.accessLogging[0]'] }],
};
