import * as fc from 'fast-check';
import { compose } from '../../../lib/composition/compose';
import { exposureOf } from '../../../lib/composition/exposure';
import type { Behaviours } from '../../../lib/composition/leaves/behaviours';
import type { Contribution } from '../../../lib/composition/contribution';
import type { HostFacts } from '../../../lib/composition/host';
import { routesUnder } from '../../../lib/composition/routes-under';
import type { Route } from '../../../lib/composition/routes';
import type { RequestMatch } from '../../../lib/match/request-match';
import type { TextTest } from '../../../lib/match/text-test';
import { underPath } from '../../../lib/match/under-path';
import { anyHolds, type Request } from '../match/request';
import { PROPERTIES_MS } from '../../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

const HOST = 'shop.example.com';
const route = (...when: RequestMatch[]): Route => ({ name: 'r', when, then: { kind: 'shares' }, behaviours: {} });

const rows: readonly (readonly [when: readonly RequestMatch[], under: readonly RequestMatch[] | string, leftOut?: string])[] = [
  [[], [{ path: { exact: '/x' } }, { path: { prefix: '/x/' } }]],
  [[{ path: { prefix: '/' } }], [{ path: { exact: '/x' } }, { path: { prefix: '/x/' } }]],
  [[{ path: { prefix: '/x' } }], [{ path: { exact: '/x' } }, { path: { prefix: '/x/' } }]],
  [[{ path: { prefix: '/x/' } }], [{ path: { prefix: '/x/' } }]],
  [[{ path: { exact: '/x/y' } }], [{ path: { exact: '/x/y' } }]],
  [[{ path: { regex: '/x/[0-9]' } }], [{ path: { regex: '/x/[0-9]' } }]],
  [[{ path: { regex: '/x/?' } }], 'not joinable: path'],
  [[{ path: { regex: '/y/[0-9]' } }], 'nowhere', 'no request is both under the path and one of these'],
  [[{ path: { regex: '/[a-z]' } }], 'not joinable: path'],
  [[{ path: { prefix: '/xy' } }], 'nowhere', 'no request is both under the path and one of these'],
  [[{ 'client namespace': { exact: 'a' } }], 'nowhere', 'a gateway does not see which pod a request is from'],
  [[{ 'client label app': { exact: 'a' } }, { path: { exact: '/x' } }], [{ path: { exact: '/x' } }], 'a gateway does not see which pod a request is from'],
  [[{ path: { exact: '/y' } }, { path: { exact: '/x' } }], [{ path: { exact: '/x' } }], 'no request is both under the path and one of these'],
  [[{ authority: { exact: 'reviews' } }], 'nowhere', 'clients ask for shop.example.com here'],
  [[{ 'authority': { exact: 'shop.example.com:8443' }, 'path': { exact: '/x' } }],
    [{ 'authority': { exact: 'shop.example.com:8443' }, 'path': { exact: '/x' } }]],
  [[{ authority: { prefix: 'reviews.' } }], 'nowhere', 'clients ask for shop.example.com here'],
  [[{ 'authority': { prefix: 'SHOP.' }, 'path': { exact: '/x' } }], [{ 'authority': { prefix: 'SHOP.' }, 'path': { exact: '/x' } }]],
];

test.each(rows.map(([when, expected, why]) => ({ when, expected, why })))('under /x a route for $when is for $expected', ({ when, expected, why }) => {
  const { routes, leftOut, notJoinable } = routesUnder([route(...when)], underPath('/x'), HOST);
  const got = notJoinable[0] ? `not joinable: ${notJoinable[0].subject}` : routes[0]?.when ?? 'nowhere';
  expect(got).toEqual(expected);
  expect(leftOut.map((one) => one.why)).toEqual(why === undefined ? [] : [why]);
});

test('at a wildcard host any authority may be asked for', () => {
  expect(routesUnder([route({ authority: { exact: 'a.example.com' } })], [], '*.example.com').leftOut).toEqual([]);
});

const word = fc.constantFrom('/', '/x', '/x/', '/x/y', '/xy', '/X', '/y');
const textTest: fc.Arbitrary<TextTest> = fc.oneof(
  word.map((exact) => ({ exact })), word.map((prefix) => ({ prefix })), word.map((prefix) => ({ prefix, anyCase: true as const })),
  fc.constantFrom('/x/.*', '/x', '/x/[a-y]', '/[xy]', '.*', '/x|/y').map((regex) => ({ regex })),
);
const matches: fc.Arbitrary<RequestMatch[]> = fc.array(
  fc.dictionary(fc.constantFrom('path', 'header a'), textTest, { minKeys: 1, maxKeys: 2 }).map((tests) => ({ ...tests }) as RequestMatch), { maxLength: 3 },
);
const request: fc.Arbitrary<Request> = fc.tuple(word, word).map(([path, a]) => ({ 'path': path, 'header a': a }));

test('a route holds under a path exactly where both hold', () => {
  fc.assert(fc.property(matches, fc.constantFrom(undefined, '/x', '/x/y'), fc.array(request, { minLength: 20, maxLength: 20 }), (when, path, requests) => {
    const { routes, notJoinable } = routesUnder([route(...when)], underPath(path), HOST);
    if (notJoinable.length > 0) return;
    for (const each of requests) {
      const isUnder = anyHolds(underPath(path), each);
      expect(routes.some((one) => anyHolds(one.when, each))).toBe(isUnder && anyHolds(when, each));
    }
  }), { numRuns: 3000 });
});

const facts: HostFacts = {
  host: 'a.shop.svc.cluster.local', namespace: 'shop', ports: [{ name: 'http', number: 80, protocol: 'HTTP' }], versions: {},
};
const by = { construct: 'a' };

/** The rewrites that stand at a path, for a rewrite of the service. */
function rewrites(when: readonly RequestMatch[], behaviours: Behaviours, path: string | undefined, authority?: string): unknown[] {
  const contribution: Contribution = { by, behaviours: [{ name: 'b', when, behaviours }] };
  const { model, routes } = compose(facts, [contribution]);
  const mounting = { by, model, routes, port: facts.ports[0]!, ...(path ? { path } : {}), ...(authority ? { authority } : {}) };
  const [mount] = exposureOf(HOST, [mounting]).mounts;
  return mount!.routes.flatMap(({ when: own, behaviours: done }) => {
    const said = Object.values(done).map(({ leaf, value }) => [leaf, value]);
    return said.length > 0 ? [[own, Object.fromEntries(said)]] : [];
  });
}

const REWRITE = { rewritePath: { match: '^/x(/.*)?$', rewrite: '/v2\\1' } };

test.each<[what: string, got: () => unknown[], expected: unknown[]]>([
  ['of the path, which it sees whole', () => rewrites([{ path: { prefix: '/' } }], REWRITE, '/x'), [
    [[{ path: { exact: '/x' } }, { path: { prefix: '/x/' } }], REWRITE],
  ]],
  ['beside the name of a service outside', () => rewrites([{ path: { prefix: '/x/' } }], REWRITE, undefined, 'api.partner.com'), [
    [[{ path: { prefix: '/x/' } }], { ...REWRITE, rewriteAuthority: 'api.partner.com' }], [[], { rewriteAuthority: 'api.partner.com' }],
  ]],
  ['of the name', () => rewrites([], { rewriteAuthority: 'eu.partner.com' }, undefined, 'api.partner.com'), [
    [[], { rewriteAuthority: 'eu.partner.com' }],
  ]],
])('a rewrite holds under a path too: %s', (_, got, expected) => {
  expect(got()).toEqual(expected);
});
