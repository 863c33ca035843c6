import { Mesh } from '../../../lib/mesh/mesh';
import { clusterText } from '../../../lib/route/cluster-name';
import { follow, followTo, type Hop, type Leg } from '../../../lib/route/trip/trip';

// Whole legs through gateways; what each proxy does is held to recorded answers in test/conformance.

const istio = (kind: string, name: string, namespace: string, spec: object): object => (
  { apiVersion: 'networking.istio.io/v1', kind, metadata: { name, namespace }, spec }
);
function service(
  name: string, namespace: string, ports: readonly object[], selector: object = { app: name }, metadata: object = {},
): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace, ...metadata }, spec: { clusterIP: '10.96.0.9', selector, ports } };
}

const egress = 'istio-egressgateway.istio-system.svc.cluster.local';
const external = istio('ServiceEntry', 'api', 'web', {
  hosts: ['api.example.com'], resolution: 'DNS', ports: [{ number: 80, name: 'http', protocol: 'HTTP' }, { number: 443, name: 'tls', protocol: 'TLS' }],
});
const gatewayService = service('istio-egressgateway', 'istio-system', [
  { name: 'http2', port: 80, targetPort: 8080 }, { name: 'https', port: 443, targetPort: 8443 },
], { istio: 'egressgateway' });
const gateway = (server: object): object => istio('Gateway', 'out', 'istio-system', {
  selector: { istio: 'egressgateway' }, servers: [{ hosts: ['api.example.com'], ...server }],
});
const to = (host: string, number: number, subset?: string): object => (
  { route: [{ destination: { host, port: { number }, ...(subset ? { subset } : {}) } }] }
);

const request = { method: 'GET', path: '/v1', authority: 'api.example.com', scheme: 'http', headers: [] } as const;

function ends(hop: Hop, before = ''): string[] {
  const text = ({ cluster, next, end }: Leg): string[] => {
    const name = `${before}${clusterText(cluster)}`;
    return next ? [...(next.legs.length === 0 ? [`${name} (${JSON.stringify(next.taken.outcome)})`] : ends(next, `${name} > `))] : [`${name} (${end})`];
  };
  return hop.legs.flatMap(text);
}

test('a request goes through an egress gateway to the host outside', () => {
  const mesh = Mesh.of([external, gatewayService, gateway({ port: { number: 80, name: 'http', protocol: 'HTTP' } }), istio('VirtualService', 'api', 'istio-system', {
    hosts: ['api.example.com'], gateways: ['mesh', 'istio-system/out'],
    http: [{ match: [{ gateways: ['mesh'] }], ...to(egress, 80) }, { match: [{ gateways: ['istio-system/out'] }], ...to('api.example.com', 80), rewrite: { uri: '/in/' } }],
  })]);
  const first = followTo(mesh, mesh.proxy({ namespace: 'web' }), { host: 'api.example.com', port: 80, transport: 'http', request });
  expect(ends(first)).toEqual([`outbound|80||${egress} > outbound|80||api.example.com (endpoints)`]);
  const { next } = first.legs[0]!;
  expect(next?.connection.port).toBe(8080);
  expect(next?.routed?.outcomes).toMatchObject([{ request: { path: '/in/v1', authority: 'api.example.com' } }]);
  expect(first.unknown).toEqual([]);
});

const overTls = [
  external, gatewayService,
  gateway({ port: { number: 443, name: 'https', protocol: 'HTTPS' }, tls: { mode: 'ISTIO_MUTUAL' } }),
  istio('VirtualService', 'api', 'istio-system', {
    hosts: ['api.example.com'], gateways: ['mesh', 'istio-system/out'],
    http: [{ match: [{ gateways: ['mesh'] }], ...to(egress, 443, 'api') }, { match: [{ gateways: ['istio-system/out'] }], ...to('api.example.com', 80) }],
  }),
];
const rule = (tls: object): object => istio('DestinationRule', 'out', 'istio-system', { host: egress, subsets: [{ name: 'api', trafficPolicy: { tls } }] });

test('the hop to the gateway needs the server name of the gateway’s server', () => {
  const follows = (tls: object): string[] => {
    const mesh = Mesh.of([...overTls, rule(tls)]);
    return ends(followTo(mesh, mesh.proxy({ namespace: 'web' }), { host: 'api.example.com', port: 80, transport: 'http', request }));
  };
  expect(follows({ mode: 'ISTIO_MUTUAL', sni: 'api.example.com' })).toEqual([`outbound|443|api|${egress} > outbound|80||api.example.com (endpoints)`]);
  expect(follows({ mode: 'ISTIO_MUTUAL' })).toEqual([`outbound|443|api|${egress} ({"is":"refused","why":"no filter chain"})`]);
  expect(follows({ mode: 'DISABLE' })).toEqual([`outbound|443|api|${egress} ({"is":"refused","why":"no filter chain"})`]);
});

