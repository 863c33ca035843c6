import type { PolicyTarget } from '../_shared/policy-target/api';
import type { GoDuration } from '../../values/go-duration';
import type { AtMostOne } from '../../values/types';

/** The settings of a Telemetry, without the workloads that they apply to. */
export interface TelemetrySettings {
  /** Spans of requests. At most one entry has an effect; istiod warns of more. */
  readonly tracing?: readonly TelemetryTracing[];
  /** What proxies count and measure, and with which labels. */
  readonly metrics?: readonly TelemetryMetrics[];
  /** What proxies write to their access logs. */
  readonly accessLogging?: readonly TelemetryAccessLogging[];
}

/**
 * Configures the metrics, spans and access logs of the proxies of some workloads. Settings that are unset come from the Telemetry of the
 * namespace, and then from the one of the root namespace.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Telemetry
 */
export type TelemetrySpec = TelemetrySettings & PolicyTarget;

/**
 * A telemetry provider of the mesh.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#ProviderRef
 */
export interface TelemetryProvider {
  /** The name that the mesh's configuration gives it under `extensionProviders`. Not empty. */
  readonly name: string;
}

/** The workload's side of the traffic. For a gateway, all traffic is the client's. */
export type TelemetryMode = 'CLIENT_AND_SERVER' | 'CLIENT' | 'SERVER';

/**
 * Which traffic a setting is for.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging-LogSelector
 */
export interface TelemetryMatch {
  /**
   * Whether the workload is the client or the server.
   *
   * @default 'CLIENT_AND_SERVER'
   */
  readonly mode?: TelemetryMode;
}

/**
 * How requests are traced.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing
 */
export interface TelemetryTracing {
  /** The requests that this is for. */
  readonly match?: TelemetryMatch;
  /**
   * Where spans go: one provider; istiod warns of more.
   *
   * @default - the one from further up, else the mesh's default provider
   */
  readonly providers?: readonly TelemetryProvider[];
  /**
   * Share of requests to trace among those that come without a decision of their own, 0 to 100 in steps of 0.01.
   *
   * @default - the share from further up, else 1
   */
  readonly randomSamplingPercentage?: number;
  /**
   * Turns reporting of spans off. Trace headers are still passed on.
   *
   * @default false
   */
  readonly disableSpanReporting?: boolean;
  /** Tags to add to each span, by their names; those from further up are replaced as a whole. Names are not empty. */
  readonly customTags?: Readonly<Record<string, TelemetryTag>>;
  /**
   * Whether the request id decides if a request is traced.
   *
   * @default true
   */
  readonly useRequestIdForTraceSampling?: boolean;
  /**
   * Whether Istio adds the tags that it knows itself, such as the mesh's id and the service's canonical name.
   *
   * @default true
   */
  readonly enableIstioTags?: boolean;
  /**
   * Stops the proxy from passing trace headers on. Needs Istio 1.30.
   *
   * @default false
   */
  readonly disableContextPropagation?: boolean;
}

/** Where the value of a tag comes from. */
export interface TelemetryTagKinds {
  /** The same text for every span. */
  readonly literal: TelemetryLiteralTag;
  /** A variable of the proxy's environment. */
  readonly environment: TelemetryEnvironmentTag;
  /** A header of the request. */
  readonly header: TelemetryHeaderTag;
  /** Text with what is known of the request filled in. Needs Istio 1.29. */
  readonly formatter: TelemetryFormatterTag;
}

/**
 * A tag of a span: the value has one source. A tag without any is accepted, and not there.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-CustomTag
 */
export type TelemetryTag = AtMostOne<TelemetryTagKinds>;

/** A tag with the same value on every span. */
export interface TelemetryLiteralTag {
  /** The value, not empty. */
  readonly value: string;
}

/** A tag whose value the proxy's environment has. */
export interface TelemetryEnvironmentTag {
  /** The variable's name, not empty. */
  readonly name: string;
  /**
   * The value when the proxy has no such variable.
   *
   * @default - no tag
   */
  readonly defaultValue?: string;
}

/** A tag whose value the request has. */
export interface TelemetryHeaderTag {
  /** The header's name, not empty. */
  readonly name: string;
  /**
   * The value when the request has no such header.
   *
   * @default - no tag
   */
  readonly defaultValue?: string;
}

