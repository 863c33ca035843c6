import { KEY_SET, meshPod, router, service, sidecar, type TrafficCase } from '../case';

const HOST = 'reviews.shop.svc.cluster.local';
const PARTNER = 'api.partner.com';

const object = (kind: string, namespace: string, name: string, spec: string): string => `---
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}
`;
const entry = (host: string, ports: string): string => (
  object('ServiceEntry', 'shop', host.replaceAll('.', '-'), `{hosts: [${host}], location: MESH_EXTERNAL, resolution: DNS, ports: [${ports}]}`)
);
const TLS = '{number: 443, name: tls, protocol: TLS}';
const TCP = '{number: 5432, name: tcp, protocol: TCP}';
const HTTP = '{number: 80, name: http, protocol: HTTP}';

const edge = router('edge', { istio: 'edge' });
const edgeService = service('edge', 'edge', { http: [80, 8080], https: [443, 8443] }, { istio: 'edge' });
const gateway = (name: string, server: string): string => object('Gateway', 'edge', name, `{selector: {istio: edge}, servers: [{${server}}]}`);
const https = (hosts: string): string => `port: {number: 443, name: https, protocol: HTTPS}, hosts: [${hosts}], tls: {mode: SIMPLE, credentialName: edge}`;
const HTTP_SERVER = 'port: {number: 80, name: web, protocol: HTTP}, hosts: ["*"]';

const reviews = [
  service('shop', 'reviews', { http: 80 }),
  meshPod('shop', 'reviews-1', '10.0.0.1', { app: 'reviews', version: 'v1' }),
  meshPod('shop', 'reviews-2', '10.0.0.2', { app: 'reviews', version: 'v2' }),
];
const rule = (namespace: string, name: string, spec: string): string => object('DestinationRule', namespace, name, `{host: ${HOST}, ${spec}}`);
const subset = (version: string): string => `subsets: [{name: ${version}, labels: {version: ${version}}}]`;
const cluster = (version: string): string => `outbound|80|${version}|${HOST}`;

