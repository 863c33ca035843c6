import { App, Chart, JsonPatch } from 'cdk8s';
import {
  Canary, check, CircuitBreaker, header, HttpPolicies, IngressGateway, type IngressGatewayProps, type IngressHost, MeshService,
  path, Resilience,
} from 'cdk8s-istio';
import { chartOf } from '../../support/chart';
import { findingsIn } from '../../support/findings';

const http = { http: { number: 9080, protocol: 'HTTP' } } as const;
const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };
const simple = { namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'shop-tls' } } as const;

interface Written {
  readonly kind: string;
  readonly metadata: object;
  readonly spec: { readonly [field: string]: never };
}

function twoTeams(): { app: App; chart: Chart; platform: Chart } {
  const app = new App();
  return { app, chart: chartOf('shop', app), platform: chartOf('platform', app) };
}

/** What the gateway writes, after all of it was found right. */
function written(app: App): Written[] {
  app.synthYaml();
  const all = app.node.findAll().filter((construct) => 'toJson' in construct && !(construct instanceof Chart))
    .map((object) => (object as unknown as { toJson(): Written }).toJson());
  expect(check(all)).toEqual([]);
  return all.filter(({ metadata }) => (metadata as { namespace: string }).namespace === 'istio-ingress');
}

interface Target {
  readonly destination: { readonly host: string; readonly subset?: string; readonly port: { number: number } };
  readonly weight?: number;
}

/** The http routes of a host, as `match => destinations`. */
function routes({ spec }: Written): string[] {
  const http = spec.http as readonly { readonly name: string; readonly match?: readonly object[]; readonly route: readonly Target[] }[];
  return http.map(({ name, match = [], route }) => {
    const to = route.map(({ destination: { host, subset, port }, weight }) => (
      `${host.split('.')[0]}${subset ? `/${subset}` : ''}:${port.number}${weight ? ` ${weight}%` : ''}`));
    return `${name}: ${match.map((one) => JSON.stringify(one)).join(' or ') || 'all'} => ${to.join(' ')}`;
  });
}

test('the code of the design: a canary holds behind the gateway too, whatever the namespace of the chart', () => {
  const { app, chart, platform } = twoTeams();
  const frontend = new MeshService(chart, 'frontend', { ports: { http: { number: 80, protocol: 'HTTP' } } });
  const reviews = new MeshService(chart, 'reviews', { ports: http, versions });
  const edge = new IngressGateway(platform, 'edge', { namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'shop-tls' } });
  edge.host('shop.example.com').to(frontend).path('/reviews', reviews);
  // What is said later counts as well.
  new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 10, always: [header('end-user').exact('jason')] });

  const to = { host: 'reviews.shop.svc.cluster.local', port: { number: 9080 } };
  expect(written(app)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'edge', namespace: 'istio-ingress' },
      spec: {
        selector: { istio: 'ingress' },
        servers: [
          { port: { number: 80, name: 'http-redirect', protocol: 'HTTP' }, hosts: ['./shop.example.com'], tls: { httpsRedirect: true } },
          {
            port: { number: 443, name: 'https-shop-tls', protocol: 'HTTPS' },
            hosts: ['./shop.example.com'],
            tls: { mode: 'SIMPLE', credentialName: 'shop-tls', minProtocolVersion: 'TLSV1_2' },
          },
        ],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'edge.shop.example.com', namespace: 'istio-ingress' },
      spec: {
        hosts: ['shop.example.com'],
        gateways: ['istio-ingress/edge'],
        exportTo: ['.'],
        http: [
          {
            name: 'reviews/canary-always',
            match: [
              { headers: { 'end-user': { exact: 'jason' } }, uri: { exact: '/reviews' } },
              { headers: { 'end-user': { exact: 'jason' } }, uri: { prefix: '/reviews/' } },
            ],
            route: [{ destination: { ...to, subset: 'v2' } }],
          },
          {
            name: 'reviews/default',
            match: [{ uri: { exact: '/reviews' } }, { uri: { prefix: '/reviews/' } }],
            route: [{ destination: { ...to, subset: 'v1' }, weight: 90 }, { destination: { ...to, subset: 'v2' }, weight: 10 }],
          },
          { name: 'frontend/default', route: [{ destination: { host: 'frontend.shop.svc.cluster.local', port: { number: 80 } } }] },
        ],
      },
    },
  ]);
});

