import { Duration } from 'cdk8s';
import {
  type AccessLoggingOptions, MetricOverride, targetRef, type TelemetryMetricMatch, type TelemetryProps, type TelemetrySpec,
  type TelemetryTag, type TelemetryTagOverride, traceTag, type TracingOptions,
} from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/telemetry';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<TelemetrySpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what Istio would refuse does not compile', () => {
  const spec: TelemetrySpec = { metrics: [{ reportingInterval: Duration.seconds(5) }], targetRefs: [targetRef.service('shop')] };
  // @ts-expect-error one target is enough
  const twoTargets: TelemetrySpec = { selector: {}, targetRefs: [] };
  // @ts-expect-error a tag has one source
  const twoSources: TelemetryTag = { literal: { value: 'a' }, header: { name: 'a' } };
  // @ts-expect-error a metric has one name
  const twoNames: TelemetryMetricMatch = { metric: 'REQUEST_COUNT', customMetric: 'mine' };
  // @ts-expect-error names of a closed list are upper case
  const lowerCase: TelemetryMetricMatch = { metric: 'request_count' };
  // @ts-expect-error what is set has a value
  const noValue: TelemetryTagOverride = { operation: 'UPSERT' };
  // @ts-expect-error what is removed has none
  const value: TelemetryTagOverride = { operation: 'REMOVE', value: 'a' };
  // @ts-expect-error a provider has a name
  const noName: TelemetrySpec = { tracing: [{ providers: [{}] }] };
  // @ts-expect-error unknown field
  const unknown: TelemetrySpec = { logging: [] };
  expect([spec, twoTargets, twoSources, twoNames, lowerCase, noValue, value, noName, unknown]).toHaveLength(9);
});

test('what the construct takes', () => {
  const props: TelemetryProps = { workload: { labels: { app: 'shop' } }, tracing: { customTags: { team: traceTag.literal('shop') } } };
  // @ts-expect-error one target is enough
  const twoTargets: TelemetryProps = { workload: { labels: { app: 'shop' } }, targetRefs: [targetRef.gateway('edge')] };
  // @ts-expect-error spans go to one provider
  const providers: TracingOptions = { providers: ['zipkin'] };
  // @ts-expect-error the option is called mode
  const match: AccessLoggingOptions = { match: { mode: 'CLIENT' } };
  // @ts-expect-error there is no such metric
  const misspelt = () => MetricOverride.of('REQUESTS');
  expect([props, twoTargets, providers, match, misspelt]).toHaveLength(5);
});
