import { App, Chart } from 'cdk8s';
import { Gateway, GatewayRef, type GatewaySpec, type IGateway, Server, type ServerTlsSettings, VirtualService } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/gateway';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<GatewaySpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what Istio would refuse does not compile', () => {
  const port = { number: 443, name: 'https', protocol: 'HTTPS' };
  const spec: GatewaySpec = { servers: [{ port, hosts: ['a.com'], tls: { mode: 'SIMPLE', credentialName: 'cert' } }] };
  // @ts-expect-error a port has a name and a protocol
  const bare: GatewaySpec = { servers: [{ port: { number: 80 }, hosts: ['a.com'] }] };
  // @ts-expect-error hosts are required
  const noHosts: GatewaySpec = { servers: [{ port }] };
  // @ts-expect-error unknown field
  const unknown: GatewaySpec = { server: [] };
  // @ts-expect-error names of a closed list are upper case
  const mode: ServerTlsSettings = { mode: 'simple' };
  // @ts-expect-error certificates come from one source
  const twoSecrets: ServerTlsSettings = { credentialName: 'a', credentialNames: ['b'] };
  // @ts-expect-error certificates come from one source
  const secretsAndFiles: ServerTlsSettings = { credentialNames: ['b'], tlsCertificates: [{ serverCertificate: '/c', privateKey: '/k' }] };
  // @ts-expect-error a closed list
  const version: ServerTlsSettings = { minProtocolVersion: 'TLS1.2' };
  expect([spec, bare, noHosts, unknown, mode, twoSecrets, secretsAndFiles, version]).toHaveLength(8);
});

test('a server that nothing could connect to, or that would verify nobody, does not compile', () => {
  const hosts = ['a.com'];
  const files = { serverCertificate: '/c', privateKey: '/k' };
  const good = [
    Server.https({ hosts, credentialName: 'cert' }),
    Server.https({ hosts, ...files, minProtocolVersion: 'TLSV1_3' }),
    Server.mutualTls({ hosts, credentialName: 'cert', caCertCredentialName: 'ca', subjectAltNames: ['b.com'] }),
    Server.mutualTls({ hosts, tlsCertificates: [files], caCertificates: '/ca', caCrl: '/crl' }),
  ];
  const bad = [
    // @ts-expect-error somebody is served
    () => Server.http({}),
    // @ts-expect-error TLS is no protocol of a plain server
    () => Server.http({ hosts, protocol: 'TLS' }),
    // @ts-expect-error a plain server shows no certificate
    () => Server.http({ hosts, credentialName: 'cert' }),
    // @ts-expect-error a certificate comes from somewhere
    () => Server.https({ hosts }),
    // @ts-expect-error and from one place
    () => Server.https({ hosts, credentialName: 'cert', ...files }),
    // @ts-expect-error a certificate has a key
    () => Server.https({ hosts, serverCertificate: '/c' }),
    // @ts-expect-error clients show no certificate
    () => Server.https({ hosts, credentialName: 'cert', subjectAltNames: ['b.com'] }),
    // @ts-expect-error authorities of clients stand beside a certificate from a file
    () => Server.mutualTls({ hosts, ...files }),
    // @ts-expect-error with a Secret, they are in it
    () => Server.mutualTls({ hosts, credentialName: 'cert', caCertificates: '/ca' }),
    // @ts-expect-error at most two certificates
    () => Server.optionalMutualTls({ hosts, credentialNames: ['a', 'b', 'c'] }),
    // @ts-expect-error the certificates are the mesh's
    () => Server.istioMutualTls({ hosts, credentialName: 'cert' }),
    // @ts-expect-error what is passed through is not looked at
    () => Server.passthrough({ hosts, minProtocolVersion: 'TLSV1_3' }),
    // @ts-expect-error there is no usual port of TCP
    () => Server.tcp({}),
  ];
  expect([...good, ...bad]).toHaveLength(17);
});

test('a gateway says which pods it is, and routes take it as it is', () => {
  const chart = new Chart(new App(), 'chart');
  // @ts-expect-error which pods
  const everywhere = () => new Gateway(chart, 'all', { servers: [] });
  // @ts-expect-error a server is made by Server
  const raw = () => new Gateway(chart, 'raw', { selector: {}, servers: [{ hosts: ['a.com'] }] });
  const edge = new Gateway(chart, 'edge', { selector: { istio: 'ingress' } });
  expectTypeOf(edge.addServer).returns.toEqualTypeOf<Gateway>();
  expectTypeOf(edge).toExtend<IGateway>();
  const routes = () => new VirtualService(chart, 'routes', { hosts: ['a.com'], gateways: [edge, edge.ref, GatewayRef.mesh] });
  // @ts-expect-error a server is no gateway
  const server = () => new VirtualService(chart, 'server', { hosts: ['a.com'], gateways: [Server.tcp({ port: 1 })] });
  expect([everywhere, raw, routes, server]).toHaveLength(4);
});
