import type { PolicyPlace } from '../policies';

/** The two settings that fail over from one region to another, under their names. */
export function failovers({ policy: { loadBalancer = {} } }: PolicyPlace) {
  const { localityLbSetting, zoneAwareLbSetting } = loadBalancer;
  return [
    ...(localityLbSetting ? [{ name: 'localityLbSetting', ...localityLbSetting }] : []),
    ...(zoneAwareLbSetting ? [{ name: 'zoneAwareLbSetting', ...zoneAwareLbSetting }] : []),
  ].map(({ name, failover = [], failoverPriority = [] }) => ({ name, failover, failoverPriority }));
}

/** A policy with this locality setting, in YAML. */
export const locality = (setting: string): string => `{outlierDetection: {}, loadBalancer: {localityLbSetting: ${setting}}}`;

/** Where the locality setting of an example stands. */
export const AT = '.loadBalancer.localityLbSetting';
