import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineRule, type Rule, type RuleDoc } from '../../../core/rule';
import { mayShareAPath, needsPreflight, preflightObstacle } from '../preflight';
import { AT } from './http-policy-parts';
import { type Spec, TO_A } from './virtual-service-rule';

type Routes = NonNullable<Spec['http']>;

/** A route with a CORS policy whose preflights go elsewhere. */
interface Unreached {
  readonly route: number;
  /** The condition that no preflight meets. */
  readonly at: Path;
  readonly condition: string;
  readonly needed: boolean;
}

function* unreachedPolicies(routes: Routes): Generator<Unreached> {
  for (const [route, { corsPolicy, match = [] }] of routes.entries()) {
    if (corsPolicy === undefined) continue;
    for (const [m, one] of match.entries()) {
      const obstacle = preflightObstacle(one);
      if (obstacle === undefined || isReachedElsewhere(routes, one)) continue;
      const condition = obstacle.length === 1 ? 'a method other than OPTIONS' : `the header ${quote(obstacle[1])}`;
      yield { route, at: ['match', m, ...obstacle], condition, needed: needsPreflight(one, corsPolicy) };
      break;
    }
  }
}

/** True when preflights for the paths of a match may reach a route with a CORS policy by another match. */
function isReachedElsewhere(routes: Routes, of: NonNullable<Routes[number]['match']>[number]): boolean {
  return routes.some(({ corsPolicy, match = [] }) => corsPolicy !== undefined
    && (match.length === 0 || match.some((other) => preflightObstacle(other) === undefined && mayShareAPath(of, other))));
}

type Words = Omit<RuleDoc, 'authority' | 'fix' | 'source'> & Pick<Rule<unknown>, 'good' | 'bad'>;

function preflightRule(needed: boolean, effect: string, words: Words): Rule<Spec> {
  return defineRule<Spec>({
    ...words,
    onlyWith: ['corsPolicy'],
    authority: 'cdk8s-istio',
    fix: 'match the path alone, or add a match for the same path with method OPTIONS to the route',
    source: ['test/traffic/recorded/cors-preflights.yaml', 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy'],
    check({ spec: { http = [] } }, report) {
      if (!http.some(({ corsPolicy }) => corsPolicy !== undefined)) return;
      for (const unreached of unreachedPolicies(http)) {
        if (unreached.needed !== needed) continue;
        report(['spec', 'http', unreached.route, ...unreached.at], { message: `Unreachable by preflights: the match asks for ${unreached.condition}, ${effect}` });
      }
    },
  });
}

const CORS = 'corsPolicy: {allowOrigins: [{exact: "https://a.com"}]}';
const routes = (...all: readonly string[]): string => `spec: {hosts: [a.com], http: [${all.map((fields) => `{${fields}, ${TO_A}}`).join(', ')}]}`;
const match = (fields: string): string => `match: [{${fields}}], ${CORS}`;

/** A CORS policy takes effect in responses to preflights first: OPTIONS, without headers of the page and without credentials. */
export const corsPreflight = [
  preflightRule(true, 'so no preflight reaches the CORS policy, and browsers send nothing', {
    id: 'virtual-service/cors-without-preflight',
    severity: 'warning',
    summary: 'Unreachable CORS policy: the match takes no preflight',
    why: 'Before a browser sends such a request for a page of another origin, it asks with OPTIONS and with none of the headers that the page sets. '
      + 'That request goes to another route or gets 404, and the browser gives up.',
    good: [
      routes(match('uri: {prefix: /api}')),
      routes(match('method: {regex: "POST|OPTIONS"}')),
      routes(match('headers: {x-forwarded-proto: {exact: https}}, method: {exact: OPTIONS}')),
      routes(`match: [{uri: {prefix: /api}, method: {exact: POST}}, {uri: {prefix: /api}, method: {exact: OPTIONS}}], ${CORS}`),
      routes(match('headers: {x-canary: {exact: always}}'), CORS),
    ],
    bad: [
      { yaml: routes(match('uri: {prefix: /api}, method: {exact: POST}'), 'name: rest'), at: `${AT}.match[0].method` },
      { yaml: routes(match('headers: {x-canary: {exact: always}}')), at: `${AT}.match[0].headers.x-canary` },
      { yaml: routes(match('headers: {":method": {regex: "PUT|POST"}}')), at: `${AT}.match[0].headers[":method"]` },
      { yaml: routes(match('method: {exact: GET}').replace('allowOrigins', 'allowHeaders: [authorization], allowOrigins')), at: `${AT}.match[0].method` },
    ],
  }),
  preflightRule(false, 'so the CORS policy holds for requests alone that browsers send without asking first', {
    id: 'virtual-service/cors-simple-requests-only',
    severity: 'info',
    summary: 'Expected a match that preflights meet as well',
    why: 'Requests of GET and HEAD without headers of the page are sent at once, and the policy holds for them. As soon as a page adds a header, the '
      + 'browser asks first with OPTIONS, which the match does not take.',
    good: [routes(match('uri: {prefix: /api}')), routes(match('method: {regex: "GET|OPTIONS"}'))],
    bad: [
      { yaml: routes(match('method: {exact: GET}'), 'name: rest'), at: `${AT}.match[0].method` },
      { yaml: routes(match('headers: {cookie: {regex: ".*beta.*"}}')), at: `${AT}.match[0].headers.cookie` },
    ],
  }),
];
