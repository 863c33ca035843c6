import type { World } from './absence';
import type { MeshConfigSpec, OutboundMode } from './mesh-config';

/** What holds for a whole mesh: its MeshConfig, with Istio's defaults where it says nothing. */
export interface MeshSettings extends MeshConfigSpec {
  readonly rootNamespace: string;
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
  /** The DNS domain of the cluster, the end of every Service's full name. */
  readonly clusterDomain: string;
  readonly defaultServiceExportTo: readonly string[];
  readonly defaultVirtualServiceExportTo: readonly string[];
  readonly defaultDestinationRuleExportTo: readonly string[];
  readonly outboundTrafficPolicy: { readonly mode: OutboundMode };
  readonly enableAutoMtls: boolean;
  readonly connectTimeout: string;
  readonly localityLbSetting: NonNullable<MeshConfigSpec['localityLbSetting']>;
  readonly ingressClass: string;
  readonly ingressService: string;
  /** Those that Istio has by itself, and those of its MeshConfig; one of the same name replaces it. */
  readonly extensionProviders: NonNullable<MeshConfigSpec['extensionProviders']>;
}

const DEFAULTS: MeshSettings = {
  rootNamespace: 'istio-system',
  trustDomain: 'cluster.local',
  trustDomainAliases: [],
  clusterDomain: 'cluster.local',
  defaultServiceExportTo: ['*'],
  defaultVirtualServiceExportTo: ['*'],
  defaultDestinationRuleExportTo: ['*'],
  outboundTrafficPolicy: { mode: 'ALLOW_ANY' },
  enableAutoMtls: true,
  connectTimeout: '10s',
  localityLbSetting: { enabled: true },
  ingressClass: 'istio',
  ingressService: 'istio-ingressgateway',
  extensionProviders: [
    { name: 'prometheus', prometheus: {} }, { name: 'stackdriver', stackdriver: {} }, { name: 'envoy', envoyFileAccessLog: { path: '/dev/stdout' } },
  ],
};

/** What a mesh is given beside its objects. */
export interface Given {
  /** Unset: open. */
  readonly world?: World;
  readonly config?: MeshConfigSpec;
  /** A MeshConfig before its fields are checked. */
  readonly written?: unknown;
  readonly clusterDomain?: string;
}

/** Istio keeps its own providers, unless one of the same name replaces it. */
function withDefaults(providers: MeshSettings['extensionProviders']): MeshSettings['extensionProviders'] {
  return [...new Map([...DEFAULTS.extensionProviders, ...providers].map((each) => [each.name, each])).values()];
}

/** The settings of a sound MeshConfig. */
export function meshSettings(config: MeshConfigSpec = {}, clusterDomain = DEFAULTS.clusterDomain): MeshSettings {
  const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined && value !== null && value !== ''));
  return Object.freeze({
    ...DEFAULTS,
    ...given,
    clusterDomain,
    extensionProviders: withDefaults(config.extensionProviders ?? []),
    // The zero of the enum: a policy without a mode knows only what is registered.
    outboundTrafficPolicy: config.outboundTrafficPolicy ? { mode: config.outboundTrafficPolicy.mode ?? 'REGISTRY_ONLY' } : DEFAULTS.outboundTrafficPolicy,
  }) as MeshSettings;
}
