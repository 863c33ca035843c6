import type { Kind } from './kind';
import type { KindName } from './kind-name';

/* eslint-disable @typescript-eslint/no-require-imports -- schemas cost more to load than cdk8s itself: only what is checked is loaded */

/** Asking `require` for what is loaded is cheap, but not for each of a hundred thousand resources. */
function once<T>(load: () => T): () => T {
  let loaded: T | undefined;
  return () => loaded ??= load();
}

const NETWORKING = {
  group: 'networking.istio.io',
  versions: [{ name: 'v1' }, { name: 'v1beta1' }, { name: 'v1alpha3' }],
} as const;

const SECURITY = {
  group: 'security.istio.io',
  versions: [{ name: 'v1' }, { name: 'v1beta1' }],
} as const;

/** Every kind this package knows, by name. */
export const kinds = {
  AuthorizationPolicy: {
    kind: 'AuthorizationPolicy', group: 'security.istio.io', topic: 'authorization-policy', versions: [{ name: 'v1' }, { name: 'v1beta1' }],
    load: once(() => require('./authorization-policy') as typeof import('./authorization-policy')),
  },
  DestinationRule: {
    ...NETWORKING, kind: 'DestinationRule', topic: 'destination-rule',
    load: once(() => require('./destination-rule') as typeof import('./destination-rule')),
  },
  EnvoyFilter: {
    ...NETWORKING, kind: 'EnvoyFilter', topic: 'envoy-filter', versions: [{ name: 'v1alpha3' }],
    load: once(() => require('./envoy-filter') as typeof import('./envoy-filter')),
  },
  Gateway: {
    ...NETWORKING, kind: 'Gateway', topic: 'gateway',
    load: once(() => require('./gateway') as typeof import('./gateway')),
  },
  PeerAuthentication: {
    ...SECURITY, kind: 'PeerAuthentication', topic: 'peer-authentication',
    load: once(() => require('./peer-authentication') as typeof import('./peer-authentication')),
  },
  ProxyConfig: {
    ...NETWORKING, kind: 'ProxyConfig', topic: 'proxy-config', versions: [{ name: 'v1beta1' }],
    load: once(() => require('./proxy-config') as typeof import('./proxy-config')),
  },
  RequestAuthentication: {
    ...SECURITY, kind: 'RequestAuthentication', topic: 'request-authentication',
    load: once(() => require('./request-authentication') as typeof import('./request-authentication')),
  },
  ServiceEntry: {
    ...NETWORKING, kind: 'ServiceEntry', topic: 'service-entry', specRequired: true,
    load: once(() => require('./service-entry') as typeof import('./service-entry')),
  },
  Sidecar: {
    ...NETWORKING, kind: 'Sidecar', topic: 'sidecar',
    load: once(() => require('./sidecar') as typeof import('./sidecar')),
  },
  Telemetry: {
    kind: 'Telemetry', group: 'telemetry.istio.io', topic: 'telemetry', versions: [{ name: 'v1' }, { name: 'v1alpha1' }],
    load: once(() => require('./telemetry') as typeof import('./telemetry')),
  },
  TrafficExtension: {
    kind: 'TrafficExtension', group: 'extensions.istio.io', topic: 'traffic-extension', specRequired: true,
    versions: [{ name: 'v1alpha1', since: '1.30' }],
    load: once(() => require('./traffic-extension') as typeof import('./traffic-extension')),
  },
  VirtualService: {
    ...NETWORKING, kind: 'VirtualService', topic: 'virtual-service',
    load: once(() => require('./virtual-service') as typeof import('./virtual-service')),
  },
  WorkloadEntry: {
    ...NETWORKING, kind: 'WorkloadEntry', topic: 'workload-entry', specRequired: true,
    load: once(() => require('./workload-entry') as typeof import('./workload-entry')),
  },
  WorkloadGroup: {
    ...NETWORKING, kind: 'WorkloadGroup', topic: 'workload-group', specRequired: true,
    load: once(() => require('./workload-group') as typeof import('./workload-group')),
  },
  WasmPlugin: {
    kind: 'WasmPlugin', group: 'extensions.istio.io', topic: 'wasm-plugin', specRequired: true, versions: [{ name: 'v1alpha1' }],
    load: once(() => require('./wasm-plugin') as typeof import('./wasm-plugin')),
  },
} as const satisfies Record<KindName, Kind>;

/** The kind of a resource, when it is one this package knows; another group's Gateway is not. */
export function kindOf(apiVersion: string, kind: string): Kind | undefined {
  if (!Object.hasOwn(kinds, kind)) return undefined;
  const known: Kind = kinds[kind as keyof typeof kinds];
  return apiVersion.startsWith(`${known.group}/`) ? known : undefined;
}
