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
  AuthorizationPolicy: AuthorizationPolicySpec;
  DestinationRule: DestinationRuleSpec;
  EnvoyFilter: EnvoyFilterSpec;
  Gateway: GatewaySpec;
  PeerAuthentication: PeerAuthenticationSpec;
  ProxyConfig: ProxyConfigSpec;
  RequestAuthentication: RequestAuthenticationSpec;
  ServiceEntry: ServiceEntrySpec;
  Sidecar: SidecarSpec;
  Telemetry: TelemetrySpec;
  TrafficExtension: TrafficExtensionSpec;
  VirtualService: VirtualServiceSpec;
  WasmPlugin: WasmPluginSpec;
  WorkloadEntry: WorkloadEntrySpec;
  WorkloadGroup: WorkloadGroupSpec;
}

/** The spec of a sound resource of a kind, as JSON has it. */
export type SpecOf<K extends KindName> = Json<Specs[K]>;
