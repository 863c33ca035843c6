import { quote } from '../../../core/quote';
import { policyRule } from './policy-rule';
import { AT, failovers, locality } from './locality-parts';

const TOPOLOGY = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

/** Conflicting fields: region failover and failoverPriority by topology. */
export const failoverOrTopology = policyRule({
  name: 'failover-or-topology',
  summary: 'Conflicting fields: region failover and failoverPriority by topology',
  fix: 'keep the topology labels in failoverPriority, or the list of regions in failover',
  source: 'DR-LOC-002, DR-ZA-001; validation.go validateLocalityLbSetting, validateZoneAwareLbSetting',
  good: [locality('{failoverPriority: [topology.kubernetes.io/region]}'), locality('{failover: [{from: us, to: eu}], failoverPriority: [version]}')],
  bad: [
    { policy: locality('{failover: [{from: us, to: eu}], failoverPriority: [topology.kubernetes.io/zone]}'), at: `${AT}.failoverPriority[0]` },
    {
      policy: '{outlierDetection: {}, loadBalancer: {zoneAwareLbSetting: {failoverPriority: [topology.istio.io/subzone]}}}',
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
