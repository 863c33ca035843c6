import { quote } from '../../core/quote';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const SET = (provider: string): string => 'apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata: {name: traces, namespace: shop}\nspec: {tracing: [{providers: [{name: tracer}]}]}\n'
  + `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata: {mesh: '{"extensionProviders": [{"name": "tracer", "${provider}": {"service": "tracer.shop.svc.cluster.local", "port": 80}}]}'}`;

/** Traces for a provider that is no longer supported. */
export const lightstep: Analyzer = {
  id: 'telemetry/lightstep',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Deprecated provider: Lightstep',
  why: 'Envoy no longer has the tracer of Lightstep of its own.',
  fix: 'make the provider one of type opentelemetry: Lightstep takes its protocol',
  source: 'pkg/config/analysis/analyzers/telemetry/lightstep.go#LightstepAnalyzer.Analyze',
  aliases: ['IST0002'],
  reads: ['Telemetry'],
  check(mesh, report) {
    const names = new Set((mesh.settings.extensionProviders ?? []).filter((provider) => provider.lightstep !== undefined).map(({ name }) => name)); // eslint-disable-line max-len -- one sentence
    if (names.size === 0) return;
    reportOnce(report, mesh.istioctl.all('Telemetry').flatMap((on) => (on.resource.spec.tracing ?? []).flatMap(({ providers = [] }, i) => (
      providers.flatMap(({ name }, p) => (names.has(name) ? [{
        key: name,
        at: { on, path: ['spec', 'tracing', i, 'providers', p, 'name'] },
        detail: { message: `Deprecated provider ${quote(name)}, which is one of Lightstep` },
      }] : []))
    ))));
  },
  good: [SET('opentelemetry')],
  bad: [{ yaml: SET('lightstep'), at: [0, 'spec.tracing[0].providers[0].name'] }],
};
