import { quote } from '../../../core/quote';
import { AT, locality } from './locality-parts';
import { policyRule } from './policy-rule';

/** Ignored parts of a locality. */
export const localityIgnoredParts = policyRule({
  id: 'destination-rule/locality-ignored-parts',
  onlyWith: ['localityLbSetting', 'zoneAwareLbSetting'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected a locality of region, zone and subzone, got further parts',
  why: 'istiod takes us/a/b/c for a locality with three parts when it checks it, and ignores the fourth when it compares: it means us/a/b.',
  fix: 'remove what is behind the subzone',
  source: ['pilot/pkg/networking/util/util.go#LocalityMatch', 'pilot/pkg/serviceregistry/util/label/label.go#SplitLocalityLabel'],
  good: [locality('{distribute: [{from: us/a/b, to: {us/a/*: 100}}]}')],
  bad: [
    { yaml: locality('{distribute: [{from: us/a/b/c, to: {us/a/*: 100}}]}'), at: `${AT}.distribute[0].from` },
    { yaml: locality('{distribute: [{from: us/a, to: {us/a/b/c: 100}}]}'), at: `${AT}.distribute[0].to["us/a/b/c"]` },
  ],
  check({ at, policy }, report) {
    const distribute = policy.loadBalancer?.localityLbSetting?.distribute ?? [];
    const place = [...at, 'loadBalancer', 'localityLbSetting', 'distribute'];
    distribute.forEach(({ from = '', to = {} }, i) => {
      const written = [{ text: from, here: ['from'] }, ...Object.keys(to).map((text) => ({ text, here: ['to', text] }))];
      for (const { text, here } of written) {
        const [, ignored] = /^[^/]*\/[^/]*\/[^/]*(\/.*)$/.exec(text) ?? [];
        if (ignored !== undefined) report([...place, i, ...here], { message: `Expected region, zone and subzone, got ${quote(ignored)} behind them in ${quote(text)}` });
      }
    });
  },
});