const gateways: readonly TrafficCase[] = [
  {
    name: 'gateways-with-one-server-name',
    promise: 'two Gateways of the same pods whose TLS hosts differ by namespace alone make Envoy refuse the listener',
    written: gateway('a', https('red/a.example.com')) + gateway('b', https('blue/a.example.com')),
    finds: ['gateways/certificate-twice', 'listeners/same-server-name'],
    around: [edgeService],
    proxies: { edge },
    verdicts: [{ at: 'edge', listener: '0.0.0.0_8443', expect: 'has the same matching rules defined' }],
  },
  {
    name: 'gateways-with-two-protocols',
    promise: 'of servers in the clear and with TLS on one port of the same pods istiod keeps the first',
    written: gateway('a', HTTP_SERVER.replace('80', '443')) + gateway('b', https('a.example.com')),
    finds: ['listeners/other-protocol'],
    around: [edgeService],
    proxies: { edge },
    looks: [{ at: 'edge', listener: '0.0.0.0_8443', expect: { chains: [{ tls: 'plaintext', to: 'routes http.8443' }] } }],
  },
  {
    name: 'routes-joined-at-a-gateway',
    promise: 'the VirtualService of the lower name takes requests under its prefix, wherever the prefix ends, from another one for the same host',
    written: gateway('edge', HTTP_SERVER) + ['a-api', 'b-docs'].map((name, i) => object('VirtualService', 'shop', name, '{hosts: [shop.example.com], gateways: [edge/edge], '
      + `http: [{name: ${name}, match: [{uri: {prefix: ${i === 0 ? '/api' : '/api-docs'}}}], route: [{destination: {host: ${HOST}, port: {number: 80}}}]}]}`)).join(''),
    finds: ['routes/merged-order'],
    around: [edgeService, ...reviews],
    proxies: { edge },
    asks: [{ from: 'edge', port: 80, route: 'http.8080', host: 'shop.example.com', path: '/api-docs', expect: { to: cluster(''), route: 'a-api' } }],
  },
  {
    name: 'delegate-outside-of-its-root',
    promise: 'istiod drops a route of a delegate that no request of its root can match',
    written: gateway('edge', HTTP_SERVER) + object('VirtualService', 'shop', 'shop', '{hosts: [shop.example.com], gateways: [edge/edge], '
      + 'http: [{match: [{uri: {prefix: /cart}}], delegate: {name: cart}}]}')
      + object('VirtualService', 'shop', 'cart', `{http: [{match: [{uri: {prefix: /items}}], route: [{destination: {host: ${HOST}, port: {number: 80}}}]}, `
        + `{match: [{uri: {prefix: /cart/items}}], route: [{destination: {host: ${HOST}, port: {number: 80}}}]}]}`),
    finds: ['routes/outside-root'],
    around: [edgeService, ...reviews],
    proxies: { edge },
    asks: [
      { from: 'edge', port: 80, route: 'http.8080', host: 'shop.example.com', path: '/items/1', expect: { status: 404 } },
      { from: 'edge', port: 80, route: 'http.8080', host: 'shop.example.com', path: '/cart/items/1', expect: { to: cluster('') } },
    ],
  },
  {
    name: 'redirects-in-a-circle',
    promise: 'a redirect to the port with TLS holds there too, unless its match names the port',
    written: object('Gateway', 'edge', 'edge', `{selector: {istio: edge}, servers: [{${HTTP_SERVER}}, {${https('"*"')}}]}`)
      + object('VirtualService', 'shop', 'shop', '{hosts: [shop.example.com], gateways: [edge/edge], http: [{redirect: {scheme: https}}]}'),
    finds: ['routes/redirect-circle'],
    around: [edgeService],
    proxies: { edge },
    asks: [
      { from: 'edge', port: 80, route: 'http.8080', host: 'shop.example.com', expect: { status: 301, location: 'https://shop.example.com/' } },
      { from: 'edge', port: 443, route: 'https.443.https.edge.edge', host: 'shop.example.com', expect: { status: 301, location: 'https://shop.example.com/' } },
    ],
  },
  {
    name: 'patch-by-the-name-of-a-port',
    promise: 'a patch that names the port of a server in the clear matches nothing, and one that names the port of a server with TLS is applied',
    written: object('Gateway', 'edge', 'edge', `{selector: {istio: edge}, servers: [{${HTTP_SERVER}}, {${https('"*"')}}]}`)
      + object('VirtualService', 'shop', 'shop', `{hosts: [shop.example.com], gateways: [edge/edge], http: [{route: [{destination: {host: ${HOST}, port: {number: 80}}}]}]}`)
      + ['web', 'https'].map((port) => object('EnvoyFilter', 'edge', port, '{workloadSelector: {labels: {istio: edge}}, configPatches: [{applyTo: VIRTUAL_HOST, '
        + `match: {context: GATEWAY, routeConfiguration: {portName: ${port}}}, patch: {operation: MERGE, value: {request_headers_to_add: [{header: {key: x-${port}, value: patched}}]}}}]}`))
        .join('').replaceAll(/networking.istio.io\/v1\nkind: EnvoyFilter/g, 'networking.istio.io/v1alpha3\nkind: EnvoyFilter'),
    finds: ['envoy-filter/no-stable-interface', 'patches/port-name-of-http'],
    unavoidable: { 'EnvoyFilter exposes internal implementation details': 'it is said of each EnvoyFilter' },
    around: [edgeService, ...reviews],
    proxies: { edge },
    asks: [
      { from: 'edge', port: 80, route: 'http.8080', host: 'shop.example.com', expect: { to: cluster(''), headers: { 'x-web': null } } },
      { from: 'edge', port: 443, route: 'https.443.https.edge.edge', host: 'shop.example.com', expect: { to: cluster(''), headers: { 'x-https': 'patched' } } },
    ],
  },
];

