import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

/** Conflicting fields: localityLbSetting and zoneAwareLbSetting. */
export const localityOrZoneAware = policyRule({
  id: 'destination-rule/locality-or-zone-aware',
  onlyWith: ['zoneAwareLbSetting'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Conflicting fields: localityLbSetting and zoneAwareLbSetting',
  fix: 'keep one of them',
  source: 'pkg/config/validation/validation.go#validateLoadBalancer',
  good: ['{loadBalancer: {zoneAwareLbSetting: {enabled: true}}}'],
  bad: [{ yaml: '{loadBalancer: {localityLbSetting: {}, zoneAwareLbSetting: {}}}', at: '.loadBalancer' }],
  check({ at, policy: { loadBalancer: settings } }, report) {
    if (settings?.localityLbSetting && settings.zoneAwareLbSetting) {
      report([...at, 'loadBalancer'], { message: 'Expected localityLbSetting or zoneAwareLbSetting, got both' });
    }
  },
});
