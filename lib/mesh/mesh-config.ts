import type { Flat, Json } from '../values/types';
import type { ConnectionPoolSettings, TcpKeepalive } from '../kinds/_shared/connection-pool/api';
import type { LocalityLoadBalancing, ZoneAwareLoadBalancing } from '../kinds/_shared/locality/api';
import type { OutlierDetection } from '../kinds/_shared/outlier-detection/api';

/**
 * Istio's MeshConfig, as far as this package reads it: the settings that hold for the whole mesh.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 */
export interface MeshConfigSpec {
  /**
   * The namespace whose policies hold for the whole mesh.
   *
   * @default 'istio-system'
   */
  readonly rootNamespace?: string;
  /**
   * The first part of every workload's identity.
   *
   * @default 'cluster.local'
   */
  readonly trustDomain?: string;
  /** Other trust domains whose identities count as those of this mesh. */
  readonly trustDomainAliases?: readonly string[];
  /**
   * Who sees a Service or ServiceEntry that does not say it.
   *
   * @default ['*']
   */
  readonly defaultServiceExportTo?: readonly string[];
  /**
   * Who sees a VirtualService that does not say it.
   *
   * @default ['*']
   */
  readonly defaultVirtualServiceExportTo?: readonly string[];
  /**
   * Who sees a DestinationRule that does not say it.
   *
   * @default ['*']
   */
  readonly defaultDestinationRuleExportTo?: readonly string[];
  /** What happens to traffic for hosts that the mesh does not know. */
  readonly outboundTrafficPolicy?: {
    /** @default 'ALLOW_ANY' */
    readonly mode?: OutboundMode;
  };
  /**
   * True when sidecars use mutual TLS with each other on their own.
   *
   * @default true
   */
  readonly enableAutoMtls?: boolean;
  /**
   * How long a client waits for a connection.
   *
   * @default '10s'
   */
  readonly connectTimeout?: string;
  /** Keepalive probes of every connection. */
  readonly tcpKeepalive?: Json<TcpKeepalive>;
  /** How endpoints are chosen by locality. */
  readonly localityLbSetting?: Json<LocalityLoadBalancing>;
  /** How endpoints are chosen by zone. */
  readonly zoneAwareLbSetting?: Json<ZoneAwareLoadBalancing>;
  /**
   * How long a sidecar waits for the first bytes of a client, to see its protocol; `0s` for no end.
   *
   * @default '0s'
   */
  readonly protocolDetectionTimeout?: string;
  /** Whether clients use HTTP/2 for HTTP services. */
  readonly h2UpgradePolicy?: 'DO_NOT_UPGRADE' | 'UPGRADE';
  /** The limits of hosts whose DestinationRule has none. */
  readonly defaultTrafficPolicy?: {
    readonly connectionPool?: Json<ConnectionPoolSettings>;
    readonly outlierDetection?: Json<OutlierDetection>;
  };
  /**
   * The class of Ingress resources that Istio serves.
   *
   * @default 'istio'
   */
  readonly ingressClass?: string;
  /**
   * The Service of the gateway that serves them.
   *
   * @default 'istio-ingressgateway'
   */
  readonly ingressService?: string;
  /** The `istio` label of the pods of that gateway. */
  readonly ingressSelector?: string;
  /** Tracers, access logs, external authorizers and the like that other resources name. */
  readonly extensionProviders?: readonly { readonly name?: string; readonly [provider: string]: unknown }[];
  /** Providers that are in use without a Telemetry resource. */
  readonly defaultProviders?: Readonly<Record<'tracing' | 'metrics' | 'accessLogging', readonly string[] | undefined>>;
  /** The namespaces that istiod looks at; unset: all of them. */
  readonly discoverySelectors?: readonly MeshLabelSelector[];
  /** Settings of every proxy. */
  readonly defaultConfig?: Readonly<Record<string, unknown>>;
  /** What else Istio has, which this package only checks. */
  readonly [field: string]: unknown;
}

/** What happens to traffic for hosts that the mesh does not know. */
export type OutboundMode = 'REGISTRY_ONLY' | 'ALLOW_ANY' | 'ALLOW_ANY_DYNAMIC_DNS';

/** A choice by labels, as Kubernetes writes it. */
export interface MeshLabelSelector {
  /** Labels that have to be there. */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Conditions on other labels. */
  readonly matchExpressions?: readonly { readonly key?: string; readonly operator?: string; readonly values?: readonly string[] }[];
}

/** A block of a policy with its alternatives side by side. */
export type Loose<T> = Flat<Json<T>>;