const rules: readonly TrafficCase[] = [
  {
    name: 'rules-for-two-audiences',
    promise: 'a client has the subsets of the rule that is exported to it alone, so half of its requests fail',
    written: rule('shop', 'a', `${subset('v1')}, exportTo: [red]`) + rule('shop', 'b', `${subset('v2')}, exportTo: [blue]`)
      + object('VirtualService', 'shop', 'reviews', `{hosts: [${HOST}], http: [{match: [{port: 80}], route: [`
        + `{destination: {host: ${HOST}, subset: v1, port: {number: 80}}, weight: 50}, {destination: {host: ${HOST}, subset: v2, port: {number: 80}}, weight: 50}]}]}`),
    finds: ['rules/subset-of-others'],
    around: reviews,
    proxies: { red: sidecar('red'), blue: sidecar('blue') },
    looks: [
      { at: 'red', cluster: cluster('v1'), expect: { rule: 'shop/a' } },
      { at: 'red', cluster: cluster('v2'), expect: { absent: true } },
      { at: 'blue', cluster: cluster('v1'), expect: { absent: true } },
      { at: 'blue', cluster: cluster('v2'), expect: { rule: 'shop/b' } },
    ],
  },
  {
    name: 'rule-in-a-third-namespace',
    promise: 'nobody but the clients beside it follows a rule outside of the namespace of the service, wherever it is exported to',
    written: rule('config', 'reviews', `${subset('v1')}, exportTo: ["*"]`),
    finds: ['rules/exported-in-vain'],
    around: reviews,
    proxies: { web: sidecar('web'), beside: sidecar('config') },
    looks: [
      { at: 'web', cluster: cluster('v1'), expect: { absent: true } },
      { at: 'beside', cluster: cluster('v1'), expect: { rule: 'config/reviews' } },
    ],
  },
  {
    name: 'rules-of-one-host',
    promise: 'of two rules of a host in one namespace the policy of the first one holds, and the subsets of both',
    written: rule('shop', 'a', `${subset('v1')}, trafficPolicy: {loadBalancer: {simple: RANDOM}}`)
      + rule('shop', 'b', `${subset('v2')}, trafficPolicy: {outlierDetection: {consecutive5xxErrors: 5}}`),
    finds: ['rules/second-policy'],
    around: reviews,
    proxies: { web: sidecar('web') },
    looks: [
      { at: 'web', cluster: cluster('v2'), expect: { balancing: 'RANDOM' }, lacks: ['ejection'] },
      { at: 'web', cluster: cluster('v1'), expect: { balancing: 'RANDOM' } },
    ],
  },
];

const tlsRoutes = (name: string, hosts: string, gatewayNames: string, matches: readonly string[]): string => object('VirtualService', 'shop', name, `{hosts: [${hosts}], ${gatewayNames}tls: [${matches
  .map((match) => `{match: [{${match}}], route: [{destination: {host: ${HOST}, port: {number: 80}}}]}`).join(', ')}]}`);

const connections: readonly TrafficCase[] = [
  {
    name: 'subnets-of-an-earlier-match',
    promise: 'a TLS match without subnets gets those of the match before it',
    written: entry('a.example.com', TLS)
      + tlsRoutes('a', 'a.example.com, www.a.example.com', '', ['sniHosts: [a.example.com], destinationSubnets: [10.9.0.0/16]', 'sniHosts: [www.a.example.com]']),
    finds: ['connections/subnets-stick'],
    around: reviews,
    proxies: { web: sidecar('web') },
    looks: [{ at: 'web', listener: '0.0.0.0_443', sni: 'www.a.example.com', expect: { chains: [{ addresses: ['10.9.0.0/16'] }] } }],
  },
  {
    name: 'hosts-that-share-a-port',
    promise: 'of two hosts for connections without addresses the one of the lower name takes those of both',
    written: entry('a.example.com', TCP) + entry('b.example.com', TCP),
    finds: ['connections/shared-port'],
    around: [],
    proxies: { web: sidecar('web') },
    looks: [{ at: 'web', listener: '0.0.0.0_5432', expect: { chains: [{ to: 'outbound|5432||a.example.com' }] } }],
  },
  {
    name: 'server-name-in-two-lists',
    promise: 'one server name in two lists of a listener makes Envoy refuse it, with every other host on the port',
    written: entry('a.example.com', TLS) + entry('b.example.com', TLS)
      + tlsRoutes('a', 'a.example.com', '', ['sniHosts: [a.example.com]'])
      + tlsRoutes('b', 'b.example.com, a.example.com', '', ['sniHosts: [b.example.com, a.example.com]']),
    finds: ['connections/server-name-in-two-lists', 'routes/host-claimed-twice'],
    around: reviews,
    proxies: { web: sidecar('web') },
    verdicts: [{ at: 'web', listener: '0.0.0.0_443', expect: 'overlapping matching rules' }],
  },
  {
    name: 'server-name-at-a-gateway-twice',
    promise: 'a match at a gateway that has a server name of an earlier one is dropped with its other names',
    written: gateway('edge', 'port: {number: 443, name: tls, protocol: TLS}, hosts: ["*"], tls: {mode: PASSTHROUGH}')
      + tlsRoutes('a', 'a.example.com', 'gateways: [edge/edge], ', ['sniHosts: [a.example.com]'])
      + tlsRoutes('b', 'b.example.com, a.example.com', 'gateways: [edge/edge], ', ['sniHosts: [b.example.com, a.example.com]']),
    finds: ['connections/server-name-taken'],
    around: [edgeService, ...reviews],
    proxies: { edge },
    looks: [
      { at: 'edge', listener: '0.0.0.0_8443', sni: 'a.example.com', expect: { chains: [{ serverNames: ['a.example.com'] }] } },
      { at: 'edge', listener: '0.0.0.0_8443', sni: 'b.example.com', expect: { chains: [] } },
    ],
  },
];

