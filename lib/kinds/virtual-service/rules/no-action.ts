import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { VirtualServiceSpec } from '../api';

/** A route needs an action for the requests that it matches. */
export const noAction = defineRule<Json<VirtualServiceSpec>>({
  id: 'virtual-service/no-action',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a destination, a redirect, a direct response or a delegate',
  why: 'istiod refuses the resource: the route has no action for its requests.',
  fix: 'add route with at least one destination, or redirect, directResponse or delegate',
  source: 'pkg/config/validation/virtualservice.go#validateHTTPRouteConflict',
  check({ spec }, report) {
    const isDelegate = (spec.hosts ?? []).length === 0;
    for (const [i, { route, redirect, directResponse, delegate }] of (spec.http ?? []).entries()) {
      if ((route ?? []).length > 0 || redirect !== undefined || directResponse !== undefined) continue;
      if (delegate !== undefined && !isDelegate) continue;
      const got = route === undefined ? 'none of them' : 'an empty list of destinations';
      report(['spec', 'http', i], { message: `Expected route, redirect, directResponse${isDelegate ? '' : ' or delegate'}, got ${got}` });
    }
  },
  good: [
    'spec: {hosts: [a.com], http: [{route: [{destination: {host: a.com}}]}]}',
    'spec: {hosts: [a.com], http: [{redirect: {uri: /}}, {match: [{port: 80}], directResponse: {status: 404}}, {delegate: {name: b}}]}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], http: [{timeout: 5s}]}', at: 'spec.http[0]' },
    { yaml: 'spec: {hosts: [a.com], http: [{route: []}]}', at: 'spec.http[0]' },
    { yaml: 'spec: {http: [{match: [{port: 80}]}]}', at: 'spec.http[0]' },
  ],
});
