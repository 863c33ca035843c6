import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

/** Conflicting fields: minimumRingSize and ringHash or maglev. */
export const ringSizeTwice = policyRule({
  id: 'destination-rule/ring-size-twice',
  onlyWith: ['minimumRingSize'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Conflicting fields: minimumRingSize and ringHash or maglev',
  fix: 'keep ringHash or maglev; minimumRingSize is deprecated',
  source: 'pkg/config/validation/validation.go#validateLoadBalancer',
  good: ['{loadBalancer: {consistentHash: {useSourceIp: true, ringHash: {minimumRingSize: 1024}}}}'],
  bad: [{ yaml: '{loadBalancer: {consistentHash: {useSourceIp: true, ringHash: {}, minimumRingSize: 5}}}', at: '.loadBalancer.consistentHash' }],
  check({ at, policy }, report) {
    const { minimumRingSize = 0, ringHash, maglev } = policy.loadBalancer?.consistentHash ?? {};
    if (minimumRingSize === 0 || (ringHash === undefined && maglev === undefined)) return;
    report([...at, 'loadBalancer', 'consistentHash'], { message: `Expected ${ringHash ? 'ringHash' : 'maglev'} alone, got minimumRingSize beside it` });
  },
});