const servings: readonly (readonly [what: string, props: object, servers: readonly object[]])[] = [
  ['http alone', { https: 'off' }, [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['./a.com'] }]],
  ['http and https', { https: { credentialName: 'a', minProtocolVersion: 'TLSV1_3' }, http: 'serve' }, [
    { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['./a.com'] },
    {
      port: { number: 443, name: 'https-a', protocol: 'HTTPS' }, hosts: ['./a.com'],
      tls: { mode: 'SIMPLE', credentialName: 'a', minProtocolVersion: 'TLSV1_3' },
    },
  ]],
  ['https alone', { https: { credentialName: 'a.b' }, http: 'off', ports: { https: 8443 } }, [{
    port: { number: 8443, name: 'https-a-b', protocol: 'HTTPS' }, hosts: ['./a.com'],
    tls: { mode: 'SIMPLE', credentialName: 'a.b', minProtocolVersion: 'TLSV1_2' },
  }]],
  ['mutual TLS', { https: { mode: 'MUTUAL', credentialName: 'a', caCertCredentialName: 'ca', subjectAltNames: ['b.com'] }, http: 'off' }, [{
    port: { number: 443, name: 'https-a', protocol: 'HTTPS' }, hosts: ['./a.com'],
    tls: { mode: 'MUTUAL', credentialName: 'a', caCertCredentialName: 'ca', subjectAltNames: ['b.com'], minProtocolVersion: 'TLSV1_2' },
  }]],
  ['optional mutual TLS', { https: { mode: 'OPTIONAL_MUTUAL', credentialName: 'a' }, http: 'off' }, [{
    port: { number: 443, name: 'https-a', protocol: 'HTTPS' }, hosts: ['./a.com'],
    tls: { mode: 'OPTIONAL_MUTUAL', credentialName: 'a', minProtocolVersion: 'TLSV1_2' },
  }]],
  ['http on another port, redirected', { https: { credentialName: 'a' }, ports: { http: 8080 } }, [
    { port: { number: 8080, name: 'http-redirect', protocol: 'HTTP' }, hosts: ['./a.com'], tls: { httpsRedirect: true } },
    {
      port: { number: 443, name: 'https-a', protocol: 'HTTPS' }, hosts: ['./a.com'],
      tls: { mode: 'SIMPLE', credentialName: 'a', minProtocolVersion: 'TLSV1_2' },
    },
  ]],
];

test.each(servings)('servers of a gateway: %s', (_, props, servers) => {
  const { app, chart, platform } = twoTeams();
  const edge = new IngressGateway(platform, 'edge', { ...simple, ...props } as IngressGatewayProps);
  edge.host('a.com').to(new MeshService(chart, 'a', { ports: http }));
  expect(written(app)[0]!.spec.servers).toEqual(servers);
});

test('TLS that is handed on leads to the port of the service that speaks TLS, in its shares', () => {
  const { app, chart, platform } = twoTeams();
  const db = new MeshService(chart, 'db', { ports: { web: { number: 80, protocol: 'HTTP' }, tls: { number: 8443, protocol: 'TLS' } }, versions });
  const edge = new IngressGateway(platform, 'edge', { ...simple, https: { mode: 'PASSTHROUGH' } });
  edge.host('db.example.com').to(db);
  edge.host('only.example.com', { https: { mode: 'PASSTHROUGH' }, http: 'off' }).to(db.port('tls'));
  new Canary(chart, 'canary', { service: db, stable: 'v1', canary: 'v2', weight: 20 });
  const [gateway, redirected, only] = written(app);
  expect(gateway!.spec.servers).toEqual([
    { port: { number: 80, name: 'http-redirect', protocol: 'HTTP' }, hosts: ['./db.example.com'], tls: { httpsRedirect: true } },
    { port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: ['./db.example.com', './only.example.com'], tls: { mode: 'PASSTHROUGH' } },
  ]);
  const to = { host: 'db.shop.svc.cluster.local', port: { number: 8443 } };
  const route = [{ destination: { ...to, subset: 'v1' }, weight: 80 }, { destination: { ...to, subset: 'v2' }, weight: 20 }];
  expect(redirected!.spec).toMatchObject({
    // istiod forgets the redirect of a host that has no route for requests
    http: [{ name: 'to-https', redirect: { scheme: 'https', redirectCode: 301 } }],
    tls: [{ match: [{ port: 443, sniHosts: ['db.example.com'] }], route }],
  });
  expect(only!.spec).toMatchObject({ tls: [{ match: [{ port: 443, sniHosts: ['only.example.com'] }], route }] });
  expect(only!.spec).not.toHaveProperty('http');
});

