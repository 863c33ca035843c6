import { policyRule } from './policy-rule';
import { AT, locality } from './locality-parts';

/** Conflicting fields: distribute and failover. */
export const distributeOrFailover = policyRule({
  name: 'distribute-or-failover',
  summary: 'Conflicting fields: distribute and failover',
  fix: 'keep one of them; failoverPriority can stand beside distribute',
  source: 'DR-LOC-001; validation.go validateLocalityLbSetting',
  good: [locality('{failover: [{from: us, to: eu}]}')],
  bad: [{ policy: locality('{distribute: [{from: us, to: {us: 100}}], failover: [{from: us, to: eu}]}'), at: AT }],
  check({ at, policy }, report) {
    const { distribute = [], failover = [] } = policy.loadBalancer?.localityLbSetting ?? {};
    if (distribute.length === 0 || failover.length === 0) return;
    report([...at, 'loadBalancer', 'localityLbSetting'], { message: 'Expected distribute or failover, got both' });
  },
});
