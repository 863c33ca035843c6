import type { Edit } from '../../../core/edit';
import type { Path } from '../../../core/finding';
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
    const { minimumRingSize = 0, ringHash, maglev } = policy.loadBalancer?.consistentHash ?? {};
    if (of !== 'host' || minimumRingSize === 0) return;
    const hash: Path = [...at, 'loadBalancer', 'consistentHash'];
    const edits: readonly Edit[] = [{ path: [...hash, 'minimumRingSize'], op: 'move', to: [...hash, 'ringHash', 'minimumRingSize'] }];
    report([...hash, 'minimumRingSize'], {
      message: `Deprecated field minimumRingSize, got ${minimumRingSize}`, ...(ringHash === undefined && maglev === undefined ? { edits } : {}),
    });
  },
});