test('one server for each certificate, and one VirtualService for each host, in an order that does not depend on the program', () => {
  const says: readonly ((edge: IngressGateway, a: MeshService<'http'>, b: MeshService<'http'>) => IngressHost)[] = [
    (edge, a) => edge.host('shop.example.com').to(a),
    (edge, _, b) => edge.host('shop.example.com').path('/b', b),
    (edge, a) => edge.host('shop.example.com').path('/b/c/d', a),
    (edge, a) => edge.host('shop.example.com').path('/b/c', a),
    (edge, a) => edge.host('about.example.com').to(a),
    (edge, a) => edge.host('partners.example.com').to(a),
    (edge) => edge.host('partners.example.com', { https: { mode: 'MUTUAL', credentialName: 'partners' }, http: 'off' }),
    (edge, a) => edge.host('plain.example.com', { https: 'off' }).to(a),
    (edge, _, b) => edge.host('help.example.com', { http: 'serve' }).to(b),
  ];
  const orders = [[0, 1, 2, 3, 4, 5, 6, 7, 8], [8, 7, 6, 5, 4, 3, 2, 1, 0], [4, 1, 8, 0, 3, 6, 5, 2, 7]];
  const results = orders.map((order) => {
    const { app, chart, platform } = twoTeams();
    const a = new MeshService(chart, 'a', { ports: http });
    const b = new MeshService(chart, 'b', { ports: http });
    const edge = new IngressGateway(platform, 'edge', simple);
    for (const i of order) says[i]!(edge, a, b);
    return { app, yaml: app.synthYaml() };
  });
  expect(results[1]!.yaml).toBe(results[0]!.yaml);
  expect(results[2]!.yaml).toBe(results[0]!.yaml);
  const [gateway, ...hosts] = written(results[0]!.app);
  expect((gateway!.spec.servers as readonly { port: { name: string }; hosts: string[] }[]).map(({ port, hosts: of }) => `${port.name}: ${of.join(' ')}`)).toEqual([
    'http-redirect: ./about.example.com ./shop.example.com', 'http: ./help.example.com ./plain.example.com', 'https-partners: ./partners.example.com',
    'https-shop-tls: ./about.example.com ./help.example.com ./shop.example.com',
  ]);
  expect(hosts.map(({ spec }) => (spec.hosts as string[]).join())).toEqual([
    'about.example.com', 'help.example.com', 'partners.example.com', 'plain.example.com', 'shop.example.com',
  ]);
  const under = (of: string): string => `{"uri":{"exact":"${of}"}} or {"uri":{"prefix":"${of}/"}}`;
  expect(routes(hosts[4]!)).toEqual([
    `a/default: ${under('/b/c/d')} => a:9080`, `a/default: ${under('/b/c')} => a:9080`, `b/default: ${under('/b')} => b:9080`, 'a/default: all => a:9080',
  ]);
});

