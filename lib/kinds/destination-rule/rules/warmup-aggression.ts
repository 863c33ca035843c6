import { compareReleases } from '../../../core/release';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

/** Expected an aggression above 0, of at least 1 before Istio 1.31. */
export const warmupAggression = policyRule({
  id: 'destination-rule/warmup-aggression',
  onlyWith: ['warmup'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected an aggression above 0, of at least 1 before Istio 1.31',
  fix: 'write 1, which makes the share grow evenly, or more; from Istio 1.31 on any number above 0',
  source: 'pkg/config/validation/validation.go#validateLoadBalancer',
  good: ['{loadBalancer: {simple: ROUND_ROBIN, warmup: {duration: 30s, aggression: 0.5}}}'],
  bad: [
    { yaml: '{loadBalancer: {simple: ROUND_ROBIN, warmup: {duration: 30s, aggression: 0}}}', at: '.loadBalancer.warmup.aggression' },
    {
      yaml: '{loadBalancer: {simple: ROUND_ROBIN, warmup: {duration: 30s, aggression: 0.5}}}', at: '.loadBalancer.warmup.aggression', release: '1.30',
    },
  ],
  check({ at, policy }, report, { release }) {
    const aggression = policy.loadBalancer?.warmup?.aggression;
    if (aggression === undefined) return;
    const isOld = compareReleases(release, '1.31') < 0;
    if (isOld ? aggression >= 1 : aggression > 0) return;
    report([...at, 'loadBalancer', 'warmup', 'aggression'], { message: `Expected a number ${isOld ? 'of at least 1' : 'above 0'}, got ${aggression}` });
  },
});
