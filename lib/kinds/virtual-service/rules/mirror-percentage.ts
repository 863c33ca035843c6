import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Expected the percentage of a mirror to be from 0 to 100. */
export const mirrorPercentage = defineRule<Spec>({
  id: 'virtual-service/mirror-percentage',
  onlyWith: ['mirror', 'mirrors', 'mirrorPercentage', 'mirrorPercent', 'mirror_percent'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected the percentage of a mirror to be from 0 to 100',
  fix: 'write a number from 0 to 100',
  source: ['pkg/config/validation/virtualservice.go#validateHTTPRoute', 'pkg/config/validation/validation.go#validateHTTPMirrors'],
  good: [withRoute(`${TO_A}, mirror: {host: b.com}, mirrorPercentage: {value: 0.00001}`)],
  bad: [
    { yaml: withRoute(`${TO_A}, mirror: {host: b.com}, mirrorPercentage: {value: 101}`), at: `${AT}.mirrorPercentage.value` },
    { yaml: withRoute(`${TO_A}, mirrors: [{destination: {host: b.com}, percentage: {value: -1}}]`), at: `${AT}.mirrors[0].percentage.value` },
  ],
  check({ spec: { http = [] } }, report) {
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
