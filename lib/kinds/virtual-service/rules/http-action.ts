import { isDelegate, rulesOf, TO_A, withRoute } from './rule-rows';

/** What an HTTP route can do at once. */
export const httpAction = rulesOf([
  {
    name: 'delegating-route',
    summary: 'Conflicting fields: delegate and an action of its own',
    why: 'istiod refuses the resource: what happens to the requests is the delegate’s to say.',
    fix: 'remove route and redirect, or the delegate; in a delegate no other one can be named',
    source: 'VS-HTTP-001, VS-HTTP-002, VS-HTTP-003; validation.go validateHTTPRouteConflict',
    good: [withRoute('delegate: {name: b}')],
    bad: [
      [withRoute(`delegate: {name: b}, ${TO_A}`), 'spec.http[0]'],
      [withRoute('delegate: {name: b}, redirect: {uri: /}'), 'spec.http[0]'],
      [`spec: {http: [{delegate: {name: b}, ${TO_A}}]}`, 'spec.http[0].delegate'],
    ],
    check(spec, report) {
      spec.http?.forEach(({ delegate, route = [], redirect }, i) => {
        if (delegate === undefined) return;
        if (isDelegate(spec)) return report(['spec', 'http', i, 'delegate'], { message: 'Expected no delegate in a VirtualService without hosts, got one' });
        const other = redirect ? 'redirect' : route.length > 0 ? 'route' : undefined;
        if (other !== undefined) report(['spec', 'http', i], { message: `Expected delegate alone, got ${other} beside it` });
      });
    },
  },
  {
    name: 'direct-response-excludes-others',
    summary: 'Conflicting fields: directResponse and what sends the request on',
    fix: 'keep directResponse, or remove it',
    source: 'VS-HTTP-005; validation.go validateHTTPRouteConflict',
    good: [withRoute('directResponse: {status: 200}')],
    bad: [[withRoute(`directResponse: {status: 200}, ${TO_A}`), 'spec.http[0]']],
    check(spec, report) {
      spec.http?.forEach(({ delegate, redirect, directResponse, route = [], fault, rewrite }, i) => {
        if (directResponse === undefined || redirect !== undefined || (delegate !== undefined && !isDelegate(spec))) return;
        const others = [...(route.length > 0 ? ['route'] : []), ...(fault ? ['fault'] : []), ...(rewrite ? ['rewrite'] : [])];
        if (others.length > 0) report(['spec', 'http', i], { message: `Expected directResponse alone, got ${others.join(' and ')} beside it` });
      });
    },
  },
  {
    name: 'mirror-or-mirrors',
    summary: 'Conflicting fields: mirror and mirrors',
    fix: 'write all of them in mirrors',
    source: 'VS-HTTP-007; validation.go validateHTTPRouteConflict',
    good: [withRoute(`${TO_A}, mirrors: [{destination: {host: b.com}}]`)],
    bad: [[withRoute(`${TO_A}, mirror: {host: b.com}, mirrors: [{destination: {host: b.com}}]`), 'spec.http[0]']],
    check(spec, report) {
      spec.http?.forEach(({ delegate, mirror, mirrors = [] }, i) => {
        if (mirror === undefined || mirrors.length === 0 || (delegate !== undefined && !isDelegate(spec))) return;
        report(['spec', 'http', i], { message: 'Expected mirror or mirrors, got both' });
      });
    },
  },
]);