const egressLabels = { istio: 'egress' };
const egressGateway = (server: string): string => object('Gateway', 'egress', 'egress', `{selector: {istio: egress}, servers: [{${server}}]}`);
const detour = object('VirtualService', 'egress', 'partner', `{hosts: [${PARTNER}], gateways: [mesh, egress], http: [
  {match: [{gateways: [mesh], port: 80}], route: [{destination: {host: egress.egress.svc.cluster.local, port: {number: 443}}}]},
  {match: [{gateways: [egress/egress], port: 443}], route: [{destination: {host: ${PARTNER}, port: {number: 80}}}]}]}`);
const egressService = service('egress', 'egress', { https: [443, 8443] }, egressLabels);
const HOP = 'outbound|443||egress.egress.svc.cluster.local';

const egress: readonly TrafficCase[] = [
  {
    name: 'route-beside-an-egress-gateway',
    promise: 'a route of another host goes straight to a host whose own requests go through an egress gateway',
    written: entry(PARTNER, HTTP) + egressGateway(`port: {number: 443, name: http, protocol: HTTP}, hosts: [${PARTNER}]`) + detour
      + object('VirtualService', 'shop', 'shop', `{hosts: [shop.example.com], gateways: [mesh], http: [{match: [{port: 80}], route: [{destination: {host: ${PARTNER}, port: {number: 80}}}]}]}`),
    finds: ['egress/bypassed-gateway'],
    around: [egressService],
    proxies: { web: sidecar('web') },
    asks: [
      { from: 'web', port: 80, host: PARTNER, expect: { to: HOP } },
      { from: 'web', port: 80, host: 'shop.example.com', expect: { to: `outbound|80||${PARTNER}` } },
    ],
  },
  {
    name: 'egress-without-a-server-name',
    promise: 'a sidecar sends the name of the cluster of the gateway, for which a server of one host has no filter chain',
    written: entry(PARTNER, HTTP) + egressGateway(`port: {number: 443, name: https, protocol: HTTPS}, hosts: [${PARTNER}], tls: {mode: ISTIO_MUTUAL}`) + detour
      + object('DestinationRule', 'egress', 'egress', '{host: egress.egress.svc.cluster.local, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}')
      + object('Service', 'egress', 'egress', '{clusterIP: 10.1.0.1, selector: {istio: egress}, ports: [{name: https, port: 443, targetPort: 8443}]}')
        .replace('networking.istio.io/v1', 'v1'),
    finds: ['egress/server-name-missing'],
    around: [],
    proxies: { web: sidecar('web'), gateway: router('egress', egressLabels) },
    looks: [
      { at: 'web', cluster: HOP, expect: { tls: { sni: 'outbound_.443_._.egress.egress.svc.cluster.local' } } },
      { at: 'gateway', listener: '0.0.0.0_8443', expect: { chains: [{ serverNames: [PARTNER] }] } },
      { at: 'gateway', listener: '0.0.0.0_8443', sni: 'outbound_.443_._.egress.egress.svc.cluster.local', expect: { chains: [] } },
    ],
  },
  {
    name: 'ingress-and-egress-of-the-same-pods',
    promise: 'a gateway for what comes in sends whoever asks for it on to a host of its egress',
    written: entry(PARTNER, HTTP) + egressGateway(`port: {number: 443, name: http, protocol: HTTP}, hosts: [${PARTNER}]`) + detour
      + object('Gateway', 'egress', 'edge', '{selector: {istio: egress}, servers: [{port: {number: 443, name: web, protocol: HTTP}, hosts: [shop.example.com]}]}')
      + object('VirtualService', 'shop', 'shop', `{hosts: [shop.example.com], gateways: [egress/edge], http: [{route: [{destination: {host: ${HOST}, port: {number: 80}}}]}]}`),
    finds: ['egress/open-to-outside'],
    around: [egressService, ...reviews],
    proxies: { gateway: router('egress', egressLabels) },
    asks: [
      { from: 'gateway', port: 443, route: 'http.8443', host: 'shop.example.com', expect: { to: cluster('') } },
      { from: 'gateway', port: 443, route: 'http.8443', host: PARTNER, expect: { to: `outbound|80||${PARTNER}` } },
    ],
  },
];

