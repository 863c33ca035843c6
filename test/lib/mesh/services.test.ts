import { protocolOf } from '../../../lib/mesh/kubernetes-services';
import { Mesh } from '../../../lib/mesh/mesh';
import { documents } from '../../support/documents';

const HOST = 'reviews.shop.svc.cluster.local';

test.each([
  ['its name', 80, 'http', undefined, undefined, 'HTTP'],
  ['its name up to the first hyphen', 80, 'http2-api', undefined, undefined, 'HTTP2'],
  ['a name with a hyphen of its own', 80, 'grpc-web-api', undefined, undefined, 'GRPC-WEB'],
  ['appProtocol before the name', 80, 'http', undefined, 'tcp', 'TCP'],
  ['a standard name of appProtocol', 80, '', undefined, 'kubernetes.io/h2c', 'HTTP2'],
  ['its transport', 80, 'http', 'UDP', undefined, 'UDP'],
  ['nothing it knows', 8080, 'web', undefined, undefined, undefined],
  ['its number, where servers speak first', 3306, 'db', undefined, undefined, 'TCP'],
] as const)('a port has the protocol of %s', (_, number, name, transport, appProtocol, expected) => {
  expect(protocolOf(number, name, transport, appProtocol)).toBe(expected);
});

describe('a host', () => {
  const mesh = Mesh.of(documents(`
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: shop}
spec: {ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: hidden, namespace: shop, annotations: {networking.istio.io/exportTo: "."}}
spec: {ports: [{name: http, port: 80}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: outside, namespace: web}
spec: {hosts: ["*.example.com", api.example.com, ${HOST}], ports: [{number: 443, name: tls, protocol: TLS}], resolution: NONE}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: own, namespace: shop}
spec: {hosts: [api.example.com], ports: [{number: 443, name: tls, protocol: TLS}], resolution: NONE}
`));
  const found = (host: string, namespace: string): string | undefined => {
    const service = mesh.service(host, namespace);
    return service && `${service.registry} ${service.namespace} ${service.host}`;
  };

  test.each([
    ['a short name in its own namespace', 'reviews', 'shop', `Kubernetes shop ${HOST}`],
    ['a short name elsewhere', 'reviews', 'web', undefined],
    ['a full name, of a Kubernetes Service rather than of a ServiceEntry', HOST, 'data', `Kubernetes shop ${HOST}`],
    ['a full name that the own namespace has too', HOST, 'web', `ServiceEntry web ${HOST}`],
    ['what is exported to no other namespace', 'hidden.shop.svc.cluster.local', 'web', undefined],
    ['the same at home', 'hidden', 'shop', 'Kubernetes shop hidden.shop.svc.cluster.local'],
    ['an exact name before a wildcard', 'api.example.com', 'shop', 'ServiceEntry shop api.example.com'],
    ['what only a wildcard covers', 'www.example.com', 'shop', 'ServiceEntry web *.example.com'],
    ['what nothing covers', 'example.com', 'shop', undefined],
  ] as const)('means %s', (_, host, namespace, expected) => {
    expect(found(host, namespace)).toBe(expected);
  });
});

test('a service that a program declares is one, until its object is there', () => {
  const declared = { name: 'reviews', namespace: 'shop', host: HOST, ports: [{ name: 'x', number: 80, protocol: 'HTTP' }], versions: {}, construct: 'a' };
  const alone = new Mesh([], () => [declared]);
  expect(alone.services.map(({ host, ports, entry }) => [host, ports, entry])).toEqual([[HOST, [{ name: 'x', number: 80, protocol: 'HTTP' }], undefined]]);
});
