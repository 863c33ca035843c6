import { cel } from '../../values/cel';
import { duration } from '../../values/duration';
import { envoyFormat } from '../../values/envoy-format';
import { bool, double, list, map, nullable, object, oneOf, since, text, value } from '../../values/schemas';
import { policyTargetFields } from '../_shared/policy-target/schema';

const provider = object({ name: text({ min: 1 }) });
const mode = oneOf(['CLIENT_AND_SERVER', 'CLIENT', 'SERVER']);
const match = object({ mode: mode.optional() });

const tag = object({
  literal: object({ value: text({ min: 1 }) }).optional(),
  environment: object({ name: text({ min: 1 }), defaultValue: text().optional() }).optional(),
  header: object({ name: text({ min: 1 }), defaultValue: text().optional() }).optional(),
  formatter: since('1.29', object({ value: text({ min: 1, rules: [envoyFormat] }) })).optional(),
}, { atMostOne: [['literal', 'environment', 'header', 'formatter']] });

const tracing = object({
  match: match.optional(),
  providers: list(provider).optional(),
  randomSamplingPercentage: nullable(double({ min: 0, max: 100 })).optional(),
  disableSpanReporting: nullable(bool).optional(),
  customTags: map(tag).optional(),
  useRequestIdForTraceSampling: nullable(bool).optional(),
  enableIstioTags: nullable(bool).optional(),
  disableContextPropagation: since('1.30', nullable(bool)).optional(),
});

const metric = oneOf([
  'ALL_METRICS', 'REQUEST_COUNT', 'REQUEST_DURATION', 'REQUEST_SIZE', 'RESPONSE_SIZE', 'TCP_OPENED_CONNECTIONS', 'TCP_CLOSED_CONNECTIONS',
  'TCP_SENT_BYTES', 'TCP_RECEIVED_BYTES', 'GRPC_REQUEST_MESSAGES', 'GRPC_RESPONSE_MESSAGES',
]);

const metrics = object({
  providers: list(provider).optional(),
  overrides: list(object({
    match: object({
      metric: metric.optional(),
      customMetric: text({ min: 1 }).optional(),
      mode: mode.optional(),
    }, { atMostOne: [['metric', 'customMetric']] }).optional(),
    disabled: nullable(bool).optional(),
    tagOverrides: map(object({ operation: oneOf(['UPSERT', 'REMOVE']).optional(), value: text().optional() })).optional(),
  })).optional(),
  reportingInterval: value(duration).optional(),
});

const accessLogging = object({
  match: match.optional(),
  providers: list(provider).optional(),
  disabled: nullable(bool).optional(),
  filter: object({ expression: value(cel).optional() }).optional(),
});

/** @see TelemetrySpec */
export const schema = object({
  ...policyTargetFields,
  tracing: list(tracing).optional(),
  metrics: list(metrics).optional(),
  accessLogging: list(accessLogging).optional(),
});