test('a port, a version and a service of another team can be exposed', () => {
  const { app, chart, platform } = twoTeams();
  const two = new MeshService(chart, 'two', { ports: { web: { number: 80, protocol: 'HTTP' }, admin: { number: 81, protocol: 'HTTP2' } }, versions });
  new Canary(chart, 'canary', { service: two, stable: 'v1', canary: 'v2', weight: 50, always: [header('x').exact('1')], never: [header('x').exact('22')] });
  new Resilience(chart, 'patience', { service: two, timeout: '2s', retries: { attempts: 0 } });
  const one = new MeshService(chart, 'one', { ports: http, versions });
  const users = MeshService.fromName(chart, 'users', { namespace: 'accounts', ports: { http: { number: 88, protocol: 'GRPC' } }, versions: ['v7'] });
  const edge = new IngressGateway(platform, 'edge', simple);
  edge.host('a.example.com').to(users).path('/admin', two.port('admin')).path('/old', users.version('v7')).path('/mine', users.port('http'));
  edge.host('preview.example.com').to(two.version('v2').onPort(80)).path('/one', one.version('v1'));
  const [, a, preview] = written(app);
  const under = (of: string, more = ''): string => `{${more}"uri":{"exact":"${of}"}} or {${more}"uri":{"prefix":"${of}/"}}`;
  const x = (value: string): string => `"headers":{"x":{"exact":"${value}"}},`;
  expect(routes(a!)).toEqual([
    `two/canary-never: ${under('/admin', x('22'))} => two/v1:81`, `two/canary-always: ${under('/admin', x('1'))} => two/v2:81`,
    `two/default: ${under('/admin')} => two/v1:81 50% two/v2:81 50%`, `users/default: ${under('/mine')} => users:88`, `users/default: ${under('/old')} => users/v7:88`,
    'users/default: all => users:88',
  ]);
  // Of the canary nothing is left that leads to another version; what is said about all requests holds.
  expect(routes(preview!)).toEqual([
    `one/default: ${under('/one')} => one/v1:9080`, 'two/canary-always: {"headers":{"x":{"exact":"1"}}} => two/v2:80', 'two/default: all => two/v2:80',
  ]);
  expect((preview!.spec.http as readonly object[])[2]).toMatchObject({ timeout: '2s', retries: { attempts: 0 } });
});

test('a wildcard and a host under it that are served alike share a server, which names the wildcard alone', () => {
  const { app, chart, platform } = twoTeams();
  const a = new MeshService(chart, 'a', { ports: http });
  const edge = new IngressGateway(platform, 'edge', simple);
  edge.host('*.example.com').to(a);
  edge.host('shop.example.com').to(a);
  edge.host('shop.example.org').to(a);
  const [gateway, ...hosts] = written(app);
  expect((gateway!.spec.servers as readonly { hosts: string[] }[]).map((server) => server.hosts)).toEqual([
    ['./*.example.com', './shop.example.org'], ['./*.example.com', './shop.example.org'],
  ]);
  expect(hosts.map(({ metadata }) => (metadata as { name: string }).name)).toEqual(['edge.wildcard.example.com', 'edge.shop.example.com', 'edge.shop.example.org']);
});

test('a host and its gateway can be patched, before and after they are written', () => {
  const { app, chart, platform } = twoTeams();
  const a = new MeshService(chart, 'a', { ports: http });
  const edge = new IngressGateway(platform, 'edge', simple);
  edge.host('b.example.com').addJsonPatch(JsonPatch.add('/metadata/labels', { by: 'early' })).to(a).addJsonPatch(JsonPatch.add('/metadata/labels/also', 'late'));
  edge.host('a.example.com').to(a); // has the one of b made anew
  edge.gateway.addJsonPatch(JsonPatch.add('/metadata/labels', { by: 'edge' }));
  const labels = written(app).map(({ metadata }) => (metadata as { labels?: object }).labels);
  expect(labels).toEqual([{ by: 'edge' }, undefined, { by: 'early', also: 'late' }]);
});

test('policies of a service hold by its own DestinationRule, which is not written again', () => {
  const { app, chart, platform } = twoTeams();
  const reviews = new MeshService(chart, 'reviews', { ports: http, versions });
  new CircuitBreaker(chart, 'breaker', { service: reviews });
  new IngressGateway(platform, 'edge', simple).host('a.example.com').to(reviews);
  expect(written(app).map(({ kind }) => kind)).toEqual(['Gateway', 'VirtualService']);
  expect(app.node.findAll().filter((construct) => construct.node.path.includes('DestinationRule/')).map(({ node: { path: at } }) => at))
    .toEqual(['shop/reviews/DestinationRule/Resource']);
});

test.each([
  ['off', undefined, ['https']], ['off', 'SIMPLE', ['https']], ['serve', 'SIMPLE', ['http', 'https']], ['serve', 'PASSTHROUGH', ['http', 'tls']],
] as const)('with http: %s at the gateway, a host with https of its own (%s) is served by %j', (said, mode, expected) => {
  const { app, chart, platform } = twoTeams();
  const service = new MeshService(chart, 'reviews', { ports: { web: { number: 80, protocol: 'HTTP' }, tls: { number: 443, protocol: 'TLS' } } });
  const edge = new IngressGateway(platform, 'edge', {
    namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'shop-tls' }, http: said,
  });
  const https = mode === 'PASSTHROUGH' ? { mode } : { credentialName: 'own' };
  edge.host('b.example.com', { https }).to(service);
  const [gateway] = written(app).filter(({ kind }) => kind === 'Gateway') as unknown as { spec: { servers: { port: { protocol: string } }[] } }[];
  expect(gateway!.spec.servers.map(({ port }) => port.protocol.toLowerCase())).toEqual(expected);
});

