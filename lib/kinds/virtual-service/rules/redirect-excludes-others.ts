import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { VirtualServiceSpec } from '../api';

/** A redirect ends a request, so no other action can stand beside it. */
export const redirectExcludesOthers = defineRule<Json<VirtualServiceSpec>>({
  id: 'virtual-service/redirect-excludes-others',
  onlyWith: ['redirect'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected no route, fault, rewrite or directResponse beside redirect',
  why: 'istiod refuses the resource: the proxy responds with the redirect, so no request is left to forward, break or rewrite.',
  fix: 'keep the redirect alone, or remove it; two kinds of requests need two routes',
  source: 'pkg/config/validation/virtualservice.go#validateHTTPRouteConflict',
  check({ spec }, report) {
    const isDelegate = (spec.hosts ?? []).length === 0;
    for (const [i, http] of (spec.http ?? []).entries()) {
      // Beside a delegate istiod refuses any redirect, which is another rule.
      if (http.redirect === undefined || (http.delegate !== undefined && !isDelegate)) continue;
      for (const key of ['route', 'fault', 'rewrite', 'directResponse'] as const) {
        if (http[key] === undefined || (key === 'route' && http.route!.length === 0)) continue;
        report(['spec', 'http', i, key], { message: `Expected no ${key} beside redirect` });
      }
    }
  },
  good: [
    'spec: {hosts: [a.com], http: [{redirect: {uri: /}, route: []}]}',
    'spec: {hosts: [a.com], http: [{redirect: {uri: /}, headers: {response: {remove: [server]}}}]}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], http: [{redirect: {uri: /}, route: [{destination: {host: a.com}}]}]}', at: 'spec.http[0].route' },
    { yaml: 'spec: {hosts: [a.com], http: [{redirect: {uri: /}, fault: {abort: {httpStatus: 500}}}]}', at: 'spec.http[0].fault' },
    { yaml: 'spec: {hosts: [a.com], http: [{redirect: {uri: /}, rewrite: {uri: /a}}]}', at: 'spec.http[0].rewrite' },
    { yaml: 'spec: {hosts: [a.com], http: [{redirect: {uri: /}, directResponse: {status: 200}}]}', at: 'spec.http[0].directResponse' },
  ],
});
