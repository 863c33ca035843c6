import type { Edit } from '../../../core/edit';
import type { Path } from '../../../core/finding';
import { defineRule } from '../../../core/rule';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Deprecated field mirrorPercent. */
export const mirrorPercentDeprecated = defineRule<Spec>({
  id: 'virtual-service/mirror-percent-deprecated',
  onlyWith: ['mirrorPercent', 'mirror_percent'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Deprecated field mirrorPercent',
  why: 'It still works, and a later release will remove it.',
  fix: 'write mirrorPercentage: {value: …}',
  source: 'pkg/config/validation/virtualservice.go#validateHTTPRoute',
  good: [withRoute(`${TO_A}, mirror: {host: b.com}, mirrorPercentage: {value: 5}`)],
  bad: [{ yaml: withRoute(`${TO_A}, mirror: {host: b.com}, mirrorPercent: 5`), at: `${AT}.mirrorPercent` }],
  check({ spec: { http = [] } }, report) {
    http.forEach((route, i) => {
      for (const field of ['mirrorPercent', 'mirror_percent'] as const) {
        const percent = route[field];
        if (percent === undefined) continue;
        const at: Path = ['spec', 'http', i, field];
        const edits: readonly Edit[] = [
          { path: at, op: 'remove' }, { path: ['spec', 'http', i, 'mirrorPercentage'], op: 'set', value: { value: percent } },
        ];
        report(at, { message: `Expected mirrorPercentage, got ${field}`, ...(route.mirrorPercentage === undefined ? { edits } : {}) });
      }
    });
  },
});
