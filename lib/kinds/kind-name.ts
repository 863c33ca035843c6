/** The kinds this package knows. A list of its own, so that the types of constructs need not know how kinds are checked. */
export type KindName =
  | 'AuthorizationPolicy' | 'DestinationRule' | 'EnvoyFilter' | 'Gateway' | 'PeerAuthentication' | 'ProxyConfig' | 'RequestAuthentication'
  | 'ServiceEntry' | 'Sidecar' | 'Telemetry' | 'TrafficExtension' | 'VirtualService' | 'WasmPlugin' | 'WorkloadEntry' | 'WorkloadGroup';
