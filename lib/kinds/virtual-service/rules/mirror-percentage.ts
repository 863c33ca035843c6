import { ruleOf, TO_A, withRoute } from './virtual-service-rule';
import { AT } from './http-policy-parts';

/** Expected the percentage of a mirror to be from 0 to 100. */
export const mirrorPercentage = ruleOf({
  name: 'mirror-percentage',
  summary: 'Expected the percentage of a mirror to be from 0 to 100',
  fix: 'write a number from 0 to 100',
  source: 'VS-MIRROR-004, VS-MIRROR-005; validation.go validateHTTPRoute',
  good: [withRoute(`${TO_A}, mirror: {host: b.com}, mirrorPercentage: {value: 0.00001}`)],
  bad: [
    [withRoute(`${TO_A}, mirror: {host: b.com}, mirrorPercentage: {value: 101}`), `${AT}.mirrorPercentage.value`],
    [withRoute(`${TO_A}, mirrors: [{destination: {host: b.com}, percentage: {value: -1}}]`), `${AT}.mirrors[0].percentage.value`],
  ],
  check({ http = [] }, report) {
    const isWrong = (share: number | undefined): share is number => share !== undefined && (share < 0 || share > 100);
    http.forEach((route, i) => {
      const here = ['spec', 'http', i];
      const share = route.mirrorPercentage?.value;
      if (isWrong(share)) report([...here, 'mirrorPercentage', 'value'], { message: `Expected a percentage from 0 to 100, got ${share}` });
      for (const field of ['mirrorPercent', 'mirror_percent'] as const) {
        if (isWrong(route[field])) report([...here, field], { message: `Expected a percentage from 0 to 100, got ${route[field]}` });
      }
      route.mirrors?.forEach(({ percentage }, m) => {
        if (isWrong(percentage?.value)) report([...here, 'mirrors', m, 'percentage', 'value'], { message: `Expected a percentage from 0 to 100, got ${percentage!.value}` });
      });
    });
  },
});
