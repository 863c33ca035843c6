export {
  check, ConfigError, DEFAULT_RELEASE, InternalError, RELEASES, renderFinding, renderPath,
  type AtMostOne, type Authority, type CheckOptions, type ExactlyOne, type Finding, type IstioRelease, type Path, type RelatedResource,
  type ResourceId, type ServiceEntryLocation, type ServiceEntryPort, type ServiceEntryResolution, type ServiceEntrySpec, type Severity,
  type SourceLocation, type WorkloadEntry, type WorkloadSelector,
} from '../lib';
export type {
  BackendUtilization, ClientTlsMode, ClientTlsSettings, ConnectionPoolSettings, ConsistentHash, ConsistentHashKey, ConsistentHashTable,
  DestinationRuleSpec, H2UpgradePolicy, Http2KeepAlive, HttpConnectionPoolSettings, HttpCookie, HttpCookieAttribute,
  LoadBalancerAlgorithm, LoadBalancerCommon, LoadBalancerSettings, LocalityDistribution, LocalityFailover, LocalityLoadBalancing,
  Maglev, MatchLabelsSelector, OutlierDetection, PortTrafficPolicySpec, ProxyProtocolSettings, ProxyProtocolVersion, RetryBudget,
  RingHash, SimpleLoadBalancer, SubsetSpec, TcpConnectionPoolSettings, TcpKeepalive, TrafficPolicySpec, TrafficSettings,
  TunnelSettings, Warmup, ZoneAwareLoadBalancing,
} from '../lib';
export type { DurationLike, GoDuration, PortSelector } from '../lib';
export { IstioObject, type IstioObjectProps } from './core/istio-object';
export { IstioResource, type IstioResourceProps } from './core/istio-resource';
export { configureMesh, type MeshOptions } from './core/mesh-options';
export { Destination, RouteTarget, WeightedTarget, type DestinationOptions } from './core/route-target';
export {
  DestinationRule, type DestinationRuleProps, type SubsetOptions,
} from './destination-rule/destination-rule';
export { hashBy, type HashCookieOptions, type HashKey } from './destination-rule/hash-by';
export { HostTarget, Subset } from './destination-rule/targets';
export {
  Tls, type IstioMutualTlsOptions, type MutualTlsOptions, type SimpleTlsOptions, type TlsAuthorityFiles, type TlsClientFiles,
  type TlsCredential, type TlsNameOptions, type TlsUnverified, type TlsVerified,
} from './destination-rule/tls';
export { PortTrafficPolicy, TrafficPolicy, type TunnelOptions } from './destination-rule/traffic-policy';
export {
  TrafficSettingsBuilder, type ConsistentHashOptions, type LocalityOptions,
} from './destination-rule/traffic-settings-builder';
export { IstioDestinationRule, type IstioDestinationRuleProps } from './l1/destination-rule';
export { IstioServiceEntry, type IstioServiceEntryProps } from './l1/service-entry';
export { Resolution } from './service-entry/resolution';
export { ServiceEntry, ServiceEntryPortTarget, type ServiceEntryPortOptions, type ServiceEntryProps } from './service-entry/service-entry';