/** A tag whose value is made from what is known of the request. Needs Istio 1.29. */
export interface TelemetryFormatterTag {
  /** Text with commands of Envoy's access logs, such as `%REQ(:PATH)%`. Not empty. */
  readonly value: string;
}

/**
 * What is counted and measured.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Metrics
 */
export interface TelemetryMetrics {
  /**
   * Where the metrics go.
   *
   * @default - those from further up, else the mesh's default providers
   */
  readonly providers?: readonly TelemetryProvider[];
  /** Changes to metrics, in order: of two for one metric, the later counts. */
  readonly overrides?: readonly TelemetryMetricOverride[];
  /**
   * How often metrics are reported: at least 1ms. Only TCP metrics look at it.
   *
   * @default '5s'
   */
  readonly reportingInterval?: GoDuration;
}

/**
 * A change to metrics: they are turned off, or have other labels.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides
 */
export interface TelemetryMetricOverride {
  /**
   * The metrics that change.
   *
   * @default - all metrics, on both sides
   */
  readonly match?: TelemetryMetricMatch;
  /**
   * True turns the metrics off, false turns on what was off further up.
   *
   * @default - as it is further up
   */
  readonly disabled?: boolean;
  /** Labels to set or remove, by their names. */
  readonly tagOverrides?: Readonly<Record<string, TelemetryTagOverride>>;
}

/** How a metric is named. */
export interface TelemetryMetricNames {
  /** A metric of Istio's own, or all of them. */
  readonly metric: TelemetryMetric;
  /** A metric that another extension makes, by its name. Not empty. */
  readonly customMetric: string;
}

/**
 * Which metrics, and on which side; without a name it is all of them.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricSelector
 */
export type TelemetryMetricMatch = TelemetryMatch & AtMostOne<TelemetryMetricNames>;

/** Istio's own metrics: `REQUEST_COUNT` is `istio_requests_total`, `REQUEST_SIZE` is `istio_request_bytes`, and so on. */
export type TelemetryMetric =
  | 'ALL_METRICS' | 'REQUEST_COUNT' | 'REQUEST_DURATION' | 'REQUEST_SIZE' | 'RESPONSE_SIZE'
  | 'TCP_OPENED_CONNECTIONS' | 'TCP_CLOSED_CONNECTIONS' | 'TCP_SENT_BYTES' | 'TCP_RECEIVED_BYTES'
  | 'GRPC_REQUEST_MESSAGES' | 'GRPC_RESPONSE_MESSAGES';

/**
 * What happens to a label of a metric.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides-TagOverride
 */
export type TelemetryTagOverride = TelemetryTagUpsert | TelemetryTagRemoval;

/** Adds a label, or gives it another value. */
export interface TelemetryTagUpsert {
  /**
   * That the label is set.
   *
   * @default 'UPSERT'
   */
  readonly operation?: 'UPSERT';
  /** The label's value, a CEL expression over attributes such as `request.host`. Not empty. */
  readonly value: string;
}

/** Leaves a label out. */
export interface TelemetryTagRemoval {
  /** That the label is removed. */
  readonly operation: 'REMOVE';
  /** Not here: what is removed has no value. */
  readonly value?: never;
}

/**
 * What is written to access logs.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging
 */
export interface TelemetryAccessLogging {
  /** The traffic that is logged. */
  readonly match?: TelemetryMatch;
  /**
   * Where the logs go.
   *
   * @default - those from further up, else the mesh's default providers
   */
  readonly providers?: readonly TelemetryProvider[];
  /**
   * Turns logging off.
   *
   * @default false
   */
  readonly disabled?: boolean;
  /**
   * Picks what is logged.
   *
   * @default - everything
   */
  readonly filter?: TelemetryLogFilter;
}

/**
 * Picks requests and connections to log.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging-Filter
 */
export interface TelemetryLogFilter {
  /**
   * A CEL expression over Envoy's attributes; what makes it true is logged: `response.code >= 400`. istiod refuses a filter
   * without one, and checks its syntax only: a misspelt attribute is no error and never true.
   */
  readonly expression?: string;
}
