import { quote } from '../../../core/quote';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT, failovers, locality } from './locality-parts';
import { policyRule } from './policy-rule';

const TOPOLOGY = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

/** Conflicting fields: region failover and failoverPriority by topology. */
export const failoverOrTopology = policyRule({
  id: 'destination-rule/failover-or-topology',
  onlyWith: ['localityLbSetting', 'zoneAwareLbSetting'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Conflicting fields: region failover and failoverPriority by topology',
  fix: 'keep the topology labels in failoverPriority, or the list of regions in failover',
  source: [
    'pkg/config/validation/agent/validation.go#ValidateLocalityLbSetting',
    'pkg/config/validation/agent/validation.go#ValidateZoneAwareLbSetting',
  ],
  good: [locality('{failoverPriority: [topology.kubernetes.io/region]}'), locality('{failover: [{from: us, to: eu}], failoverPriority: [version]}')],
  bad: [
    { yaml: locality('{failover: [{from: us, to: eu}], failoverPriority: [topology.kubernetes.io/zone]}'), at: `${AT}.failoverPriority[0]` },
    {
      yaml: '{outlierDetection: {}, loadBalancer: {zoneAwareLbSetting: {failoverPriority: [topology.istio.io/subzone]}}}',
      at: '.loadBalancer.zoneAwareLbSetting.failoverPriority[0]',
    },
  ],
  check(place, report) {
    for (const { name, failover, failoverPriority } of failovers(place)) {
      if (name === 'localityLbSetting' && failover.length === 0) continue;
      failoverPriority.forEach((label, i) => {
        if (!TOPOLOGY.includes(label)) return;
        report([...place.at, 'loadBalancer', name, 'failoverPriority', i], { message: `Expected no topology label beside ${name === 'localityLbSetting' ? 'failover' : 'zone awareness'}, got ${quote(label)}` });
      });
    }
  },
});
