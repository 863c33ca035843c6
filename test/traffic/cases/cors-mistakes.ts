import { type Ask, service, sidecar, type TrafficCase } from '../case';

const around = [service('shop', 'web', { http: 80 })];
const proxies = { client: sidecar('shop') };
const web = 'outbound|80||web.shop.svc.cluster.local';
const TO_WEB = 'route: [{destination: {host: web.shop.svc.cluster.local, port: {number: 80}}}]';
const TO_BROWSER = { to: '(200)', status: 200 };

const routes = (...all: readonly string[]): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  hosts: [web.shop.svc.cluster.local]
  http:
${all.map((fields) => `    - {${fields}, ${TO_WEB}}`).join('\n')}
`;
const cors = (path: string, origin: string, credentials = true): string => (
  `match: [{uri: {prefix: ${path}}}], corsPolicy: {allowOrigins: [{${origin}}], allowMethods: [GET]${credentials ? ', allowCredentials: true' : ''}}`
);
const sent = (method: string, path: string, headers: Ask['headers'], expect: Ask['expect']): Ask => (
  { from: 'client', port: 80, host: 'web.shop.svc.cluster.local', method, path, headers, expect }
);
/** The proxy responds to the preflight of an origin that is allowed, and sends that of another one on to the service. */
const preflight = (path: string, origin: string, expect: Ask['expect'], method = 'GET'): Ask => (
  sent('OPTIONS', path, { origin, 'access-control-request-method': method }, expect)
);
const evil = 'https://evil.test';

export const cases: readonly TrafficCase[] = [{
  name: 'cors-preflights',
  promise: 'a preflight reaches no route that asks for another method or for a header of the page',
  written: routes(
    'match: [{uri: {prefix: /posts/}, method: {exact: POST}}], corsPolicy: {allowOrigins: [{exact: "https://a.com"}], allowMethods: [POST]}',
    'match: [{uri: {prefix: /reads/}, method: {exact: GET}}], corsPolicy: {allowOrigins: [{exact: "https://a.com"}]}',
    'match: [{uri: {prefix: /canary/}, headers: {x-canary: {exact: always}}}], corsPolicy: {allowOrigins: [{exact: "https://a.com"}]}',
    'match: [{uri: {prefix: /both/}, headers: {x-canary: {exact: always}}}], corsPolicy: {allowOrigins: [{exact: "https://a.com"}]}',
    'match: [{uri: {prefix: /both/}}], corsPolicy: {allowOrigins: [{exact: "https://a.com"}]}',
  ),
  finds: ['virtual-service/cors-simple-requests-only', 'virtual-service/cors-without-preflight', 'virtual-service/some-paths-only'],
  around,
  proxies,
  asks: [
    preflight('/posts/1', 'https://a.com', { status: 404 }, 'POST'),
    sent('POST', '/posts/1', { origin: 'https://a.com' }, { to: web }),
    preflight('/reads/1', 'https://a.com', { status: 404 }),
    sent('GET', '/reads/1', { origin: 'https://a.com' }, { to: web }),
    preflight('/canary/1', 'https://a.com', { status: 404 }),
    sent('GET', '/canary/1', { 'origin': 'https://a.com', 'x-canary': 'always' }, { to: web }),
    preflight('/both/1', 'https://a.com', TO_BROWSER),
  ],
}, {
  name: 'cors-any-origins',
  promise: 'a star, and whatever matches a star or every address, lets the pages of any site send credentials',
  written: routes(
    cors('/star', 'exact: "*"'), cors('/all', 'regex: ".*"'), cors('/dot', 'regex: "."'), cors('/https', 'regex: "https://.+"'),
    cors('/scheme', 'prefix: "https://"'),
  ),
  finds: ['virtual-service/cors-credentials-for-all', 'virtual-service/some-paths-only'],
  around,
  proxies,
  asks: ['/star', '/all', '/dot', '/https', '/scheme'].map((path) => preflight(path, evil, TO_BROWSER)),
  looks: [{
    at: 'client', routes: '80', host: 'web.shop.svc.cluster.local',
    expect: { onRoutes: [1, 2, 3, 4, 5].map(() => ({ cors: { allowCredentials: true } })) },
  }],
}, {
  name: 'cors-loose-origins',
  promise: 'a dot in a regex takes any character, and a prefix takes every longer name',
  written: routes(
    cors('/regex', 'regex: "https://.*.example.com"'), cors('/prefix', 'prefix: "https://example.com"'), cors('/named', 'exact: "https://example.com"', false),
  ),
  finds: ['virtual-service/cors-credentials-loose-origin', 'virtual-service/some-paths-only'],
  around,
  proxies,
  asks: [
    preflight('/regex', 'https://evil-example.com', TO_BROWSER),
    preflight('/prefix', 'https://example.com.evil.test', TO_BROWSER),
    preflight('/regex', evil, { to: web }),
    preflight('/named', 'https://example.com.evil.test', { to: web }),
  ],
}];