const SIMPLE = `tls: {mode: SIMPLE, credentialName: partner, sni: ${PARTNER}, subjectAltNames: [${PARTNER}]}`;
const partnerRule = (namespace: string, spec: string): string => object('DestinationRule', namespace, 'partner', `{host: ${PARTNER}, ${spec}}`);

const clients: readonly TrafficCase[] = [
  {
    name: 'credential-at-a-sidecar',
    promise: 'a sidecar that no selector chooses gets a rule with a Secret without its TLS; a gateway gets it',
    written: entry(PARTNER, HTTP) + partnerRule('shop', `trafficPolicy: {${SIMPLE}}`),
    finds: ['rules/credential-at-sidecars'],
    around: [edgeService],
    proxies: { web: sidecar('shop', { app: 'web' }), edge },
    looks: [
      { at: 'web', cluster: `outbound|80||${PARTNER}`, expect: { rule: 'shop/partner', tls: 'plaintext' } },
      { at: 'edge', cluster: `outbound|80||${PARTNER}`, expect: { rule: 'shop/partner', tls: { sni: PARTNER } } },
    ],
  },
  {
    name: 'rule-beside-its-workload',
    promise: 'a rule with a selector holds for workloads of its own namespace, and for none elsewhere with the same labels',
    written: entry(PARTNER, HTTP) + partnerRule('egress', `workloadSelector: {matchLabels: {app: web}}, trafficPolicy: {${SIMPLE}}`)
      + object('Deployment', 'shop', 'web', '{selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}}}').replace('networking.istio.io/v1', 'apps/v1'),
    finds: ['rules/selector-elsewhere'],
    around: [],
    proxies: { there: sidecar('shop', { app: 'web' }), beside: sidecar('egress', { app: 'web' }) },
    looks: [
      { at: 'there', cluster: `outbound|80||${PARTNER}`, expect: { tls: 'plaintext' }, lacks: ['rule'] },
      { at: 'beside', cluster: `outbound|80||${PARTNER}`, expect: { rule: 'egress/partner', tls: { sni: PARTNER } } },
    ],
  },
  {
    name: 'routes-that-the-gateway-does-not-see',
    promise: 'a gateway does not have routes that are not exported to the namespace of its pods',
    written: gateway('edge', HTTP_SERVER) + object('VirtualService', 'shop', 'shop', `{hosts: [shop.example.com], gateways: [edge/edge], exportTo: [.],
  http: [{route: [{destination: {host: ${HOST}, port: {number: 80}}}]}]}`),
    finds: ['visibility/routes-unseen'],
    around: [edgeService, ...reviews],
    proxies: { edge },
    asks: [{ from: 'edge', port: 80, route: 'http.8080', host: 'shop.example.com', expect: { status: 404 } }],
  },
  {
    name: 'destination-that-clients-do-not-see',
    promise: 'a route to a service that is not exported to the client responds with 503',
    written: object('Service', 'shop', 'reviews', '{clusterIP: 10.1.0.1, selector: {app: reviews}, ports: [{name: http, port: 80, targetPort: 80}]}')
      .replace('networking.istio.io/v1', 'v1').replace('namespace: shop', 'namespace: shop, annotations: {networking.istio.io/exportTo: .}')
      + object('VirtualService', 'web', 'front', `{hosts: [front.web.svc.cluster.local], http: [{match: [{port: 80}], route: [{destination: {host: ${HOST}, port: {number: 80}}}]}]}`),
    finds: ['visibility/destination-unseen'],
    around: [service('web', 'front', { http: 80 })],
    proxies: { web: sidecar('web') },
    looks: [{ at: 'web', cluster: cluster(''), expect: { absent: true } }],
  },
  {
    name: 'listener-on-another-port',
    promise: 'a listener of a Sidecar on a port that no service has imports nothing',
    written: object('Service', 'shop', 'db', '{clusterIP: 10.1.0.1, selector: {app: db}, ports: [{name: tcp-db, port: 3306, targetPort: 3306}]}')
      .replace('networking.istio.io/v1', 'v1')
      + object('Sidecar', 'shop', 'default', '{egress: [{port: {number: 3307, name: tcp, protocol: TCP}, hosts: ["./*"]}]}'),
    finds: ['visibility/listener-without-services'],
    around: [],
    proxies: { web: sidecar('shop') },
    looks: [{ at: 'web', cluster: 'outbound|3306||db.shop.svc.cluster.local', expect: { absent: true } }],
  },
];

