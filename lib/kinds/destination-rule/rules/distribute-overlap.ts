import { quote } from '../../../core/quote';
import { localityProblem, localityProblemInAnyOrder } from '../localities';
import { AT, locality } from './locality-parts';
import { policyRule } from './policy-rule';

/** Expected localities of the form region/zone/subzone that do not overlap. */
export const distributeOverlap = policyRule({
  id: 'destination-rule/distribute-overlap',
  onlyWith: ['distribute'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected localities of the form region/zone/subzone that do not overlap',
  why: 'istiod refuses the resource. It reads `to` in no certain order, so localities there that overlap in any order are refused at times; here always.',
  fix: 'name each locality once, the narrower before the wider one in the list of from',
  source: 'pkg/config/validation/agent/validation.go#validateLocalities',
  good: [locality('{distribute: [{from: us/a, to: {us/a/*: 100}}, {from: us/*, to: {us/b: 100}}]}')],
  bad: [
    { yaml: locality('{distribute: [{from: us/*, to: {us: 100}}, {from: us/a, to: {us: 100}}]}'), at: `${AT}.distribute` },
    { yaml: locality('{distribute: [{from: us, to: {us/*: 50, us/a: 50}}]}'), at: `${AT}.distribute[0].to` },
    { yaml: locality('{distribute: [{from: us//a, to: {us: 100}}]}'), at: `${AT}.distribute` },
  ],
  check({ at, policy }, report) {
    const distribute = policy.loadBalancer?.localityLbSetting?.distribute ?? [];
    const here = [...at, 'loadBalancer', 'localityLbSetting', 'distribute'];
    const from = localityProblem(distribute.map((entry) => entry.from ?? ''));
    if (from) report(here, { message: `Expected localities that do not overlap in from, got ${quote(from.entry)}: ${from.reason}` });
    distribute.forEach(({ to = {} }, i) => {
      const keys = Object.keys(to).sort();
      // More than 100 weights cannot add up to 100, which distribute-sums-to-100 reports.
      const problem = keys.length > 100 ? undefined : localityProblemInAnyOrder(keys);
      if (problem) report([...here, i, 'to'], { message: `Expected localities that do not overlap, got ${quote(problem.entry)}: ${problem.reason}` });
    });
  },
});
