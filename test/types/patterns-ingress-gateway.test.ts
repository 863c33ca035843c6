import { ExternalService, IngressGateway, type IngressGatewayProps, IngressHost, type IngressHostOptions, MeshService } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import { chartOf } from '../support/chart';

const chart = chartOf();
const ports = { http: { number: 80, protocol: 'HTTP' }, admin: { number: 81, protocol: 'HTTP' } } as const;
const reviews = new MeshService(chart, 'reviews', { ports, versions: { v1: { version: 'v1' } } });
const users = MeshService.fromName(chart, 'users', { namespace: 'accounts', ports, versions: ['v1'] });
const partner = new ExternalService(chart, 'partner', { host: 'api.partner.com', ports });
const pods = { namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } } };
const make = (id: string, options: IngressGatewayProps): IngressGateway => new IngressGateway(chart, id, options);

test('services, their ports and versions can be exposed, whoever owns them', () => {
  const edge = make('edge', { ...pods, https: { credentialName: 'a' } });
  const host = edge.host('a.com', { http: 'off' });
  expectTypeOf(host).toEqualTypeOf<IngressHost>();
  expectTypeOf(host.to(reviews.port('http'))).toEqualTypeOf<IngressHost>();
  host.path('/a', reviews).path('/b', reviews.version('v1')).path('/c', users)
    .path('/d', users.port('admin')).path('/e', users.version('v1')).path('/f', partner);
  const bad = [
    // @ts-expect-error a name says neither namespace nor port
    () => host.to('reviews'),
    // @ts-expect-error a port that the service does not have
    () => host.to(reviews.port('htp')),
    // @ts-expect-error a path leads somewhere
    () => host.path('/x'),
    // @ts-expect-error a gateway is no service
    () => host.to(edge),
  ];
  expect(bad).toHaveLength(4);
});

test('a way of serving that would serve nobody, or lead in circles, does not compile', () => {
  const good: IngressHostOptions[] = [
    {}, { http: 'serve' }, { https: 'off' }, { https: 'off', http: 'serve' }, { https: { credentialName: 'a', minProtocolVersion: 'TLSV1_3' } },
    { https: { mode: 'SIMPLE', credentialName: 'a' }, http: 'redirect' },
    { https: { mode: 'MUTUAL', credentialName: 'a', caCertCredentialName: 'b', subjectAltNames: ['c'] } },
    { https: { mode: 'OPTIONAL_MUTUAL', credentialName: 'a' }, http: 'off' }, { https: { mode: 'PASSTHROUGH' }, http: 'off' },
  ];
  const bad: (() => IngressHostOptions)[] = [
    // @ts-expect-error nothing that a redirect could lead to
    () => ({ https: 'off', http: 'redirect' }),
    // @ts-expect-error nobody would be served
    () => ({ https: 'off', http: 'off' }),
    // @ts-expect-error the gateway does not decrypt what it would serve
    () => ({ https: { mode: 'PASSTHROUGH' }, http: 'serve' }),
    // @ts-expect-error the gateway shows no certificate
    () => ({ https: { mode: 'PASSTHROUGH', credentialName: 'a' } }),
    // @ts-expect-error the gateway shows a certificate
    () => ({ https: { mode: 'MUTUAL' } }),
    // @ts-expect-error clients are not asked for certificates
    () => ({ https: { credentialName: 'a', subjectAltNames: ['b'] } }),
    // @ts-expect-error old TLS
    () => ({ https: { credentialName: 'a', minProtocolVersion: 'TLSV1_1' } }),
    // @ts-expect-error the mesh's own TLS is for the mesh
    () => ({ https: { mode: 'ISTIO_MUTUAL' } }),
    // @ts-expect-error an unknown option
    () => ({ redirect: true }),
  ];
  expect([...good, ...bad]).toHaveLength(18);
});

test('a gateway says where its pods are, which they are, and how it speaks TLS', () => {
  const bad = [
    // @ts-expect-error https is said, if only to be off
    () => make('a', pods),
    // @ts-expect-error the namespace of the pods
    () => make('b', { workload: { labels: { istio: 'ingress' } }, https: 'off' }),
    // @ts-expect-error the labels of the pods
    () => make('c', { namespace: 'istio-ingress', https: 'off' }),
    // @ts-expect-error an unknown option
    () => make('d', { ...pods, https: 'off', hosts: ['a.com'] }),
    // @ts-expect-error hosts come of the gateway
    () => new IngressHost(),
  ];
  expect(bad).toHaveLength(5);
});
