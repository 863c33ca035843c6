import { defineRule, type Rule, type RuleDoc } from '../../../core/rule';
import { isServiceHost } from '../outside-host';
import { routes } from './reachability-parts';
import { appliesToMesh, hasGatewaySemantics, isDelegate, type Spec } from './virtual-service-rule';

type Match = NonNullable<NonNullable<Spec['http']>[number]['match']>[number];

/** Regexes that every path matches. */
const EVERY_PATH = /^\^?\/?\.\*\$?$/;

/** True when a match takes every path. */
function takesEveryPath({ uri }: Match): boolean {
  if (uri === undefined || uri.prefix === '/' || uri.prefix === '') return true;
  return uri.regex !== undefined && EVERY_PATH.test(uri.regex);
}

/** True when a match asks for something that only some requests to a path have. */
function isNarrow({ method, headers = {}, withoutHeaders = {}, queryParams = {} }: Match): boolean {
  return method !== undefined || [headers, withoutHeaders, queryParams].some((tests) => Object.keys(tests).length > 0);
}

/** True when requests without a header are taken, as the rest of those with it. */
function isForTheRest({ method, headers = {}, queryParams = {}, withoutHeaders = {} }: Match): boolean {
  return method === undefined && Object.keys({ ...headers, ...queryParams }).length === 0 && Object.keys(withoutHeaders).length > 0;
}

/** What gets 404 for lack of a last route: nothing, the paths that no match names, or requests to any path. */
function restOf({ http = [] }: Spec): 'nothing' | 'paths' | 'requests' {
  let rest: 'paths' | 'requests' = 'requests';
  for (const { match = [] } of http) {
    if (match.length === 0) return 'nothing';
    for (const one of match) {
      if (takesEveryPath(one) && (!isNarrow(one) || isForTheRest(one))) return 'nothing';
      if (!isNarrow(one) || isForTheRest(one)) rest = 'paths';
    }
  }
  return rest;
}

type Words = Pick<RuleDoc, 'id' | 'severity' | 'summary' | 'why'> & Pick<Rule<unknown>, 'good' | 'bad'>;

function restRule(words: Words, message: string, isMeant: (rest: 'paths' | 'requests', spec: Spec) => boolean): Rule<Spec> {
  return defineRule<Spec>({
    ...words,
    onlyWith: ['match'],
    authority: 'cdk8s-istio',
    fix: 'add a last route without a match',
    source: ['test/traffic/recorded/no-default-route.yaml', 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute'],
    check({ spec, metadata }, report) {
      const { http = [] } = spec;
      if (http.length === 0 || http[http.length - 1]!.match === undefined || isDelegate(spec) || hasGatewaySemantics(metadata)) return;
      const rest = restOf(spec);
      if (rest !== 'nothing' && isMeant(rest, spec)) report(['spec', 'http', http.length - 1], { message });
    },
  });
}

const WHY = 'Routes replace what a proxy does for the host without them: a request that no match takes gets 404.';
const header = 'match: [{headers: {x-canary: {exact: always}}}]';
const atGateway = (yaml: string): string => yaml.replace('hosts:', 'gateways: [edge], hosts:');
const inMesh = (yaml: string): string => yaml.replace('hosts: [a.com]', 'hosts: [reviews]');

/** Requests that no route takes. */
export const noDefaultRoute = [
  restRule({
    id: 'virtual-service/no-default-route',
    severity: 'warning',
    summary: 'Expected a last route for the requests that no match takes',
    why: WHY,
    good: [
      routes(header, ''),
      routes(header, 'match: [{uri: {prefix: /}}]'),
      routes(header, 'match: [{withoutHeaders: {x-canary: {exact: always}}}]'),
      routes('match: [{gateways: [mesh], port: 80}]'),
    ],
    bad: [{ yaml: routes(header), at: 'spec.http[0]' }, { yaml: routes(header, 'match: [{uri: {prefix: /}, method: {exact: GET}}]'), at: 'spec.http[1]' }],
  }, 'Expected a last route without a match, got none: 404 for requests without the headers, parameters or methods of the matches',
  (rest, spec) => rest === 'requests' && appliesToMesh(spec)),
  restRule({
    id: 'virtual-service/some-paths-only',
    severity: 'info',
    summary: 'Expected a last route for the requests that no match takes, if there are any',
    why: `${WHY} At a gateway that is often what is meant, in the mesh hardly ever.`,
    good: [atGateway(routes('match: [{uri: {prefix: /api}}]')), inMesh(routes('match: [{uri: {prefix: /api}}]', ''))],
    bad: [{ yaml: inMesh(routes('match: [{uri: {prefix: /api}}]')), at: 'spec.http[0]' }, { yaml: atGateway(routes(header)), at: 'spec.http[0]' }],
  }, 'Expected a last route without a match, got none: 404 for all other requests',
  (rest, spec) => (rest === 'requests' ? !appliesToMesh(spec) : appliesToMesh(spec) && (spec.hosts ?? []).some(isServiceHost))),
];
