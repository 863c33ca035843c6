import { App, type Chart } from 'cdk8s';
import {
  check, CircuitBreaker, EgressGateway, EgressThroughGateway, ExternalService, header, Resilience, TlsOrigination, type ServiceProtocol,
  type ResilienceRetries,
} from 'cdk8s-istio';
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { chartOf } from '../support/chart';
import { PROPERTIES_MS } from '../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

// Random services behind a gateway, or not, with random patterns, made in any order.

interface Service {
  readonly protocol: ServiceProtocol;
  readonly through: boolean;
  readonly encrypted: boolean;
  readonly certificate: boolean;
  readonly clients: readonly string[];
  readonly requests: number | undefined;
  readonly retries: ResilienceRetries | undefined;
  readonly slow: boolean;
}

const HTTP: readonly ServiceProtocol[] = ['HTTP', 'HTTP2', 'GRPC'];
const protocols = ['HTTP', 'HTTP2', 'GRPC', 'TLS', 'HTTPS', 'TCP'] as const satisfies readonly ServiceProtocol[];
const services = fc.uniqueArray(fc.record<Service>({
  protocol: fc.constantFrom(...protocols), through: fc.boolean(), encrypted: fc.boolean(), certificate: fc.boolean(),
  clients: fc.uniqueArray(fc.constantFrom('shop', 'billing', 'istio-egress'), { minLength: 1 }),
  requests: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
  retries: fc.constantFrom<ResilienceRetries | undefined>({ retryOn: 'safe' }, { retryOn: 'idempotent' }, { attempts: 0 }, undefined), slow: fc.boolean(),
}), { maxLength: 4, selector: (service) => JSON.stringify(service) });

type Make = (chart: Chart, gateway: EgressGateway, service: ExternalService<'port'>) => unknown;

/** What is made of a service, each under an id of its own. */
function makes({ protocol, through, encrypted, certificate, clients, requests, retries, slow }: Service, id: string): Make[] {
  const canEncrypt = encrypted && protocol !== 'TLS' && protocol !== 'HTTPS';
  const origination = certificate ? { credentialName: 'client' } : 'tls';
  return [
    ...(through ? [((chart, gateway, service) => new EgressThroughGateway(chart, `${id}-way`, {
      service, port: 'port', gateway, clients: clients as [string], ...(canEncrypt ? { origination } : {}),
    })) satisfies Make] : []),
    ...(canEncrypt && !through ? [((chart, _, service) => new TlsOrigination(chart, `${id}-tls`, { service, port: 'port' })) satisfies Make] : []),
    ...(requests === undefined ? [] : [((chart, _, service) => (
      new CircuitBreaker(chart, `${id}-breaker`, { service, maxConnections: requests })
    )) satisfies Make]),
    ...(retries && HTTP.includes(protocol) ? [((chart, _, service) => (
      new Resilience(chart, `${id}-patience`, {
        service, timeout: '3s', retries: { ...retries, ...(protocol === 'GRPC' && retries.retryOn === 'idempotent' ? { allMethods: true } : {}) },
      })
    )) satisfies Make] : []),
    ...(slow && HTTP.includes(protocol) ? [((chart, _, service) => (
      new Resilience(chart, `${id}-slow`, { service, timeout: '30s', retries: { attempts: 0 }, match: header('x-slow').exact('1') })
    )) satisfies Make] : []),
  ];
}

function built(all: readonly Service[], order: (makes: (() => unknown)[]) => (() => unknown)[]): string {
  const chart = chartOf();
  const gateway = new EgressGateway(chart, 'gateway', { namespace: 'istio-egress', service: 'egress', workload: { labels: { istio: 'egress' } } });
  const made = all.flatMap((one, i) => {
    const service = new ExternalService(chart, `service-${i}`, {
      host: `s${i}.example.com`, ports: { port: { number: 1000, protocol: one.protocol } }, addresses: [`10.0.0.${i + 1}`],
    });
    return makes(one, `p${i}`).map((make) => () => make(chart, gateway, service));
  });
  for (const make of order(made)) make();
  return App.of(chart).synthYaml();
}

interface Resource {
  readonly kind: string;
  readonly metadata: { readonly namespace: string };
  readonly spec: any;
}

test('in any order the same, one of each a host, without a finding, and no hop in the clear', () => {
  fc.assert(fc.property(services, fc.infiniteStream(fc.nat()), (all, ranks) => {
    const yaml = built(all, (made) => made);
    const keys = all.flatMap((one, i) => makes(one, `p${i}`)).map(() => ranks.next().value);
    const shuffled = built(all, (made) => (
      made.map((make, i) => [keys[i]!, make] as const).sort(([a], [b]) => a - b).map(([, make]) => make)
    ));
    expect(shuffled).toBe(yaml);
    const resources = parseAllDocuments(yaml).map((document) => document.toJS() as Resource).filter(Boolean);
    expect(check(resources)).toEqual([]);
    const hosts = resources.filter(({ kind }) => kind === 'DestinationRule' || kind === 'VirtualService')
      .map(({ kind, spec }) => `${kind} ${spec.host ?? spec.hosts[0]}`);
    expect(new Set(hosts).size).toBe(hosts.length);
    const behind = all.filter(({ through }) => through).length;
    const subsets = resources.flatMap(({ spec }) => (spec.host?.startsWith('egress.') ? spec.subsets : [])) as any[];
    expect(subsets.map(({ trafficPolicy: { portLevelSettings: [{ tls }] } }) => tls.mode)).toEqual(Array(behind).fill('ISTIO_MUTUAL'));
    expect(resources.filter(({ kind, metadata }) => kind === 'ServiceEntry' && metadata.namespace === 'istio-egress').length).toBe(behind);
    for (const { mode, sni, subjectAltNames } of resources.flatMap(({ spec }) => (
      spec.trafficPolicy?.portLevelSettings?.flatMap(({ tls }: any) => tls ?? []) ?? []
    )) as any[]) expect([mode, subjectAltNames]).toEqual([expect.stringMatching(/^(SIMPLE|MUTUAL)$/), [sni]]);
  }), { numRuns: 60 });
});
