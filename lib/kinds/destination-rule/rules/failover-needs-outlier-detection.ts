import { policyRule } from './policy-rule';
import { AT, failovers, locality } from './locality-parts';

/** Expected outlier detection beside a failover. */
export const failoverNeedsOutlierDetection = policyRule({
  name: 'failover-needs-outlier-detection',
  severity: 'warning',
  summary: 'Expected outlier detection beside a failover',
  why: 'Without it no endpoint counts as failed, so traffic never moves.',
  fix: 'add outlierDetection to the same policy',
  source: 'DR-LOC-007, DR-ZA-002; validation.go validateTrafficPolicy',
  good: [locality('{failover: [{from: us, to: eu}]}')],
  bad: [{ policy: '{loadBalancer: {localityLbSetting: {failoverPriority: [version]}}}', at: AT }],
  check(place, report) {
    if (place.of !== 'host' || place.policy.outlierDetection !== undefined) return;
    for (const { name, failover, failoverPriority } of failovers(place)) {
      if (failover.length + failoverPriority.length === 0) continue;
      report([...place.at, 'loadBalancer', name], { message: 'Expected outlierDetection beside the failover, got none' });
    }
  },
});
