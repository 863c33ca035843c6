import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { isDelegate, type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Conflicting fields: mirror and mirrors. */
export const mirrorOrMirrors = defineRule<Spec>({
  id: 'virtual-service/mirror-or-mirrors',
  onlyWith: ['mirrors'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Conflicting fields: mirror and mirrors',
  fix: 'write all of them in mirrors',
  source: 'pkg/config/validation/virtualservice.go#validateHTTPRouteConflict',
  good: [withRoute(`${TO_A}, mirrors: [{destination: {host: b.com}}]`)],
  bad: [{ yaml: withRoute(`${TO_A}, mirror: {host: b.com}, mirrors: [{destination: {host: b.com}}]`), at: 'spec.http[0]' }],
  check({ spec }, report) {
    spec.http?.forEach(({ delegate, mirror, mirrors = [] }, i) => {
      if (mirror === undefined || mirrors.length === 0 || (delegate !== undefined && !isDelegate(spec))) return;
      report(['spec', 'http', i], { message: 'Expected mirror or mirrors, got both' });
    });
  },
});