const ROUTE = `route: [{destination: {host: ${HOST}, port: {number: 80}}}]`;
const atEdge = (block: string): string => object('VirtualService', 'shop', 'shop', `{hosts: [shop.example.com], gateways: [edge/edge], ${block}}`);

const protocols: readonly TrafficCase[] = [
  {
    name: 'tls-routes-where-tls-ends',
    promise: 'a server that ends TLS for requests responds with 404 where it only has routes of TLS',
    written: gateway('edge', https('shop.example.com')) + atEdge(`tls: [{match: [{sniHosts: [shop.example.com]}], ${ROUTE}}]`),
    finds: ['protocols/unused-routes'],
    around: [edgeService, ...reviews],
    proxies: { edge },
    asks: [{ from: 'edge', port: 443, route: 'https.443.https.edge.edge', host: 'shop.example.com', expect: { status: 404 } }],
  },
  {
    name: 'http-routes-where-tls-passes',
    promise: 'a server that passes TLS on has no listener where it only has routes of requests',
    written: gateway('edge', 'port: {number: 443, name: tls, protocol: TLS}, hosts: [shop.example.com], tls: {mode: PASSTHROUGH}') + atEdge(`http: [{${ROUTE}}]`),
    finds: ['protocols/unused-routes'],
    around: [edgeService, ...reviews],
    proxies: { edge },
    looks: [{ at: 'edge', listener: '0.0.0.0_8443', expect: { absent: true } }],
  },
  {
    name: 'http-routes-to-a-tcp-port',
    promise: 'a sidecar goes past routes of requests on a port for connections',
    written: object('Service', 'shop', 'db', '{clusterIP: 10.1.0.9, selector: {app: db}, ports: [{name: tcp-db, port: 80, targetPort: 80}]}')
      .replace('networking.istio.io/v1', 'v1')
      + object('VirtualService', 'shop', 'db', `{hosts: [db.shop.svc.cluster.local], http: [{${ROUTE}}]}`),
    finds: ['protocols/unused-routes', 'routes/unknown-host'],
    around: reviews,
    proxies: { web: sidecar('web') },
    looks: [{ at: 'web', listener: '10.1.0.9_80', expect: { chains: [{ to: 'outbound|80||db.shop.svc.cluster.local' }] } }],
  },
  {
    name: 'tls-inside-of-tls',
    promise: 'a rule with TLS for all ports of a host starts TLS with what applications have encrypted already',
    written: entry(PARTNER, `${HTTP}, {number: 443, name: https, protocol: HTTPS}`)
      + partnerRule('shop', `trafficPolicy: {tls: {mode: SIMPLE, sni: ${PARTNER}, subjectAltNames: [${PARTNER}]}}`),
    finds: ['protocols/tls-twice'],
    around: [],
    proxies: { web: sidecar('shop') },
    looks: [
      { at: 'web', listener: '0.0.0.0_443', sni: PARTNER, expect: { chains: [{ serverNames: [PARTNER], to: `outbound|443||${PARTNER}` }] } },
      { at: 'web', cluster: `outbound|443||${PARTNER}`, expect: { tls: { sni: PARTNER } } },
    ],
  },
];

