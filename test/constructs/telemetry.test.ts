import { App, Duration, JsonPatch } from 'cdk8s';
import {
  configureMesh, IstioTelemetry, MetricOverride, ServiceEntry, targetRef, Telemetry, type TelemetryMetricOverride, type TelemetryProps,
  type TelemetrySpec, type TelemetryTag, traceTag,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { errorsOf } from '../support/findings';


function make(props?: TelemetryProps, chart = chartOf()): Telemetry {
  return new Telemetry(chart, 'telemetry', props);
}

function specOf(telemetry: Telemetry): unknown {
  return (telemetry.resource.toJson() as { spec: unknown }).spec;
}

const specs: readonly (readonly [name: string, props: TelemetryProps, spec: TelemetrySpec])[] = [
  ['nothing', {}, {}],
  ['workloads', { workload: { labels: { app: 'shop' } } }, { selector: { matchLabels: { app: 'shop' } } }],
  [
    'resources',
    { targetRefs: [targetRef.gateway('edge'), targetRef.gatewayClass('istio-waypoint'), targetRef.service('shop'), targetRef.serviceEntry('api')] },
    {
      targetRefs: [
        { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' },
        { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio-waypoint' },
        { kind: 'Service', name: 'shop' },
        { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'api' },
      ],
    },
  ],
  [
    'tracing',
    { tracing: { mode: 'SERVER', provider: 'zipkin', randomSamplingPercentage: 0.5, disableSpanReporting: false, enableIstioTags: false } },
    {
      tracing: [{
        match: { mode: 'SERVER' }, providers: [{ name: 'zipkin' }], randomSamplingPercentage: 0.5, disableSpanReporting: false, enableIstioTags: false,
      }],
    },
  ],
  ['no sampling', { tracing: { randomSamplingPercentage: 0, customTags: {} } }, { tracing: [{ randomSamplingPercentage: 0, customTags: {} }] }],
  [
    'metrics',
    { metrics: { providers: ['prometheus', 'otel'], overrides: [MetricOverride.all().disable(), { disabled: false }] } },
    {
      metrics: [{
        providers: [{ name: 'prometheus' }, { name: 'otel' }],
        overrides: [{ match: { metric: 'ALL_METRICS' }, disabled: true }, { disabled: false }],
      }],
    },
  ],
  [
    'metrics by provider',
    { metrics: [{ providers: ['prometheus'] }, { providers: [], reportingInterval: Duration.seconds(10) }] },
    { metrics: [{ providers: [{ name: 'prometheus' }] }, { providers: [], reportingInterval: '10s' }] },
  ],
  [
    'access logs',
    { accessLogging: { mode: 'CLIENT', providers: ['envoy'], filter: 'response.code >= 400' } },
    { accessLogging: [{ match: { mode: 'CLIENT' }, providers: [{ name: 'envoy' }], filter: { expression: 'response.code >= 400' } }] },
  ],
  ['no access logs', { accessLogging: [{ disabled: true }] }, { accessLogging: [{ disabled: true }] }],
  ['empty lists', { metrics: [], accessLogging: [] }, { metrics: [], accessLogging: [] }],
];

test.each(specs)('%s', (_, props, spec) => {
  expect(specOf(make(props))).toEqual(spec);
});

const tags: readonly (readonly [name: string, built: TelemetryTag, spec: TelemetryTag])[] = [
  ['a literal', traceTag.literal('shop'), { literal: { value: 'shop' } }],
  ['the environment', traceTag.environment('ZONE'), { environment: { name: 'ZONE' } }],
  ['the environment or a default', traceTag.environment('ZONE', ''), { environment: { name: 'ZONE', defaultValue: '' } }],
  ['a header', traceTag.header('end-user'), { header: { name: 'end-user' } }],
  ['a header or a default', traceTag.header('end-user', 'nobody'), { header: { name: 'end-user', defaultValue: 'nobody' } }],
  ['a format', traceTag.formatter('%REQ(:PATH)%'), { formatter: { value: '%REQ(:PATH)%' } }],
];

test.each(tags)('a tag from %s', (_, tag, spec) => {
  expect(specOf(make({ tracing: { customTags: { tag } } }))).toEqual({ tracing: [{ customTags: { tag: spec } }] });
});

const overrides: readonly (readonly [name: string, built: MetricOverride, spec: TelemetryMetricOverride])[] = [
  ['all', MetricOverride.all(), { match: { metric: 'ALL_METRICS' } }],
  ['one', MetricOverride.of('REQUEST_COUNT').on('CLIENT'), { match: { metric: 'REQUEST_COUNT', mode: 'CLIENT' } }],
  ['a custom one', MetricOverride.custom('mine').enable(), { match: { customMetric: 'mine' }, disabled: false }],
  [
    'labels', MetricOverride.all().setTag('host', 'request.host').removeTag('port').setTag('host', '"a"'),
    { match: { metric: 'ALL_METRICS' }, tagOverrides: { host: { value: '"a"' }, port: { operation: 'REMOVE' } } },
  ],
];

test.each(overrides)('an override of %s', (_, built, spec) => {
  expect(built.toSpec()).toEqual(spec);
});

test('an override is a value', () => {
  const all = MetricOverride.all();
  all.on('SERVER').disable().setTag('a', 'b');
  expect(all.toSpec()).toEqual({ match: { metric: 'ALL_METRICS' } });
});

test.each<readonly [string, unknown, readonly string[]]>([
  ['an unknown key', { logging: {} }, ['field/unknown @ spec.logging']],
  ['an unknown key inside', { tracing: { sampling: 1 } }, ['field/unknown @ spec.tracing[0].sampling']],
  ['no object', { tracing: 'zipkin' }, ['field/wrong-type @ spec.tracing[0]']],
  ['null', { metrics: null }, ['input/null @ spec.metrics[0]']],
  ['a number as provider', { tracing: { provider: 1 } }, ['field/wrong-type @ spec.tracing[0].providers[0].name']],
  ['providers that are no list', { metrics: { providers: 'prometheus' } }, ['field/wrong-type @ spec.metrics[0].providers']],
  ['a provider that is no name', { accessLogging: { providers: [1] } }, ['field/wrong-type @ spec.accessLogging[0].providers[0]']],
  ['overrides that are no list', { metrics: { overrides: {} } }, ['field/wrong-type @ spec.metrics[0].overrides']],
  ['Istio\'s field and the option', { tracing: { mode: 'CLIENT', match: {} } }, ['field/unknown @ spec.tracing[0].mode']],
  ['a filter in Istio\'s words without an expression', { accessLogging: { filter: {} } }, ['telemetry/filter-expression @ spec.accessLogging[0].filter']],
  ['a filter that is no CEL', { accessLogging: { filter: 'response.code >' } }, ['value/cel @ spec.accessLogging[0].filter.expression']],
  ['labels that are no map', { workload: 'shop' }, ['field/wrong-type @ spec.selector.matchLabels']],
  ['two targets', { workload: { labels: { app: 'shop' } }, targetRefs: [] }, ['telemetry/one-target @ spec']],
  ['a target that Istio does not know', { targetRefs: [{ kind: 'Pod', name: 'a' }] }, ['telemetry/target-kind @ spec.targetRefs[0].kind']],
  ['more than all', { tracing: { randomSamplingPercentage: 101 } }, ['field/out-of-range @ spec.tracing[0].randomSamplingPercentage']],
])('%s is refused', (_, props, findings) => {
  expect(errorsOf((chart) => make(untyped(props), chart))).toEqual(findings);
});

test('what the release does not have is refused', () => {
  const props = { tracing: { customTags: { path: traceTag.formatter('%PATH%') } } };
  expect(errorsOf((chart) => {
    configureMesh(App.of(chart), { release: '1.28' });
    make(props, chart);
  })).toEqual(['field/needs-release @ spec.tracing[0].customTags.path.formatter']);
});

test('a ServiceEntry as a target', () => {
  const chart = chartOf();
  const entry = new ServiceEntry(chart, 'api', { hosts: ['api.example.com'], metadata: { name: 'api' } });
  expect(targetRef.serviceEntry(entry)).toEqual({ group: 'networking.istio.io', kind: 'ServiceEntry', name: 'api' });
});

test('the resource can be reached and patched', () => {
  const telemetry = make({ metadata: { name: 'mesh-default' } });
  telemetry.addJsonPatch(JsonPatch.add('/spec/tracing', [{ disableSpanReporting: true }]));
  expect(telemetry.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  expect(telemetry.resource).toBeInstanceOf(IstioTelemetry);
  expect(telemetry.resource.toJson()).toEqual({
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: 'mesh-default', namespace: 'shop' },
    spec: { tracing: [{ disableSpanReporting: true }] },
  });
});
