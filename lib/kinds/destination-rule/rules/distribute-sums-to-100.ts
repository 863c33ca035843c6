import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT, locality } from './locality-parts';
import { policyRule } from './policy-rule';

/** Expected weights from 1 to 100 that add up to 100. */
export const distributeSumsTo100 = policyRule({
  id: 'destination-rule/distribute-sums-to-100',
  onlyWith: ['distribute'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected weights from 1 to 100 that add up to 100',
  fix: 'write whole percentages that add up to 100, and leave out localities that get nothing',
  source: 'pkg/config/validation/agent/validation.go#ValidateLocalityLbSetting',
  good: [locality('{distribute: [{from: us/*, to: {us/*: 80, eu: 20}}]}')],
  bad: [
    { yaml: locality('{distribute: [{from: us, to: {us: 80}}]}'), at: `${AT}.distribute[0].to` },
    { yaml: locality('{distribute: [{from: us, to: {us: 0, eu: 100}}]}'), at: `${AT}.distribute[0].to.us` },
    { yaml: locality('{distribute: [{from: us}]}'), at: `${AT}.distribute[0]` },
  ],
  check({ at, policy }, report) {
    (policy.loadBalancer?.localityLbSetting?.distribute ?? []).forEach(({ to }, i) => {
      const here = [...at, 'loadBalancer', 'localityLbSetting', 'distribute', i, ...(to ? ['to'] : [])];
      const weights = Object.entries(to ?? {});
      const wrong = weights.find(([, weight]) => weight === 0 || weight > 100);
      if (wrong) return report([...here, wrong[0]], { message: `Expected a weight from 1 to 100, got ${wrong[1]}` });
      const sum = weights.reduce((total, [, weight]) => total + weight, 0);
      if (sum !== 100) report(here, { message: `Expected weights that add up to 100, got ${sum}` });
    });
  },
});
