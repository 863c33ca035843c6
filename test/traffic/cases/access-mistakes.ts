import { type Call, KEY_SET, meshPod, service, sidecar, type TrafficCase } from '../case';

const around = [service('shop', 'web', { http: [80, 8080] }), meshPod('shop', 'web-1', '10.0.0.1', { app: 'web' })];
const proxies = { web: sidecar('shop', { app: 'web' }, { ip: '10.0.0.1' }) };
const BATCH = 'spiffe://cluster.local/ns/shop/sa/batch';
const PROTECTS = ['authorization-policy/protects-nothing'];

const call = (expect: Call['expect'], of: Partial<Call> = {}): Call => ({ at: 'web', port: 8080, path: '/', ...of, expect });
const policy = (spec: string): string => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: web, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, ${spec}}
`;
const denied = (operation: string): string => policy(`action: DENY, rules: [{to: [{operation: {${operation}, ports: ["8080"]}}]}]`);
const deniedFrom = (source: string): string => policy(`action: DENY, rules: [{from: [{source: {${source}}}]}]`);
const byToken = (written: string): string => `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, jwtRules: [{issuer: "https://id.example.com", jwks: '${KEY_SET}'}]}
---${written}`;
const claims = { iss: 'https://id.example.com', sub: 'a', realm_access: { roles: ['admin'] } };

export const cases: readonly TrafficCase[] = [
  {
    name: 'deny-with-a-star-inside', promise: 'a DENY with a star inside of a path denies nothing', around, proxies,
    written: denied('paths: ["/tenants/*/admin"]'), finds: PROTECTS,
    calls: [call(200, { path: '/tenants/a/admin' }), call(403, { path: '/tenants/*/admin' })],
  },
  {
    name: 'deny-with-a-star-at-both-ends', promise: 'of two stars only the first one is a wildcard', around, proxies,
    written: denied('paths: ["*/admin/*"]'), finds: PROTECTS,
    calls: [call(200, { path: '/a/admin/b' }), call(403, { path: '/a/admin/*' })],
  },
  {
    name: 'deny-without-a-slash', promise: 'a DENY of paths without a slash at the start, or with a query, denies nothing', around, proxies,
    written: denied('paths: ["admin*", "/search?q=a"]'), finds: PROTECTS,
    calls: [call(200, { path: '/admin' }), call(200, { path: '/search?q=a' })],
  },
  {
    name: 'deny-of-methods-in-lower-case', promise: 'a DENY of delete lets DELETE pass', around, proxies,
    written: denied('methods: [delete, "GET, POST"]'), finds: PROTECTS,
    calls: [call(200, { method: 'DELETE' }), call(200, { method: 'GET' })],
  },
  {
    name: 'deny-of-hosts', promise: 'a host has a star at one end and no scheme; its case does not count', around, proxies,
    written: denied('hosts: ["api.*.example.com", "https://b.example.com", C.example.com]'), finds: PROTECTS,
    calls: [call(200, { host: 'api.a.example.com' }), call(200, { host: 'b.example.com' }), call(403, { host: 'c.example.com' })],
  },
  {
    name: 'deny-of-identities', promise: 'an identity has no scheme, and a star at one end alone', around, proxies,
    written: deniedFrom(`principals: [${BATCH}, "cluster.local/ns/*/sa/batch", "*/ns/shop/*", ns/shop/sa/batch, cluster.local/ns/shop]`),
    finds: PROTECTS, calls: [call(200, { from: BATCH })],
  },
  {
    name: 'deny-of-an-identity', promise: 'an identity with a star at its start is one of every trust domain', around, proxies,
    written: deniedFrom('principals: ["*/sa/batch"]'), finds: [], calls: [call(403, { from: BATCH }), call(200, { from: BATCH.replace('batch', 'web') })],
  },
  {
    name: 'deny-of-namespaces-with-a-slash', promise: 'a namespace with a slash, or in upper case, is none', around, proxies,
    written: deniedFrom('namespaces: [shop/batch, cluster.local/ns/shop, Shop]'), finds: [...PROTECTS, 'policies/unknown-namespace'], calls: [call(200, { from: BATCH })],
  },
  {
    name: 'deny-of-namespaces-with-a-star-inside', promise: 'a namespace may have stars anywhere', around, proxies,
    written: deniedFrom('namespaces: ["s*p"]'), finds: [], calls: [call(403, { from: BATCH })],
  },
  {
    name: 'deny-of-tokens', promise: 'an identity of a token is issuer and subject, with a star at one end alone', around, proxies,
    written: byToken(policy(
      'action: DENY, rules: [{from: [{source: {requestPrincipals: ["*/*", "https://id.example.com", "https://*.example.com/*"]}}], to: [{operation: {ports: ["8080"]}}]}]',
    )),
    finds: PROTECTS, calls: [call(200, { claims })],
  },
  {
    name: 'claim-with-a-dot', promise: 'a dot is a part of the name of a claim', around, proxies,
    written: byToken(policy('rules: [{when: [{key: "request.auth.claims[realm_access.roles]", values: [admin]}]}]')),
    finds: ['authorization-policy/dotted-claim'], calls: [call(403, { claims })],
  },
  {
    name: 'claim-inside-of-a-claim', promise: 'a claim inside of a claim has brackets of its own', around, proxies,
    written: byToken(policy('rules: [{when: [{key: "request.auth.claims[realm_access][roles]", values: [admin]}]}]')),
    finds: [], calls: [call(200, { claims })],
  },
  {
    name: 'deny-of-an-exact-path', promise: 'a DENY of one path lets the other texts for it pass', around, proxies,
    written: denied('paths: ["/app"]'), finds: ['authorization-policy/exact-path'],
    calls: [
      call(403, { path: '/app' }), ...['/app/', '//app', '/app;x', '/APP', '/app/x'].map((path) => call(200, { path })),
      call(403, { path: '/./app' }), call(403, { path: '/app?a' }),
    ],
  },
  {
    name: 'deny-of-a-path-with-a-star', promise: 'a star at the end stops all but another case and a second slash in front', around, proxies,
    written: denied('paths: ["/app*"]'), finds: [],
    calls: [...['/app', '/app/', '/app;x', '/app/x'].map((path) => call(403, { path })), call(200, { path: '//app' }), call(200, { path: '/APP' })],
  },
];