test('TLS of the workload passes through a gateway by its server name', () => {
  const mesh = Mesh.of([
    external, gatewayService, gateway({ port: { number: 443, name: 'tls', protocol: 'TLS' }, tls: { mode: 'PASSTHROUGH' } }),
    istio('VirtualService', 'api', 'istio-system', {
      hosts: ['api.example.com'], gateways: ['mesh', 'istio-system/out'],
      tls: [
        { match: [{ gateways: ['mesh'], sniHosts: ['api.example.com'] }], ...to(egress, 443) },
        { match: [{ gateways: ['istio-system/out'], sniHosts: ['api.example.com'] }], ...to('api.example.com', 443) },
      ],
    }),
  ]);
  const wanted = { host: 'api.example.com', port: 443, transport: 'tls', serverName: 'api.example.com' } as const;
  expect(ends(followTo(mesh, mesh.proxy({ namespace: 'web' }), wanted))).toEqual([`outbound|443||${egress} > outbound|443||api.example.com (endpoints)`]);
});

test('a gateway that sends requests to itself is a loop', () => {
  const mesh = Mesh.of([external, gatewayService, gateway({ port: { number: 80, name: 'http', protocol: 'HTTP' } }), istio('VirtualService', 'api', 'istio-system', {
    hosts: ['api.example.com'], gateways: ['mesh', 'istio-system/out'], http: [to(egress, 80)],
  })]);
  const first = followTo(mesh, mesh.proxy({ namespace: 'web' }), { host: 'api.example.com', port: 80, transport: 'http', request });
  expect(ends(first)).toEqual([`outbound|80||${egress} > outbound|80||${egress} (loop)`]);
});

test('from outside a request enters at a gateway', () => {
  const mesh = Mesh.of([
    service('shop', 'shop', [{ name: 'http', port: 80 }]),
    gatewayService, istio('Gateway', 'in', 'shop', { selector: { istio: 'egressgateway' }, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }] }),
    istio('VirtualService', 'shop', 'shop', { hosts: ['shop.example.com'], gateways: ['in'], http: [to('shop', 80)] }),
  ]);
  const at = mesh.proxy({ namespace: 'istio-system', type: 'gateway', labels: { istio: 'egressgateway' } });
  const connection = { address: '10.0.0.1', port: 8080, direction: 'outbound', transport: 'http' } as const;
  expect(ends(follow(mesh, at, { connection, request: { ...request, authority: 'shop.example.com' } }))).toEqual(['outbound|80||shop.shop.svc.cluster.local (endpoints)']);
  expect(follow(mesh, at, { connection, request }).routed?.outcomes).toMatchObject([{ status: 404, why: 'no route' }]);
});

test.each`
  what                                    | objects                                                                                               | because
  ${'an IPv6 address'}                    | ${[{ ...istio('ServiceEntry', 'six', 'web', { hosts: ['six.org'], addresses: ['2001:db8::1'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }] }) }]} | ${'IPv6'}
  ${'a waypoint'}                         | ${[service('six', 'web', [{ name: 'http', port: 80 }], { app: 'six' }, { labels: { 'istio.io/use-waypoint': 'w' } })]} | ${'waypoint'}
  ${'an EnvoyFilter'}                     | ${[istio('EnvoyFilter', 'patch', 'web', { configPatches: [] })]}                                       | ${'EnvoyFilter'}
  ${'networks'}                           | ${[{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system', labels: { 'topology.istio.io/network': 'n' } } }, service('six', 'web', [{ name: 'http', port: 80 }])]} | ${'multi-cluster networks'}
`('with $what the way is unproven', ({ objects, because }: { objects: object[]; because: string }) => {
  const mesh = Mesh.of(objects);
  const host = objects.some((object) => JSON.stringify(object).includes('six.org')) ? 'six.org' : 'six';
  const first = followTo(mesh, mesh.proxy({ namespace: 'web' }), { host, port: 80, transport: 'http', request: { ...request, authority: host } });
  expect(first.unknown.map((each) => each.because)).toContain(because);
});

test('captured DNS gives hosts without an address one that only the cluster knows', () => {
  const mesh = Mesh.of([external], { meshConfig: { defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } } } });
  const first = followTo(mesh, mesh.proxy({ namespace: 'web' }), { host: 'api.example.com', port: 80, transport: 'http', request });
  expect(first.unknown).toMatchObject([{ because: 'DNS capture' }]);
});
