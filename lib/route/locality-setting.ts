import type { MeshSettings } from '../mesh/mesh-settings';
import type { RegisteredService } from '../mesh/service';
import type { Policy } from './policy';

/** How much a client prefers endpoints near itself. */
export interface LocalitySetting {
  readonly isZoneAware?: true;
  /** True when the setting turns locality off. */
  readonly isOff?: boolean;
  /** True when it holds without outlier detection too. */
  readonly isForced?: true;
  readonly distribute?: readonly { readonly from?: string; readonly to?: Readonly<Record<string, number>> }[];
  readonly failover?: readonly { readonly from?: string; readonly to?: string }[];
  readonly failoverPriority?: readonly string[];
  readonly minClusterSize?: number;
}

const NETWORK_AND_PLACE = ['topology.istio.io/network', 'topology.kubernetes.io/region', 'topology.kubernetes.io/zone'];

/** The labels that an endpoint should share with the client, for services that prefer near ones by themselves. */
const PREFERENCES = {
  PreferSameZone: NETWORK_AND_PLACE,
  PreferSameNode: [...NETWORK_AND_PLACE, 'topology.istio.io/subzone', 'kubernetes.io/hostname'],
};

/** The setting that counts: that of the rule, then the preference of the service, then that of the mesh; undefined when locality is off. */
export function localitySetting(
  { loadBalancer }: Policy, { trafficDistribution }: RegisteredService, { zoneAwareLbSetting, localityLbSetting }: MeshSettings,
): LocalitySetting | undefined {
  if (loadBalancer?.zoneAwareLbSetting) return zoneAware(loadBalancer.zoneAwareLbSetting);
  if (loadBalancer?.localityLbSetting) return loadBalancer.localityLbSetting.enabled === false ? undefined : loadBalancer.localityLbSetting;
  if (trafficDistribution) return { isForced: true, failoverPriority: PREFERENCES[trafficDistribution] };
  if (zoneAwareLbSetting) return zoneAware(zoneAwareLbSetting);
  return localityLbSetting.enabled === false ? undefined : localityLbSetting;
}

function zoneAware({ enabled = true, ...setting }: NonNullable<MeshSettings['zoneAwareLbSetting']>): LocalitySetting {
  return { ...setting, isZoneAware: true, isOff: !enabled };
}

/** What a cluster asks Envoy for: to heed the weights of localities, or to choose among zones. */
export type LocalityMode = 'weighted' | { readonly zoneAware: { readonly routing?: 0; readonly min?: number } } | undefined;

/** The mode of a cluster. */
export function localityMode(setting: LocalitySetting | undefined, hasOutlier: boolean): LocalityMode {
  if (!setting) return undefined;
  const { isZoneAware, isOff, isForced, distribute = [], failover = [], failoverPriority = [], minClusterSize } = setting;
  if (isZoneAware) return { zoneAware: { ...(isOff ? { routing: 0 } : {}), ...(minClusterSize ? { min: minClusterSize } : {}) } };
  const fails = (hasOutlier || isForced === true) && failover.length + failoverPriority.length > 0;
  return fails || distribute.length > 0 ? 'weighted' : undefined;
}
