import { policyRule } from './policy-rule';

/** Deprecated field minimumRingSize. */
export const ringSizeDeprecated = policyRule({
  id: 'destination-rule/ring-size-deprecated',
  onlyWith: ['minimumRingSize'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Deprecated field minimumRingSize',
  why: 'It still works, and a later release will remove it.',
  fix: 'write ringHash: {minimumRingSize: …}',
  source: 'pkg/config/validation/validation.go#validateLoadBalancer',
  good: ['{loadBalancer: {consistentHash: {useSourceIp: true, minimumRingSize: 0}}}'],
  bad: [{ yaml: '{loadBalancer: {consistentHash: {useSourceIp: true, minimumRingSize: 5}}}', at: '.loadBalancer.consistentHash.minimumRingSize' }],
  check({ of, at, policy }, report) {
    const { minimumRingSize = 0 } = policy.loadBalancer?.consistentHash ?? {};
    if (of !== 'host' || minimumRingSize === 0) return;
    report([...at, 'loadBalancer', 'consistentHash', 'minimumRingSize'], { message: `Deprecated field minimumRingSize, got ${minimumRingSize}` });
  },
});
