export {
  check, checkReport, ConfigError, DEFAULT_RELEASE, InternalError, IstioValidation, RELEASES, renderFinding, renderPath,
  type AcknowledgeOptions, type CheckReport, type FormerRule, type KnownRule, type Severities, type SuppressedBy, type SuppressedFinding,
  type Suppression,
  type AtMostOne, type Authority, type CheckOptions, type Edit, type ExactlyOne, type Finding, type IstioRelease, type IstioValidationProps,
  type Path, type RelatedResource, type ResourceId, type ServiceEntryLocation, type ServiceEntryPort, type ServiceEntryResolution,
  type ServiceEntrySpec, type Severity, type SourceLocation, type WorkloadEntrySpec, type WorkloadSelector,
  type CaptureMode, type CertificateSource, type OutboundTrafficPolicy, type ServerTlsFields, type ServerTlsMode, type ServerTlsSettings,
  type SidecarEgressListener, type SidecarIngressListener, type SidecarPort, type SidecarSpec, type TlsCertificate, type TlsProtocolVersion,
} from '../lib';
export type {
  BackendUtilization, ClientTlsMode, ClientTlsSettings, ConnectionPoolSettings, ConsistentHash, ConsistentHashKey, ConsistentHashTable,
  DestinationRuleSpec, H2UpgradePolicy, Http2KeepAlive, HttpConnectionPoolSettings, HttpCookie, HttpCookieAttribute,
  LoadBalancerAlgorithm, LoadBalancerCommon, LoadBalancerSettings, LocalityDistribution, LocalityFailoverSpec, LocalityLoadBalancing,
  Maglev, MatchLabelsSelector, OutlierDetection, PortTrafficPolicySpec, ProxyProtocolSettings, ProxyProtocolVersion, RetryBudget,
  RingHash, SimpleLoadBalancer, SubsetSpec, TcpConnectionPoolSettings, TcpKeepalive, TrafficPolicySpec, TrafficSettings,
  TunnelSettings, Warmup, ZoneAwareLoadBalancing,
} from '../lib';
export type {
  CorsMethod, CorsPolicy, Delegate, DestinationSpec, FaultAbort, FaultAbortShare, FaultAbortStatus, FaultDelay, FaultDelayShare,
  FaultDelayTime, GrpcStatus, HeaderOperations, HttpBody, HttpBodyKinds, HttpDirectResponse, HttpFaultInjection, HttpHeaders,
  HttpMatchRequest, HttpMirrorPolicy, HttpRedirect, HttpRedirectParts, HttpRedirectPort, HttpRetry, HttpRewrite, HttpRoute,
  HttpRouteDestination, L4MatchAttributes, Percent, RedirectPortSelection, RegexRewrite, RetryCondition, RouteDestination,
  StringMatch, StringMatchKinds, TcpRoute, TlsMatchAttributes, TlsRoute, UnmatchedPreflights, VirtualServiceSpec,
} from '../lib';
export type {
  Claimant, Claimed, ClaimStrength, EndpointAffinity, EndpointBalancing, EndpointLocality, HeaderValue, HostBehaviours, HostFacts,
  HostModel, HostPolicy, HostPort, PathRewrite, PolicyClaim, RequestMatch, RouteCors, RouteFault, RouteMirror, RouteOutcome,
  RouteRedirect, RouteRetries, TcpKeepaliveProbes, TextTest, UpstreamTls, VersionShare,
} from '../lib';
export {
  Mesh, type GatewayListener, type HostRule, type MeshConfigSpec, type MeshEgressListener, type MeshEntry, type MeshEntryOf,
  type MeshGateway, type MeshKind, type MeshOfOptions, type MeshProxy, type MeshRoutes, type MeshSettings, type OpenedPort,
  type OutboundMode, type OutboundPolicy, type PolicyKind, type ProxyOptions, type ProxyView, type RegisteredPort,
  type RegisteredService, type ServiceEndpoint, type ServiceResolution, type TrafficDistribution, type Workload, type WorkloadPort,
} from '../lib';
export {
  defineAnalyzer, type AssumedByCheck, type MeshAbsence, type MeshAnalyzer, type MeshConfigInput, type MeshDetail, type MeshPlace,
  type MeshWorld, type NamedInMesh, type ReportOn,
} from '../lib';
export { meshOf, type MeshOfAppOptions } from './core/mesh-of';
export type { DurationLike, GoDuration, PortSelector } from '../lib';
export type {
  LuaExtension, TrafficExtensionKinds, TrafficExtensionPhase, TrafficExtensionSettings, TrafficExtensionSpec, PolicyTarget,
  PolicyTargetKinds, TrafficMatch, TrafficMatchMode, TrafficMatchPort,
  WasmEnvironmentVariable, WasmFailStrategy, WasmFilterType, WasmHostVariable, WasmImagePullPolicy, WasmInlineVariable, WasmModule,
  WasmVmConfig,
  WasmPluginPhase, WasmPluginSettings, WasmPluginSpec,
} from '../lib';
export type {
  TelemetryAccessLogging, TelemetryEnvironmentTag, TelemetryFormatterTag, TelemetryHeaderTag, TelemetryLiteralTag, TelemetryLogFilter,
  TelemetryMatch, TelemetryMetric, TelemetryMetricMatch, TelemetryMetricNames, TelemetryMetricOverride, TelemetryMetrics, TelemetryMode,
  TelemetryProvider, TelemetrySettings, TelemetrySpec, TelemetryTag, TelemetryTagKinds, TelemetryTagOverride, TelemetryTagRemoval,
  TelemetryTagUpsert, TelemetryTracing,
} from '../lib';
export type {
  EnvoyApplyTo, EnvoyClusterMatch, EnvoyConfigPatch, EnvoyFilterChainMatch, EnvoyFilterClass, EnvoyFilterPatches, EnvoyFilterSpec,
  EnvoyFilterTargets, EnvoyListenerMatch, EnvoyMatch, EnvoyNetworkFilterMatch, EnvoyObjectMatch, EnvoyPatch, EnvoyPatchOperation,
  EnvoyProxyMatch, EnvoyProxyMatched, EnvoyRouteConfigurationMatch, EnvoyRouteMatch, EnvoySidecarOrGatewayContext,
  EnvoySidecarOrGatewayMatch, EnvoySubFilterMatch, EnvoyVirtualHostMatch, EnvoyWaypointContext, EnvoyWaypointMatch,
  EnvoyWaypointRouteMatch, GatewayPort, GatewayServer, GatewaySpec, PolicyTargetReference,
} from '../lib';
export type {
  ExecProbe, GrpcProbe, HttpProbe, ProbeHeader, TcpProbe, WorkloadGroupMetadata, WorkloadGroupSpec, WorkloadProbeMethods, WorkloadProbeSpec,
  WorkloadProbeTiming,
} from '../lib';
export type {
  ClaimToHeader, JwtHeader, JwtIssuerName, JwtKeySources, JwtOfAnyIssuer, JwtOfIssuer, JwtPresence, JwtRule, JwtRuleFields, MutualTls,
  MutualTlsMode, NoIssuer, PeerAuthenticationBase, PeerAuthenticationOfAll, PeerAuthenticationOfWorkloads, PeerAuthenticationSpec,
  ProxyConfigSpec, ProxyImage, RequestAuthenticationFields, RequestAuthenticationSpec,
} from '../lib';
export type {
  AuthorizationAction, AuthorizationCondition, AuthorizationFrom, AuthorizationOperation, AuthorizationPolicyFields,
  AuthorizationPolicySpec, AuthorizationProvider, AuthorizationRule, AuthorizationSource, AuthorizationTo,
} from '../lib';
export { Access, type OperationOptions, type SourceIdentity, type SourceOptions } from './authorization-policy/access';
export {
  AuthorizationPolicy, type AccessRules, type AuthorizationActionProps, type AuthorizationActions, type AuthorizationForAllProps,
  type AuthorizationPolicyProps,
} from './authorization-policy/authorization-policy';
export { Attribute, Condition, type RequestAttribute } from './authorization-policy/condition';
export { Principal, type PrincipalOptions } from './authorization-policy/principal';
export { IstioAuthorizationPolicy, type IstioAuthorizationPolicyProps } from './l1/authorization-policy';
export { Findings } from './core/findings';
export { GatewayRef, type IGateway } from './core/gateway-ref';
export { IstioObject, type IstioObjectProps } from './core/istio-object';
export type { WorkloadPods } from './core/workload';
export { IstioResource, type IstioResourceProps } from './core/istio-resource';
export { configureMesh } from './core/configure-mesh';
export type { MeshOptions } from './core/mesh-options';
export { targetRef, type PolicyTargetOptions, type PolicyTargetProps } from './core/policy-target';
export { Destination, RouteTarget, WeightedTarget, type DestinationOptions, type Routable } from './core/route-target';
export type { TrafficMatchOptions } from './core/traffic-match';
export type { WasmModuleOptions } from './core/wasm-module';
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
export type { EgressClient, EgressClientAccounts } from './owners/egress-gateway/egress-client';
export { EgressGateway, type EgressGatewayProps } from './owners/egress-gateway/egress-gateway';
export type { EgressGatewayPort } from './owners/egress-gateway/egress-hop';
export { Gateway, type GatewayProps } from './gateway/gateway';
export { Server } from './gateway/server';
export type {
  AutoPassthroughServerOptions, ClientCaCredential, ClientCaFiles, ClientIdentity, HttpServerOptions, IstioMutualTlsServerOptions,
  MutualTlsServerOptions, OneShape, PassthroughServerOptions, ServerCertificateFiles, ServerCertificatePair, ServerCertificatesFiles,
  ServerCredential, ServerCredentials, ServerOptions, ServerTlsVersions, SimpleTlsServerOptions, TcpServerOptions,
  TerminatingServerOptions, TlsServerOptions,
} from './gateway/server-options';
export { IstioDestinationRule, type IstioDestinationRuleProps } from './l1/destination-rule';
export { IstioEnvoyFilter, type IstioEnvoyFilterProps } from './l1/envoy-filter';
export { IstioGateway, type IstioGatewayProps } from './l1/gateway';
export { IstioServiceEntry, type IstioServiceEntryProps } from './l1/service-entry';
export { IstioTelemetry, type IstioTelemetryProps } from './l1/telemetry';
export { IstioTrafficExtension, type IstioTrafficExtensionProps } from './l1/traffic-extension';
export { IstioVirtualService, type IstioVirtualServiceProps } from './l1/virtual-service';
export { IstioWasmPlugin, type IstioWasmPluginProps } from './l1/wasm-plugin';
export { Resolution } from './service-entry/resolution';
export { ServiceEntry, ServiceEntryPortTarget, type ServiceEntryPortOptions, type ServiceEntryProps } from './service-entry/service-entry';
export { MetricOverride } from './telemetry/metric-override';
export type { AccessLoggingOptions, MetricsOptions, TracingOptions } from './telemetry/options';
export { Telemetry, type TelemetryOptions, type TelemetryProps } from './telemetry/telemetry';
export { traceTag } from './telemetry/trace-tag';
export {
  TrafficExtension, type TrafficExtensionCode, type TrafficExtensionOptions, type TrafficExtensionProps,
} from './traffic-extension/traffic-extension';
export {
  authority, fromGateway, header, method, path, port, queryParam as query, scheme, sourceLabels, sourceNamespace, withoutHeader,
  type MethodCondition, type OptionalTextCondition, type PathCondition, type PathText, type TextCondition, type WholeTextCondition,
} from './virtual-service/conditions';
export type {
  ConnectionOrigin, TcpMatchOptions, TcpRouteOptions, TlsMatchOptions, TlsRouteOptions,
} from './virtual-service/connection-route';
export { DelegateVirtualService, type DelegateVirtualServiceProps } from './virtual-service/delegate-virtual-service';
export type { ConnectionTargets, HttpTarget, HttpTargets, WeightedHttpTarget } from './virtual-service/destinations';
export type { GatewayReference } from './virtual-service/gateways';
export type {
  HttpDirectResponseOptions, HttpRedirectAddress, HttpRedirectOptions, HttpRedirectPath,
} from './virtual-service/http-answer';
export type {
  HttpAbortOptions, HttpAbortShare, HttpAbortStatus, HttpCorsOptions, HttpDelayOptions, HttpDelayShare, HttpDelayTime, HttpFaultOptions,
  HttpPathRewrite, HttpRetryOptions, HttpRewriteOptions,
} from './virtual-service/http-policy';
export type {
  DelegateHttpRouteOptions, HttpAnswer, HttpForward, HttpForwardPolicies, HttpMirrorOptions, HttpMirrors, HttpRouteBasics, HttpRouteOf,
  NoneOf,
} from './virtual-service/http-route';
export { Match, PathMatch } from './virtual-service/match';
export {
  VirtualService, type DelegateName, type HttpForwardOrDelegate, type HttpRouteOptions, type VirtualServiceProps,
} from './virtual-service/virtual-service';
export { IstioSidecar, type IstioSidecarProps } from './l1/sidecar';
export { Endpoint } from './sidecar/endpoint';
export { HostScope } from './sidecar/host-scope';
export {
  EgressListener, IngressListener, type EgressListenerOptions, type IngressListenerOptions, type ListenerPort, type SocketListenerOptions,
} from './sidecar/listeners';
export { Outbound } from './sidecar/outbound';
export { Sidecar, type SidecarProps } from './sidecar/sidecar';
export { WasmPlugin, type WasmPluginOptions, type WasmPluginProps } from './wasm-plugin/wasm-plugin';
export { HostResource } from './core/host-resource';
export { Pattern } from './core/pattern';
export type { ExternalServiceProps } from './owners/external-service/external-props';
export { ExternalService } from './owners/external-service/external-service';
export { assertOwner } from './owners/host/assert-owner';
export type { BehaviourClaim, ClaimedRequests, ExceptionClaim, HostClaims } from './owners/host/claims';
export { HostOwner } from './owners/host/host-owner';
export type { KubernetesService, KubernetesServicePort, PortNameOf } from './owners/mesh-service/kubernetes-service';
export type { KubernetesWorkload } from './owners/mesh-service/workload';
export { type FromServiceProps, MeshService, type MeshServiceProps, type VersionPods } from './owners/mesh-service/mesh-service';
export type { ServicePortOptions, ServiceProtocol } from './owners/host/ports';
export { MeshServiceReference, type MeshServiceReferenceProps } from './owners/mesh-service/reference';
export type { RequestMatches } from './owners/host/request-matches';
export { ServiceTarget } from './owners/host/service-target';
export { BlueGreen, type BlueGreenPreview, type BlueGreenProps } from './patterns/blue-green/blue-green';
export { Canary, type CanaryOptions, type CanaryProps, type CanaryStages, type CanaryWeight, type StageOf } from './patterns/canary/canary';
export type { StickyOptions } from './patterns/canary/sticky-cookie';
export {
  CircuitBreaker, type CircuitBreakerEjection, type CircuitBreakerLimits, type CircuitBreakerProps, type CircuitBreakerTarget,
  type CircuitBreakerWithoutEjection,
} from './patterns/circuit-breaker/circuit-breaker';
export {
  DatabaseEgress, type DatabaseEgressProps, type DatabaseEngine, type DatabasePortName,
} from './patterns/database-egress/database-egress';
export { EgressLockdown, type EgressLockdownProps } from './patterns/egress-lockdown/egress-lockdown';
export {
  EgressThroughGateway, type EgressMutualTls, type EgressOrigination, type EgressThroughGatewayProps, type EgressTls,
} from './patterns/egress-through-gateway/egress-through-gateway';
export type { ExposedTarget } from './owners/ingress-gateway/exposed-service';
export { IngressGateway } from './owners/ingress-gateway/ingress-gateway';
export { IngressHost, type IngressHostModel } from './owners/ingress-gateway/ingress-host';
export type { RequestOwner } from './owners/ingress-gateway/request-owner';
export type {
  IngressGatewayProps, IngressHostOptions, IngressPathOptions, IngressPods, IngressPorts, IngressServing, IngressTls, MutualIngressTls,
  PassthroughIngressTls, SimpleIngressTls,
} from './owners/ingress-gateway/ingress-options';
export {
  MutualTlsOrigination, type ClientCertificate, type ClientCertificateFiles, type ClientCertificateSecret, type MutualTlsOriginationOptions,
  type MutualTlsOriginationProps,
} from './patterns/mutual-tls-origination/mutual-tls-origination';
export type { NamespaceDependency } from './patterns/namespace-isolation/dependency';
export { NamespaceIsolation, type NamespaceIsolationProps } from './patterns/namespace-isolation/namespace-isolation';
export { RegistryOnly, type RegistryOnlyProps } from './patterns/registry-only/registry-only';
export {
  FaultInjection, type FaultAbortOptions, type FaultAbortStatuses, type FaultDelayOptions, type FaultInjectionProps,
} from './patterns/fault-injection/fault-injection';
export { HttpPolicies } from './patterns/http-policies/http-policies';
export type {
  AuthorityRewrite, HeaderChanges, HttpPoliciesAnswers, HttpPoliciesChanges, HttpPoliciesCors, HttpPoliciesHeaders, HttpPoliciesOptions,
  HttpPoliciesProps, PathRegex, HttpPoliciesRoute,
  HttpPoliciesRedirect, HttpPoliciesResponse, HttpPoliciesRewrite, PathRedirect, PrefixRedirect, PrefixRewrite, RedirectAddress,
  RegexPathRewrite,
} from './patterns/http-policies/options';
export type { RoutedTarget } from './patterns/http-policies/to';
export {
  LocalityFailover, type LocalityFailoverOptions, type LocalityFailoverProps, type LocalityFailoverWays, type LocalityLabel,
} from './patterns/locality-failover/locality-failover';
export { Mirror, type MirrorOptions, type MirrorProps, type MirrorTargets } from './patterns/mirror/mirror';
export {
  StickySession, type StickySessionCookie, type StickySessionKeys, type StickySessionOptions, type StickySessionProps,
} from './patterns/sticky-session/sticky-session';
export { Split, type SplitOptions, type SplitPins, type SplitProps, type SplitWeights } from './patterns/split/split';
export { Resilience, type ResilienceProps, type ResilienceRetries, type RetryPreset } from './patterns/resilience/resilience';
export type {
  AuthoritiesConfigMap, AuthoritiesFile, ServerAuthorities, TlsServer,
} from './patterns/tls-origination/origination';
export { TlsOrigination, type TlsOriginationOptions, type TlsOriginationProps } from './patterns/tls-origination/tls-origination';
export type { SocketVolume, SocketVolumeAnnotations, SocketVolumeMount } from './patterns/unix-socket-ingress/socket-volumes';
export {
  UnixSocketIngress, type UnixSocketIngressProps, type UnixSocketOptions,
} from './patterns/unix-socket-ingress/unix-socket-ingress';
export { cookie, type CookieCondition } from './virtual-service/cookie';
export { IstioWorkloadEntry, type IstioWorkloadEntryProps } from './l1/workload-entry';
export { IstioWorkloadGroup, type IstioWorkloadGroupProps } from './l1/workload-group';
export {
  WorkloadEntry, type WorkloadAtAddress, type WorkloadAtSocket, type WorkloadBehindGateway, type WorkloadEntryProps, type WorkloadOptions,
} from './workload-entry/workload-entry';
export { WorkloadGroup, type WorkloadGroupProps, type WorkloadTemplate } from './workload-group/workload-group';
export {
  WorkloadProbe, type HttpProbeOptions, type TcpProbeOptions, type WorkloadProbeOptions,
} from './workload-group/workload-probe';
export { IstioPeerAuthentication, type IstioPeerAuthenticationProps } from './l1/peer-authentication';
export { IstioProxyConfig, type IstioProxyConfigProps } from './l1/proxy-config';
export { IstioRequestAuthentication, type IstioRequestAuthenticationProps } from './l1/request-authentication';
export {
  PeerAuthentication, type MeshPeerAuthenticationProps, type PeerAuthenticationForAll, type PeerAuthenticationForPorts,
  type PeerAuthenticationForWorkload, type PeerAuthenticationProps,
} from './peer-authentication/peer-authentication';
export type {
  EllipticCurveKey, JsonWebKey, JsonWebKeyFields, JsonWebKeySet, OctetKeyPair, RsaKey,
} from './request-authentication/json-web-key-set';
export { JwtIssuer, type JwtIssuerOptions, type JwtKeysOptions, type JwtOptions } from './request-authentication/jwt-issuer';
export {
  RequestAuthentication, type RequestAuthenticationOptions, type RequestAuthenticationProps,
} from './request-authentication/request-authentication';
