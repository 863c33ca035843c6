import { defineRule } from '../../../core/rule';
import { isDelegate, type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Conflicting fields: delegate and an action of its own. */
export const delegatingRoute = defineRule<Spec>({
  id: 'virtual-service/delegating-route',
  onlyWith: ['delegate'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Conflicting fields: delegate and an action of its own',
  why: 'istiod refuses the resource: the delegate decides what happens to the requests.',
  fix: 'remove route and redirect, or the delegate; a delegate cannot name another delegate',
  source: 'pkg/config/validation/virtualservice.go#validateHTTPRouteConflict',
  good: [withRoute('delegate: {name: b}')],
  bad: [
    { yaml: withRoute(`delegate: {name: b}, ${TO_A}`), at: 'spec.http[0]' },
    { yaml: withRoute('delegate: {name: b}, redirect: {uri: /}'), at: 'spec.http[0]' },
    { yaml: `spec: {http: [{delegate: {name: b}, ${TO_A}}]}`, at: 'spec.http[0].delegate' },
  ],
  check({ spec }, report) {
    spec.http?.forEach(({ delegate, route = [], redirect }, i) => {
      if (delegate === undefined) return;
      if (isDelegate(spec)) return report(['spec', 'http', i, 'delegate'], { message: 'Expected no delegate in a VirtualService without hosts, got one' });
      const other = redirect ? 'redirect' : route.length > 0 ? 'route' : undefined;
      if (other !== undefined) report(['spec', 'http', i], { message: `Expected delegate alone, got ${other} beside it` });
    });
  },
});
