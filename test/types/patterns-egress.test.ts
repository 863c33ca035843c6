import {
  DatabaseEgress, EgressGateway, EgressThroughGateway, ExternalService, MeshService, MutualTlsOrigination, TlsOrigination,
} from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import { chartOf } from '../support/chart';

// Compiled, never run.

const chart = chartOf();
const service = new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: { http: { number: 80, protocol: 'HTTP' } } });
const gateway = new EgressGateway(chart, 'gateway', { service: 'egress', workload: { labels: { istio: 'egress' } } });
const mesh = new MeshService(chart, 'reviews', { ports: { http: { number: 80, protocol: 'HTTP' } } });
const clients = ['shop'] as const;
const secret = { credentialName: 'a', workload: { labels: { app: 'a' }, serviceAccount: 'a' } } as const;
const files = { clientCertificate: '/a', privateKey: '/b' } as const;

export function ports(): void {
  new TlsOrigination(chart, 'a', { service, port: 'http' });
  // @ts-expect-error there is no such port
  new TlsOrigination(chart, 'b', { service, port: 'https' });
  // @ts-expect-error a service of the mesh does not leave it
  new TlsOrigination(chart, 'c', { service: mesh, port: 'http' });
  // @ts-expect-error there is no such port
  new EgressThroughGateway(chart, 'd', { service, port: 'https', gateway, clients });
  const db = new DatabaseEgress(chart, 'e', { engine: 'mysql', host: 'db.example.com', addresses: ['10.0.0.1'] });
  expectTypeOf(db.service).toEqualTypeOf<ExternalService<'tcp-mysql'>>();
  // @ts-expect-error the port has the name of the engine
  db.service.port('mysql');
}

export function certificates(): void {
  new MutualTlsOrigination(chart, 'a', { service, port: 'http', ...secret });
  new MutualTlsOrigination(chart, 'b', { service, port: 'http', ...files });
  // @ts-expect-error no sidecar without labels is given a Secret
  new MutualTlsOrigination(chart, 'c', { service, port: 'http', credentialName: 'a' });
  // @ts-expect-error a Secret that nobody may read
  new MutualTlsOrigination(chart, 'd', { service, port: 'http', credentialName: 'a', workload: { labels: { app: 'a' } } });
  // @ts-expect-error a certificate from two places
  new MutualTlsOrigination(chart, 'e', { service, port: 'http', ...secret, ...files });
  // @ts-expect-error a certificate without its key
  new MutualTlsOrigination(chart, 'f', { service, port: 'http', clientCertificate: '/a' });
  // @ts-expect-error authorities from two places
  new TlsOrigination(chart, 'g', { service, port: 'http', caCertificates: '/a', caConfigMap: 'b' });
  // @ts-expect-error some server, whoever it is
  new TlsOrigination(chart, 'h', { service, port: 'http', insecureSkipVerify: true });
}

export function throughGateways(): void {
  const way = { service, port: 'http', gateway, clients } as const;
  new EgressThroughGateway(chart, 'a', { ...way, origination: 'tls' });
  new EgressThroughGateway(chart, 'b', { ...way, origination: { credentialName: 'a' } });
  new EgressThroughGateway(chart, 'c', { ...way, origination: { caConfigMap: 'a' } });
  // @ts-expect-error the authorities are those of the Secret
  new EgressThroughGateway(chart, 'd', { ...way, origination: { credentialName: 'a', caConfigMap: 'b' } });
  // @ts-expect-error no such hop
  new EgressThroughGateway(chart, 'f', { ...way, hop: 'plaintext' });
  // @ts-expect-error of several ports each needs its target
  new EgressGateway(chart, 'h', { service: 'egress', workload: { labels: { istio: 'egress' } }, ports: [{ number: 443 }, { number: 80 }] });
}

test('compiles', () => undefined);
