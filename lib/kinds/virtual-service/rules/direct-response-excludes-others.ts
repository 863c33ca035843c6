import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { isDelegate, type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Conflicting fields: directResponse and an action that forwards the request. */
export const directResponseExcludesOthers = defineRule<Spec>({
  id: 'virtual-service/direct-response-excludes-others',
  onlyWith: ['directResponse'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Conflicting fields: directResponse and an action that forwards the request',
  fix: 'keep directResponse, or remove it',
  source: 'pkg/config/validation/virtualservice.go#validateHTTPRouteConflict',
  good: [withRoute('directResponse: {status: 200}')],
  bad: [{ yaml: withRoute(`directResponse: {status: 200}, ${TO_A}`), at: 'spec.http[0]' }],
  check({ spec }, report) {
    spec.http?.forEach(({ delegate, redirect, directResponse, route = [], fault, rewrite }, i) => {
      if (directResponse === undefined || redirect !== undefined || (delegate !== undefined && !isDelegate(spec))) return;
      const others = [...(route.length > 0 ? ['route'] : []), ...(fault ? ['fault'] : []), ...(rewrite ? ['rewrite'] : [])];
      if (others.length > 0) report(['spec', 'http', i], { message: `Expected directResponse alone, got ${others.join(' and ')} beside it` });
    });
  },
});
