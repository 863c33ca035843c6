import { quote } from '../../../core/quote';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT, failovers, locality } from './locality-parts';
import { policyRule } from './policy-rule';

/** Expected two different regions, without zones and wildcards, in a failover. */
export const failoverRegions = policyRule({
  id: 'destination-rule/failover-regions',
  onlyWith: ['failover'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected two different regions, without zones and wildcards, in a failover',
  fix: 'name the region that fails and the region that takes over',
  source: [
    'pkg/config/validation/agent/validation.go#ValidateLocalityLbSetting',
    'pkg/config/validation/agent/validation.go#ValidateZoneAwareLbSetting',
  ],
  good: [locality('{failover: [{from: us-east, to: us-west}]}')],
  bad: [
    { yaml: locality('{failover: [{from: us, to: us}]}'), at: `${AT}.failover[0]` },
    { yaml: locality('{failover: [{from: us/a, to: eu}]}'), at: `${AT}.failover[0].from` },
    {
      yaml: '{outlierDetection: {}, loadBalancer: {zoneAwareLbSetting: {failover: [{from: us, to: "e*"}]}}}',
      at: '.loadBalancer.zoneAwareLbSetting.failover[0].to',
    },
  ],
  check(place, report) {
    for (const { name, failover } of failovers(place)) {
      failover.forEach(({ from = '', to = '' }, i) => {
        const here = [...place.at, 'loadBalancer', name, 'failover', i];
        if (from === to) report(here, { message: `Expected two different regions, got ${quote(from)} twice` });
        for (const [field, region] of [['from', from], ['to', to]] as const) {
          if (/[/*]/.test(region)) report([...here, field], { message: `Expected the name of a region, got ${quote(region)}` });
        }
      });
    }
  },
});