const workload = object('Deployment', 'shop', 'books', '{selector: {matchLabels: {app: books}}, template: {metadata: {labels: {app: books, security.istio.io/tlsMode: istio}}}}')
  .replace('networking.istio.io/v1', 'apps/v1');
const books = object('Service', 'shop', 'books', '{clusterIP: 10.1.0.1, selector: {app: books}, ports: [{name: http, port: 80, targetPort: 8080}, {name: tcp-db, port: 5432, targetPort: 5432}]}')
  .replace('networking.istio.io/v1', 'v1');
const security = (kind: string, name: string, spec: string): string => object(kind, 'shop', name, spec).replace('networking', 'security');
const WEB = 'spiffe://cluster.local/ns/web/sa/web';
const atBooks = { books: sidecar('shop', { app: 'books' }, { ip: '10.0.0.9' }) };
const booksPods = [meshPod('shop', 'books-1', '10.0.0.9', { app: 'books' })];

const access: readonly TrafficCase[] = [
  {
    name: 'rules-about-requests-on-a-tcp-port',
    promise: 'an ALLOW with conditions on requests alone lets no connection to a TCP port in',
    written: workload + books + security('AuthorizationPolicy', 'books', '{selector: {matchLabels: {app: books}}, action: ALLOW, rules: [{to: [{operation: {methods: [GET]}}]}]}'),
    finds: ['access/http-rules-on-tcp'],
    around: booksPods,
    proxies: atBooks,
    looks: [{ at: 'books', listener: 'virtualInbound', port: 5432, expect: { chains: [{ lets: [] }, { lets: [] }, { lets: [] }] } }],
  },
  {
    name: 'identities-in-the-clear',
    promise: 'a DENY of an identity does not stop a client in the clear',
    written: workload + security('PeerAuthentication', 'default', '{mtls: {mode: PERMISSIVE}}')
      + security('AuthorizationPolicy', 'books', '{selector: {matchLabels: {app: books}}, action: DENY, rules: [{from: [{source: {principals: [cluster.local/ns/web/sa/web]}}]}]}'),
    finds: ['access/identity-in-the-clear'],
    around: [service('shop', 'books', { http: [80, 8080] }), ...booksPods],
    proxies: atBooks,
    calls: [
      { at: 'books', port: 8080, from: WEB, expect: 403 },
      { at: 'books', port: 8080, expect: 200 },
    ],
  },
  {
    name: 'requests-without-a-token',
    promise: 'where tokens are verified and no policy asks for one, a request without a token passes',
    written: workload + security('RequestAuthentication', 'books', `{selector: {matchLabels: {app: books}}, jwtRules: [{issuer: issuer, jwks: '${KEY_SET}'}]}`)
      + security('AuthorizationPolicy', 'books', '{selector: {matchLabels: {app: books}}, action: ALLOW, rules: [{from: [{source: {namespaces: [web]}}]}]}'),
    finds: ['access/token-not-required'],
    around: [service('shop', 'books', { http: [80, 8080] }), ...booksPods],
    proxies: atBooks,
    calls: [
      { at: 'books', port: 8080, from: WEB, expect: 200 },
      { at: 'books', port: 8080, from: WEB, headers: { authorization: 'Bearer bad' }, expect: 401 },
    ],
  },
];

export const cases: readonly TrafficCase[] = [...gateways, ...rules, ...connections, ...egress, ...clients, ...protocols, ...access];
