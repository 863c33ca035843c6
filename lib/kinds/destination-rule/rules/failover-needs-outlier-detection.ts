import { AT, failovers, locality } from './locality-parts';
import { policyRule } from './policy-rule';

/** Expected outlier detection beside a failover. */
export const failoverNeedsOutlierDetection = policyRule({
  id: 'destination-rule/failover-needs-outlier-detection',
  onlyWith: ['localityLbSetting', 'zoneAwareLbSetting'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected outlier detection beside a failover',
  why: 'Without it no endpoint counts as failed, so traffic never moves.',
  fix: 'add outlierDetection to the same policy',
  source: [
    'pkg/config/validation/agent/validation.go#ValidateLocalityLbSetting',
    'pkg/config/validation/agent/validation.go#ValidateZoneAwareLbSetting',
  ],
  good: [locality('{failover: [{from: us, to: eu}]}')],
  bad: [{ yaml: '{loadBalancer: {localityLbSetting: {failoverPriority: [version]}}}', at: AT }],
  check(place, report) {
    if (place.of !== 'host' || place.policy.outlierDetection !== undefined) return;
    for (const { name, failover, failoverPriority } of failovers(place)) {
      if (failover.length + failoverPriority.length === 0) continue;
      report([...place.at, 'loadBalancer', name], { message: 'Expected outlierDetection beside the failover, got none' });
    }
  },
});
