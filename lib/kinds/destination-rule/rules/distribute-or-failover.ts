import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT, locality } from './locality-parts';
import { policyRule } from './policy-rule';

/** Conflicting fields: distribute and failover. */
export const distributeOrFailover = policyRule({
  id: 'destination-rule/distribute-or-failover',
  onlyWith: ['distribute'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Conflicting fields: distribute and failover',
  fix: 'keep one of them; failoverPriority can stand beside distribute',
  source: 'pkg/config/validation/agent/validation.go#ValidateLocalityLbSetting',
  good: [locality('{failover: [{from: us, to: eu}]}')],
  bad: [{ yaml: locality('{distribute: [{from: us, to: {us: 100}}], failover: [{from: us, to: eu}]}'), at: AT }],
  check({ at, policy }, report) {
    const { distribute = [], failover = [] } = policy.loadBalancer?.localityLbSetting ?? {};
    if (distribute.length === 0 || failover.length === 0) return;
    report([...at, 'loadBalancer', 'localityLbSetting'], { message: 'Expected distribute or failover, got both' });
  },
});
