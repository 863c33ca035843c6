import type { Json } from '../values/types';
import type { AuthorizationPolicySpec } from './authorization-policy/api';
import type { DestinationRuleSpec } from './destination-rule/api';
import type { EnvoyFilterSpec } from './envoy-filter/api';
import type { GatewaySpec } from './gateway/api';
import type { KindName } from './kind-name';
import type { PeerAuthenticationSpec } from './peer-authentication/api';
import type { ProxyConfigSpec } from './proxy-config/api';
import type { RequestAuthenticationSpec } from './request-authentication/api';
import type { ServiceEntrySpec } from './service-entry/api';
import type { SidecarSpec } from './sidecar/api';
import type { TelemetrySpec } from './telemetry/api';
import type { TrafficExtensionSpec } from './traffic-extension/api';
import type { VirtualServiceSpec } from './virtual-service/api';
import type { WasmPluginSpec } from './wasm-plugin/api';
import type { WorkloadEntrySpec } from './workload-entry/api';
import type { WorkloadGroupSpec } from './workload-group/api';

/** The spec of each kind as people write it. */
interface Specs extends Record<KindName, unknown> {
  /** The spec of one. */
  AuthorizationPolicy: AuthorizationPolicySpec;
  /** The spec of one. */
  DestinationRule: DestinationRuleSpec;
  /** The spec of one. */
  EnvoyFilter: EnvoyFilterSpec;
  /** The spec of one. */
  Gateway: GatewaySpec;
  /** The spec of one. */
  PeerAuthentication: PeerAuthenticationSpec;
  /** The spec of one. */
  ProxyConfig: ProxyConfigSpec;
  /** The spec of one. */
  RequestAuthentication: RequestAuthenticationSpec;
  /** The spec of one. */
  ServiceEntry: ServiceEntrySpec;
  /** The spec of one. */
  Sidecar: SidecarSpec;
  /** The spec of one. */
  Telemetry: TelemetrySpec;
  /** The spec of one. */
  TrafficExtension: TrafficExtensionSpec;
  /** The spec of one. */
  VirtualService: VirtualServiceSpec;
  /** The spec of one. */
  WasmPlugin: WasmPluginSpec;
  /** The spec of one. */
  WorkloadEntry: WorkloadEntrySpec;
  /** The spec of one. */
  WorkloadGroup: WorkloadGroupSpec;
}

/** The spec of a sound resource of a kind, as JSON has it. */
export type SpecOf<K extends KindName> = Json<Specs[K]>;
