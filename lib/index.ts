export { check, checkReport, type AcknowledgeOptions, type CheckOptions, type CheckReport } from './analysis/check';
export type { MeshDetail, MeshPlace, ReportOn } from './analysis/analyzer';
export { defineAnalyzer, type MeshAnalyzer } from './analysis/define-analyzer';
export type { Assumed as AssumedByCheck } from './analysis/pipeline';
export { IstioValidation, type IstioValidationProps } from './cli/plugin/validation';
export type { Claimant, Claimed, Strength as ClaimStrength } from './composition/claim';
export type { PolicyClaim, Share as VersionShare } from './composition/contribution';
export type { HostFacts, HostPort } from './composition/host';
export type { HostModel } from './composition/host-model';
export type { Affinity as EndpointAffinity, Balancing as EndpointBalancing } from './composition/leaves/balancing';
export type { Behaviours as HostBehaviours } from './composition/leaves/behaviours';
export type { Cors as RouteCors } from './composition/leaves/cors';
export type { Fault as RouteFault } from './composition/leaves/fault';
export type { HeaderValue } from './composition/leaves/header';
export type { Keepalive as TcpKeepaliveProbes } from './composition/leaves/keepalive';
export type { Locality as EndpointLocality } from './composition/leaves/locality';
export type { Mirror as RouteMirror } from './composition/leaves/mirror';
export type { Policy as HostPolicy } from './composition/leaves/policy';
export type { Retries as RouteRetries } from './composition/leaves/retries';
export type { PathRewrite } from './composition/leaves/rewrite';
export type { UpstreamTls } from './composition/leaves/upstream-tls';
export type { Outcome as RouteOutcome, Redirect as RouteRedirect } from './composition/outcome';
export { ConfigError, renderFinding } from './core/config-error';
export type { Edit } from './core/edit';
export {
  renderPath, type Authority, type Finding, type Path, type RelatedResource, type ResourceId, type Severity, type SourceLocation,
} from './core/finding';
export type { FormerRule } from './core/former-ids';
export type { KnownRule } from './core/known-rules.gen';
export { InternalError } from './core/internal-error';
export { DEFAULT_RELEASE, RELEASES, type IstioRelease } from './core/release';
export type { SuppressedBy, SuppressedFinding, Suppression } from './core/suppression/acknowledgement';
export type { Severities } from './core/suppression/severities';
export type { ClientTlsMode, ClientTlsSettings } from './kinds/_shared/client-tls/api';
export type {
  ConnectionPoolSettings, H2UpgradePolicy, Http2KeepAlive, HttpConnectionPoolSettings, TcpConnectionPoolSettings, TcpKeepalive,
} from './kinds/_shared/connection-pool/api';
export type {
  ConsistentHash, ConsistentHashKey, ConsistentHashTable, HttpCookie, HttpCookieAttribute, Maglev, RingHash,
} from './kinds/_shared/consistent-hash/api';
export type {
  BackendUtilization, LoadBalancerAlgorithm, LoadBalancerCommon, LoadBalancerSettings, SimpleLoadBalancer, Warmup,
} from './kinds/_shared/load-balancer/api';
export type {
  LocalityDistribution, LocalityFailoverSpec, LocalityLoadBalancing, ZoneAwareLoadBalancing,
} from './kinds/_shared/locality/api';
export type { DestinationSpec } from './kinds/_shared/destination/api';
export type { MatchLabelsSelector } from './kinds/_shared/match-labels/api';
export type { OutlierDetection } from './kinds/_shared/outlier-detection/api';
export type { PolicyTarget, PolicyTargetKinds, PolicyTargetReference } from './kinds/_shared/policy-target/api';
export type { PortSelector } from './kinds/_shared/port-selector/api';
export type { StringMatch, StringMatchKinds } from './kinds/_shared/string-match/api';
export type {
  PortTrafficPolicySpec, ProxyProtocolSettings, ProxyProtocolVersion, RetryBudget, TrafficPolicySpec, TrafficSettings, TunnelSettings,
} from './kinds/_shared/traffic-policy/api';
export type { WorkloadEntrySpec } from './kinds/_shared/workload-entry/api';
export type {
  AuthorizationAction, AuthorizationCondition, AuthorizationFrom, AuthorizationOperation, AuthorizationPolicyFields,
  AuthorizationPolicySpec, AuthorizationProvider, AuthorizationRule, AuthorizationSource, AuthorizationTo,
} from './kinds/authorization-policy/api';
export type { WorkloadSelector } from './kinds/_shared/workload-selector/api';
export type { TrafficMatch, TrafficMatchMode, TrafficMatchPort } from './kinds/_shared/traffic-match/api';
export type {
  WasmEnvironmentVariable, WasmFailStrategy, WasmFilterType, WasmHostVariable, WasmImagePullPolicy, WasmInlineVariable, WasmModule,
  WasmVmConfig,
} from './kinds/_shared/wasm-module/api';
export type { DestinationRuleSpec, SubsetSpec } from './kinds/destination-rule/api';
export type {
  EnvoyApplyTo, EnvoyConfigPatch, EnvoyFilterClass, EnvoyFilterPatches, EnvoyFilterSpec, EnvoyFilterTargets, EnvoyPatch,
  EnvoyPatchOperation,
} from './kinds/envoy-filter/api';
export type {
  EnvoyClusterMatch, EnvoyFilterChainMatch, EnvoyListenerMatch, EnvoyMatch, EnvoyNetworkFilterMatch, EnvoyObjectMatch, EnvoyProxyMatch,
  EnvoyProxyMatched, EnvoyRouteConfigurationMatch, EnvoyRouteMatch, EnvoySidecarOrGatewayContext, EnvoySidecarOrGatewayMatch,
  EnvoySubFilterMatch, EnvoyVirtualHostMatch, EnvoyWaypointContext, EnvoyWaypointMatch, EnvoyWaypointRouteMatch,
} from './kinds/envoy-filter/api-match';
export type { GatewayPort, GatewayServer, GatewaySpec } from './kinds/gateway/api';
export type {
  MutualTls, MutualTlsMode, PeerAuthenticationBase, PeerAuthenticationOfAll, PeerAuthenticationOfWorkloads, PeerAuthenticationSpec,
} from './kinds/peer-authentication/api';
export type { ProxyConfigSpec, ProxyImage } from './kinds/proxy-config/api';
export type {
  ClaimToHeader, JwtHeader, JwtIssuerName, JwtKeySources, JwtOfAnyIssuer, JwtOfIssuer, JwtPresence, JwtRule, JwtRuleFields, NoIssuer,
  RequestAuthenticationFields, RequestAuthenticationSpec,
} from './kinds/request-authentication/api';
export type { ServiceEntryLocation, ServiceEntryPort, ServiceEntryResolution, ServiceEntrySpec } from './kinds/service-entry/api';
export type {
  TelemetryAccessLogging, TelemetryEnvironmentTag, TelemetryFormatterTag, TelemetryHeaderTag, TelemetryLiteralTag, TelemetryLogFilter,
  TelemetryMatch, TelemetryMetric, TelemetryMetricMatch, TelemetryMetricNames, TelemetryMetricOverride, TelemetryMetrics, TelemetryMode,
  TelemetryProvider, TelemetrySettings, TelemetrySpec, TelemetryTag, TelemetryTagKinds, TelemetryTagOverride, TelemetryTagRemoval,
  TelemetryTagUpsert, TelemetryTracing,
} from './kinds/telemetry/api';
export type {
  LuaExtension, TrafficExtensionKinds, TrafficExtensionPhase, TrafficExtensionSettings, TrafficExtensionSpec,
} from './kinds/traffic-extension/api';
export type { HttpRoute, VirtualServiceSpec } from './kinds/virtual-service/api';
export type {
  Delegate, HttpBody, HttpBodyKinds, HttpDirectResponse, HttpRedirect, HttpRedirectParts, HttpRedirectPort, HttpRewrite,
  HttpRouteDestination, RedirectPortSelection, RegexRewrite,
} from './kinds/virtual-service/api-action';
export type {
  L4MatchAttributes, RouteDestination, TcpRoute, TlsMatchAttributes, TlsRoute,
} from './kinds/virtual-service/api-connection';
export type { HttpMatchRequest } from './kinds/virtual-service/api-match';
export type {
  CorsPolicy, FaultAbort, FaultAbortShare, FaultAbortStatus, FaultDelay, FaultDelayShare, FaultDelayTime, HeaderOperations,
  HttpFaultInjection, HttpHeaders, HttpMirrorPolicy, HttpRetry, Percent, UnmatchedPreflights,
} from './kinds/virtual-service/api-policy';
export type { WasmPluginPhase, WasmPluginSettings, WasmPluginSpec } from './kinds/wasm-plugin/api';
export type { CorsMethod } from './values/cors';
export type { DurationLike, GoDuration } from './values/go-duration';
export type { RetryCondition } from './values/retry-on';
export type { GrpcStatus } from './values/status';
export type { ServerTlsFields, CertificateSource, ServerTlsMode, ServerTlsSettings, TlsCertificate, TlsProtocolVersion } from './kinds/_shared/server-tls/api';
export type {
  CaptureMode, OutboundTrafficPolicy, SidecarEgressListener, SidecarIngressListener, SidecarPort, SidecarSpec,
} from './kinds/sidecar/api';
export type {
  ExecProbe, GrpcProbe, HttpProbe, ProbeHeader, TcpProbe, WorkloadGroupMetadata, WorkloadGroupSpec, WorkloadProbeMethods, WorkloadProbeSpec,
  WorkloadProbeTiming,
} from './kinds/workload-group/api';
export type { AtMostOne, ExactlyOne } from './values/types';
export type { HostRule } from './mesh/destination-rules';
export type { Endpoint as ServiceEndpoint } from './mesh/endpoint';
export type { GatewayListener, MeshGateway, OpenedPort } from './mesh/gateways';
export type { Absence as MeshAbsence, Named as NamedInMesh, World as MeshWorld } from './mesh/absence';
export { Mesh, type MeshOfOptions, type ProxyOptions } from './mesh/mesh';
export type { MeshConfigInput } from './mesh/given-mesh-config';
export type { MeshConfigSpec, OutboundMode } from './mesh/mesh-config';
export type { EntryOf as MeshEntryOf, MeshEntry } from './mesh/mesh-entry';
export type { MeshKind } from './mesh/mesh-kind';
export type { MeshSettings } from './mesh/mesh-settings';
export type { PolicyKind } from './mesh/policies';
export type { EgressListener as MeshEgressListener } from './mesh/proxy-services';
export type { OutboundPolicy, Proxy as MeshProxy, ProxyView } from './mesh/proxy-view';
export type { RegisteredService, ServicePort as RegisteredPort, ServiceResolution, TrafficDistribution } from './mesh/service';
export type { MeshRoutes } from './mesh/virtual-services';
export type { Workload, WorkloadPort } from './mesh/workloads';
export type { RequestMatch } from './match/request-match';
export type { TextTest } from './match/text-test';
