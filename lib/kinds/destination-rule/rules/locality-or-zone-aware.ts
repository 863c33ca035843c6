import { policyRule } from './policy-rule';

/** Conflicting fields: localityLbSetting and zoneAwareLbSetting. */
export const localityOrZoneAware = policyRule({
  name: 'locality-or-zone-aware',
  summary: 'Conflicting fields: localityLbSetting and zoneAwareLbSetting',
  fix: 'keep one of them',
  source: 'DR-LB-014; validation.go validateLoadBalancer',
  good: ['{loadBalancer: {zoneAwareLbSetting: {enabled: true}}}'],
  bad: [{ policy: '{loadBalancer: {localityLbSetting: {}, zoneAwareLbSetting: {}}}', at: '.loadBalancer' }],
  check({ at, policy: { loadBalancer: settings } }, report) {
    if (settings?.localityLbSetting && settings.zoneAwareLbSetting) {
      report([...at, 'loadBalancer'], { message: 'Expected localityLbSetting or zoneAwareLbSetting, got both' });
    }
  },
});
