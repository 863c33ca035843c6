import { meshPod, service, sidecar, type TrafficCase } from '../case';

const WEB = 'web.shop.svc.cluster.local';
const web = `outbound|80||${WEB}`;
const ask = { from: 'client', port: 80, host: WEB };
const to = `route: [{destination: {host: ${WEB}, port: {number: 80}}}]`;
const around = [service('shop', 'web', { http: 80 }), meshPod('shop', 'web-1', '10.0.0.1', { app: 'web' })];
const proxies = { client: sidecar('shop') };

const routes = (...http: readonly string[]): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  hosts: [${WEB}]
  http:
${http.map((route) => `    - {${route}}`).join('\n')}
`;
const REWRITE = ['virtual-service/rewrite-slashes'];

export const cases: readonly TrafficCase[] = [
  {
    name: 'rewrite-of-two-prefixes',
    promise: 'one rewrite for a prefix and for the root glues the paths of the root',
    written: routes(`match: [{uri: {prefix: /desk}}, {uri: {prefix: /}}], rewrite: {uri: /desk}, ${to}`),
    finds: REWRITE, around, proxies,
    asks: [
      { ...ask, path: '/desk/a', expect: { to: web, path: '/desk/a' } },
      { ...ask, path: '/foo', expect: { to: web, path: '/deskfoo' } },
      { ...ask, path: '/', expect: { to: web, path: '/desk' } },
    ],
  },
  {
    name: 'rewrite-to-the-root',
    promise: 'a rewrite of a prefix without a slash to the root leaves two slashes',
    written: routes(`match: [{uri: {prefix: /common}}], rewrite: {uri: /}, ${to}`, to),
    finds: REWRITE, around, proxies,
    asks: [{ ...ask, path: '/common/api', expect: { to: web, path: '//api' } }, { ...ask, path: '/common', expect: { to: web, path: '/' } }],
  },
  {
    name: 'rewrite-of-a-prefix-with-a-slash',
    promise: 'a rewrite of a prefix with a slash to a text without one glues the paths',
    written: routes(`match: [{uri: {prefix: /common/}}], rewrite: {uri: /base}, ${to}`, to),
    finds: REWRITE, around, proxies,
    asks: [{ ...ask, path: '/common/api', expect: { to: web, path: '/baseapi' } }],
  },
  {
    name: 'rewrite-without-a-path',
    promise: 'a rewrite of a match without a path takes the first slash for the prefix',
    written: routes(`match: [{headers: {x-beta: {}}}], rewrite: {uri: /beta}, ${to}`, to),
    finds: REWRITE, around, proxies,
    asks: [{ ...ask, path: '/foo', headers: { 'x-beta': '1' }, expect: { to: web, path: '/betafoo' } }],
  },
  {
    name: 'rewrite-without-a-slash',
    promise: 'a rewrite to a text without a slash at its start makes requests that Envoy refuses',
    written: routes(`match: [{uri: {prefix: /a}}], rewrite: {uri: b}, ${to}`, to),
    finds: REWRITE, around, proxies,
    asks: [{ ...ask, path: '/a/x', expect: { status: 400 } }],
  },
  {
    name: 'rewrite-by-a-regex',
    promise: 'a regex that keeps the slash of the path behind a slash of its own leaves two slashes',
    written: routes(`match: [{uri: {prefix: /a}}], rewrite: {uriRegexRewrite: {match: "^/a(.*)$", rewrite: "/\\\\1"}}, ${to}`, to),
    finds: REWRITE, around, proxies,
    asks: [{ ...ask, path: '/a/x', expect: { to: web, path: '//x' } }],
  },
  {
    name: 'redirect-of-a-prefix-to-the-root',
    promise: 'a redirect replaces the prefix as a rewrite does',
    written: routes('match: [{uri: {prefix: /old}}], redirect: {prefixRewrite: /}', to),
    finds: REWRITE, around, proxies,
    asks: [{ ...ask, path: '/old/x', expect: { status: 301, location: `http://${WEB}//x` } }],
  },
  {
    name: 'rewrites-that-keep-slashes',
    promise: 'prefix and replacement both end in a slash, or neither, and a longer match in front takes what is below the prefix',
    written: routes(
      `match: [{uri: {prefix: /common/}}, {uri: {prefix: /common}}], rewrite: {uri: /}, ${to}`,
      `match: [{uri: {prefix: /old}}], rewrite: {uri: /new}, ${to}`,
      `match: [{uri: {prefix: ""}}], rewrite: {uri: /base}, ${to}`,
    ),
    finds: [], around, proxies,
    asks: [
      { ...ask, path: '/common/api', expect: { to: web, path: '/api' } }, { ...ask, path: '/common', expect: { to: web, path: '/' } },
      { ...ask, path: '/old/x', expect: { to: web, path: '/new/x' } }, { ...ask, path: '/x', expect: { to: web, path: '/base/x' } },
    ],
  },
  {
    name: 'matches-that-take-no-request',
    promise: 'a star is compared as a star, paths have a slash and no query, methods are in upper case, and a regex matches the whole path',
    written: routes(
      'match: [{uri: {prefix: "/api/*"}}], directResponse: {status: 418}', 'match: [{uri: {regex: "/glob/*"}}], directResponse: {status: 418}',
      'match: [{uri: {prefix: admin}}], directResponse: {status: 418}', 'match: [{uri: {exact: "/q?a=b"}}], directResponse: {status: 418}',
      'match: [{method: {exact: delete}}], directResponse: {status: 418}', 'match: [{uri: {regex: /v1}}], directResponse: {status: 418}', to,
    ),
    finds: ['virtual-service/method-case', 'virtual-service/path-matches-nothing', 'virtual-service/star-in-match', 'virtual-service/whole-path-regex'],
    around, proxies,
    asks: [
      ...['/api/x', '/glob/x', '/admin', '/q?a=b', '/v1/x'].map((path) => ({ ...ask, path, expect: { to: web, path } })),
      { ...ask, path: '/', method: 'DELETE', expect: { to: web } },
      ...['/api/*', '/glob/', '/v1'].map((path) => ({ ...ask, path, expect: { status: 418 } })),
    ],
  },
  {
    name: 'destination-in-upper-case',
    promise: 'no proxy knows a destination in upper case, while hosts of routes may have it',
    written: routes(`match: [{uri: {prefix: /a}}], ${to.replace(WEB, 'Web.shop.svc.cluster.local')}`, 'directResponse: {status: 418}').replace(`[${WEB}]`, '[Web]'),
    finds: ['virtual-service/destination-case'], around, proxies,
    asks: [{ ...ask, path: '/b', expect: { status: 418 } }],
    looks: [{ at: 'client', cluster: 'outbound|80||Web.shop.svc.cluster.local', expect: { absent: true } }],
  },
  {
    name: 'rule-in-upper-case',
    promise: 'a DestinationRule whose host has upper case holds for no Service',
    written: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec:
  host: Web.shop.svc.cluster.local
  trafficPolicy: {connectionPool: {tcp: {maxConnections: 7}}, outlierDetection: {consecutive5xxErrors: 3}}
`,
    finds: ['destination-rule/host-case'], around, proxies,
    looks: [{ at: 'client', cluster: web, expect: {}, lacks: ['limits', 'ejection'] }],
  },
  {
    name: 'header-variables',
    promise: 'Envoy refuses all routes of a port for one header value with a variable that it does not have',
    written: routes(`headers: {request: {set: {x-sale: "%FOO%"}}}, ${to}`),
    finds: ['value/envoy-format'], around, proxies,
    verdicts: [{ at: 'client', routes: '80', expect: 'Not supported field in StreamInfo: FOO' }],
  },
  {
    name: 'header-percent',
    promise: 'a percent sign that is no variable is refused as well, also for a destination',
    written: routes(`route: [{destination: {host: ${WEB}}, headers: {response: {add: {x-sale: "100%off%"}}}}]`),
    finds: ['value/envoy-format'], around, proxies,
    verdicts: [{ at: 'client', routes: '80', expect: 'Incorrect configuration: 100%off%' }],
  },
];