test('a gateway without hosts writes nothing', () => {
  const { app, platform } = twoTeams();
  new IngressGateway(platform, 'edge', simple);
  expect(written(app)).toEqual([]);
});

test('describe and explain say what holds for a host, what does not, and who says so', () => {
  const { app, chart, platform } = twoTeams();
  const reviews = new MeshService(chart, 'reviews', { ports: http, versions });
  const edge = new IngressGateway(platform, 'edge', simple);
  const host = edge.host('shop.example.com').path('/reviews', reviews);
  new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 10, always: [path.prefix('/beta/')] });
  new Resilience(chart, 'patience', { service: reviews, timeout: '3s', retries: { attempts: 0 } });
  expect(host.describe()).toMatchObject({
    host: 'shop.example.com',
    gateway: 'istio-ingress/edge',
    https: { credentialName: 'shop-tls' },
    http: 'redirect',
    mounts: [{
      path: '/reviews',
      by: { construct: 'shop/reviews' },
      model: { host: 'reviews.shop.svc.cluster.local' },
      routes: [{ name: 'default', when: [{ path: { exact: '/reviews' } }, { path: { prefix: '/reviews/' } }] }],
      leftOut: [{ route: { name: 'canary-always' } }],
    }],
  });
  const unreachable = 'Without effect at "shop.example.com/reviews": the route of "shop/canary" for path starts with "/beta/", '
    + 'because no request is both under the path and one of these';
  const text = host.explain().replaceAll(/\(\/[^)]*\.test\.ts:\d+\)/g, '(line)');
  expect(text).toBe(`shop.example.com (gateway istio-ingress/edge)
  https on port 443: SIMPLE with shop-tls
  http on port 80: redirected to https
where path is "/reviews", or path starts with "/reviews/": reviews.shop.svc.cluster.local:9080, by shop/reviews (line)
  1. path is "/reviews", or path starts with "/reviews/": 90 % to v1, 10 % to v2, by shop/canary (line)
       retries: never, by shop/patience (line)
       timeout: 3s, by shop/patience (line)
  without effect here: route canary-always, for path starts with "/beta/", because no request is both under the path and one of these
problems:
  info composition/left-out: ${unreachable}
`);
  const line = expect.objectContaining({ file: __filename });
  expect(findingsIn(app)).toEqual([expect.objectContaining({
    rule: 'composition/left-out', severity: 'info', construct: 'shop/canary', resource: expect.objectContaining({ name: 'edge.shop.example.com' }),
    source: line, related: [expect.objectContaining({ source: line })],
  })]);
  const passed = edge.host('db.example.com', { https: { mode: 'PASSTHROUGH' }, http: 'off' });
  passed.to(new MeshService(chart, 'db', { ports: { tls: { number: 443, protocol: 'TLS' } } }));
  expect(passed.explain().replaceAll(/\(\/[^)]*\)/g, '(line)')).toBe(`db.example.com (gateway istio-ingress/edge)
  https on port 443: PASSTHROUGH
  no http
the remaining paths: db.shop.svc.cluster.local:443, by shop/db (line)
`);
});

test('a field behind the gateway is blamed on the pattern that claimed it', () => {
  const findings = findingsIn((() => {
    const { app, chart, platform } = twoTeams();
    const reviews = new MeshService(chart, 'reviews', { ports: http, versions });
    new IngressGateway(platform, 'edge', simple).host('shop.example.com').path('/reviews', reviews);
    new HttpPolicies(chart, 'headers', { service: reviews, headers: { response: { set: { x: '1\n2' } } } });
    new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 10, always: header('x').regex('(') });
    return app;
  })()).filter(({ resource }) => resource?.namespace === 'istio-ingress');
  expect(findings.map(({ path: at, construct }) => [at.slice(2).join('.'), construct])).toEqual([
    ['0.match.0.headers.x.regex', 'shop/canary'], ['0.match.1.headers.x.regex', 'shop/canary'],
    ['0.headers.response.set.x', 'shop/headers'], ['1.headers.response.set.x', 'shop/headers'],
  ]);
});
