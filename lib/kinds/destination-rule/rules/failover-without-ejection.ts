import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { LoadBalancerSettings } from '../../_shared/load-balancer/api';
import type { DestinationRuleSpec } from '../api';
import { levelName, levels } from '../in-force';

/** Expected outlier detection wherever a failover is in force. */
export const failoverWithoutEjection = defineRule<Json<DestinationRuleSpec>>({
  id: 'destination-rule/failover-without-ejection',
  onlyWith: ['localityLbSetting', 'zoneAwareLbSetting'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected outlier detection wherever a failover is in force',
  why: 'Without it no endpoint counts as failed, so istiod sets no order of places and traffic never moves. The entry of a port takes nothing from above it.',
  fix: 'add outlierDetection beside it',
  source: [
    'test/traffic/recorded/failover-without-ejection.yaml',
    'pilot/pkg/networking/core/loadbalancer/loadbalancer.go#ApplyLocalityLoadBalancer',
    'pilot/pkg/networking/util/util.go#MergeSubsetTrafficPolicy',
  ],
  good: [
    'spec: {host: reviews, trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {enabled: true}}}}',
    'spec: {host: reviews, trafficPolicy: {loadBalancer: {localityLbSetting: {enabled: false}}}}',
    'spec: {host: reviews, trafficPolicy: {loadBalancer: {localityLbSetting: {distribute: [{from: us/*, to: {us/*: 80, eu/*: 20}}]}}}}',
    'spec: {host: reviews, trafficPolicy: {outlierDetection: {}}, subsets: [{name: v1, trafficPolicy: {loadBalancer: {localityLbSetting: {failover: [{from: us, to: eu}]}}}}]}',
    'spec: {host: reviews, trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {}}, portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: RANDOM}}]}}',
  ],
  bad: [
    { yaml: 'spec: {host: reviews, trafficPolicy: {loadBalancer: {localityLbSetting: {enabled: true}}}}', at: 'spec.trafficPolicy.loadBalancer.localityLbSetting' },
    {
      yaml: 'spec: {host: reviews, trafficPolicy: {outlierDetection: {}, portLevelSettings: [{port: {number: 80}, '
        + 'loadBalancer: {localityLbSetting: {failoverPriority: [version]}}}]}}',
      at: 'spec.trafficPolicy.portLevelSettings[0].loadBalancer.localityLbSetting',
    },
    {
      yaml: 'spec: {host: reviews, subsets: [{name: v1, trafficPolicy: {loadBalancer: {localityLbSetting: {failover: [{from: us, to: eu}]}}}}]}',
      at: 'spec.subsets[0].trafficPolicy.loadBalancer.localityLbSetting',
    },
    {
      yaml: 'spec: {host: reviews, subsets: [{name: v1, trafficPolicy: {loadBalancer: {zoneAwareLbSetting: {failover: [{from: us, to: eu}]}}}}]}',
      at: 'spec.subsets[0].trafficPolicy.loadBalancer.zoneAwareLbSetting',
    },
  ],
  check({ spec }, report) {
    const reported = new Set<unknown>();
    for (const level of levels(spec)) {
      const { loadBalancer, outlierDetection } = level.inForce;
      if (loadBalancer === undefined || outlierDetection !== undefined || reported.has(loadBalancer.value)) continue;
      const found = failoverOf(loadBalancer.value);
      // Of the host's own policy, failover-needs-outlier-detection reports what is written out.
      if (found === undefined || (found.isWritten && loadBalancer.at.length === 3)) continue;
      reported.add(loadBalancer.value);
      report([...loadBalancer.at, found.name], { message: `Expected outlierDetection beside the failover for ${levelName(level)}, got none in force there` });
    }
  },
});

interface WrittenFailover {
  readonly failover?: readonly unknown[];
  readonly failoverPriority?: readonly unknown[];
}

/** The setting by which a load balancer fails over, also without an order of its own: from the zone to the region and on. */
function failoverOf({ localityLbSetting: locality, zoneAwareLbSetting: zoneAware }: Json<LoadBalancerSettings>):
{ readonly name: string; readonly isWritten: boolean } | undefined {
  const isWritten = ({ failover = [], failoverPriority = [] }: WrittenFailover): boolean => (
    failover.length + failoverPriority.length > 0
  );
  // istiod refuses both together.
  if (locality && zoneAware) return undefined;
  if (locality && locality.enabled !== false && (locality.distribute ?? []).length === 0) {
    return { name: 'localityLbSetting', isWritten: isWritten(locality) };
  }
  return zoneAware && isWritten(zoneAware) ? { name: 'zoneAwareLbSetting', isWritten: true } : undefined;
}
