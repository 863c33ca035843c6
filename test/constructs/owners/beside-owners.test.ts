import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, Yaml } from 'cdk8s';
import {
  Canary, CircuitBreaker, configureMesh, DestinationRule, ExternalService, Findings, type Finding, header, IngressGateway,
  IstioDestinationRule,
  IstioServiceEntry, IstioVirtualService, MeshService, IstioSidecar, NamespaceIsolation, VirtualService,
} from 'cdk8s-istio';
import { findingsWith } from '../../support/findings';

const PORTS = { http: { number: 80, protocol: 'HTTP' } } as const;
const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };
const HOST = 'reviews.shop.svc.cluster.local';

interface Parts {
  readonly app: App;
  readonly shop: Chart;
  readonly web: Chart;
}

/** A canary with a breaker, and what a program adds before or after it. */
function program(add: (parts: Parts) => void, order: 'before' | 'after'): App {
  const app = new App();
  const parts = { app, shop: new Chart(app, 'shop', { namespace: 'shop' }), web: new Chart(app, 'web', { namespace: 'web' }) };
  const owners = (): void => {
    const reviews = new MeshService(parts.shop, 'reviews', { ports: PORTS, versions });
    new Canary(parts.shop, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 10, always: header('x').exact('y') });
    new CircuitBreaker(parts.shop, 'breaker', { service: reviews });
    new ExternalService(parts.shop, 'partner', { host: 'api.partner.com', ports: PORTS });
    new NamespaceIsolation(parts.shop, 'isolation');
    new IngressGateway(parts.shop, 'edge', { namespace: 'ingress', workload: { labels: { istio: 'ingress' } }, https: 'off' }).host('shop.example.com').to(reviews);
  };
  if (order === 'before') add(parts);
  owners();
  if (order === 'after') add(parts);
  return app;
}

const about = (found: readonly Finding[]): readonly unknown[] => found.map(({ rule, severity, construct, related }) => [
  rule, severity, construct, related?.map((other) => (other as { construct?: string }).construct),
]);

const routes = { http: [{ route: [{ destination: { host: 'other' } }] }] };
const subsets = [{ name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2' } }];
const ejection = { outlierDetection: { consecutive5xxErrors: 9 } };
const OWNED = ['composition/owned-host', 'error', 'shop/mine', ['shop/reviews']];
const inWeb = (rule: string, severity: string): unknown => [
  rule, severity, 'web/mine', [rule === 'composition/hiding-rule' ? 'shop/reviews/DestinationRule' : 'shop/reviews'],
];

type Row = readonly [what: string, add: (parts: Parts) => unknown, found: readonly unknown[]];
const rows: readonly Row[] = [
  ['a VirtualService by the short name', ({ shop }) => new VirtualService(shop, 'mine', { hosts: ['reviews'] }).addHttpRoute('a', { directResponse: { status: 200 } }), [OWNED]],
  ['a resource by the full name', ({ shop }) => new IstioVirtualService(shop, 'mine', { spec: { hosts: [HOST], ...routes } }), [OWNED]],
  ['one by the name with the namespace, from elsewhere', ({ web }) => new IstioVirtualService(web, 'mine', { spec: { hosts: ['reviews.shop'], ...routes } }),
    [inWeb('composition/owned-host', 'error')]],
  ['an object of any other package', ({ shop }) => new ApiObject(shop, 'mine', {
    apiVersion: 'networking.istio.io/v1beta1', kind: 'DestinationRule', metadata: { namespace: 'shop' }, spec: { host: 'reviews' },
  } as never), [OWNED]],
  ['a DestinationRule', ({ shop }) => new DestinationRule(shop, 'mine', { host: 'reviews', subsets: { v1: { labels: { version: 'v1' } } } }), [OWNED]],
  ['a ServiceEntry', ({ shop }) => new IstioServiceEntry(shop, 'mine', { spec: {
    hosts: ['api.partner.com'], ports: [{ name: 'http', number: 80, protocol: 'HTTP' }], resolution: 'DNS', location: 'MESH_EXTERNAL',
  } }), [['composition/owned-host', 'error', 'shop/mine', ['shop/partner']]]],
  ['a Sidecar', ({ shop }) => new IstioSidecar(shop, 'mine', { spec: { egress: [{ hosts: ['./*'] }] } }), [['namespace-isolation/other-sidecar', 'error', 'shop/mine', ['shop/isolation']]]],
  ['routes at the gateway', ({ shop }) => new IstioVirtualService(shop, 'mine', {
    spec: { hosts: ['shop.example.com'], gateways: ['ingress/edge'], ...routes },
  }), [['ingress-gateway/owned-host', 'error', 'shop/mine', ['shop/edge']]]],
  ['a rule of clients that hides all', ({ web }) => new IstioDestinationRule(web, 'mine', { spec: { host: HOST } }), [inWeb('composition/hiding-rule', 'error')]],
  ['a rule of clients that hides the ejection', ({ web }) => new IstioDestinationRule(web, 'mine', { spec: { host: HOST, subsets } }),
    [inWeb('composition/hiding-rule', 'error')]],
  ['a rule of clients that hides a subset', ({ web }) => new IstioDestinationRule(web, 'mine', {
    spec: { host: HOST, subsets: subsets.slice(1), trafficPolicy: ejection },
  }), [inWeb('composition/hiding-rule', 'error')]],
  ['a rule of clients that repeats', ({ web }) => new IstioDestinationRule(web, 'mine', { spec: { host: HOST, subsets, trafficPolicy: ejection } }),
    [inWeb('composition/client-rule', 'warning')]],
  ['a wildcard rule of clients that hides', ({ web }) => new IstioDestinationRule(web, 'mine', { spec: { host: '*.shop.svc.cluster.local' } }),
    [inWeb('composition/hiding-rule', 'error')]],
  ['a wildcard rule of clients that repeats', ({ web }) => new IstioDestinationRule(web, 'mine', {
    spec: { host: '*.cluster.local', subsets, trafficPolicy: ejection },
  }), [inWeb('composition/client-rule', 'warning')]],
  ['a wildcard rule where the owner is, which has the rule of the host', ({ shop }) => new IstioDestinationRule(shop, 'mine', {
    spec: { host: '*.shop.svc.cluster.local' },
  }), []],
  ['a wildcard rule of other hosts', ({ web }) => new IstioDestinationRule(web, 'mine', { spec: { host: '*.web.svc.cluster.local' } }), []],
  ['a rule of another host', ({ shop }) => new DestinationRule(shop, 'mine', { host: 'ratings' }), []],
  ['a host of the same short name elsewhere', ({ web }) => new DestinationRule(web, 'mine', { host: 'reviews' }), []],
  ['a private entry of another namespace', ({ web }) => new IstioServiceEntry(web, 'mine', { spec: {
    hosts: ['api.partner.com'], ports: [{ name: 'http', number: 80, protocol: 'HTTP' }], resolution: 'DNS', location: 'MESH_EXTERNAL', exportTo: ['.'],
  } }), []],
  ['another cluster', ({ app }) => {
    const other = new Chart(app, 'other', { namespace: 'shop' });
    configureMesh(other, { cluster: 'other' });
    new DestinationRule(other, 'mine', { host: 'reviews', metadata: { name: 'other' } });
  }, []],
];

const RULES = /owned-host|hiding-rule|client-rule|other-sidecar/;
test.each(rows.flatMap((row) => (['before', 'after'] as const).map((order) => [row[0], order, row[1], row[2]] as const)))(
  'owners defend their hosts: %s, made %s them', (_, order, add, found) => {
    const all = findingsWith(() => program(add, order));
    expect(about(all.filter(({ rule }) => RULES.test(rule)))).toEqual(found);
  });

test('the message names both, what is hidden, and what to write', () => {
  const [first] = findingsWith(() => program(({ web }) => new IstioDestinationRule(web, 'mine', { spec: { host: HOST, subsets: subsets.slice(0, 1) } }), 'after'))
    .filter(({ rule }) => RULES.test(rule));
  expect(first!.message).toBe('Expected no rule for clients in "web" in place of DestinationRule shop/reviews, '
    + 'which hides the subset "v2", the ejection of endpoints');
  expect(first!.construct).toBe('web/mine');
  expect(first!.source?.file).toContain('beside-owners.test.ts');
});

test('a finding can be acknowledged', () => {
  const app = program(({ web, shop }) => {
    Findings.of(new IstioDestinationRule(web, 'mine', { spec: { host: HOST } })).acknowledge('composition/hiding-rule', 'for a while');
    Findings.of(new DestinationRule(shop, 'mine', { host: 'reviews' })).acknowledge('composition/owned-host', 'moved next week');
  }, 'after');
  expect(findingsWith(() => app).filter(({ rule }) => RULES.test(rule) || rule.startsWith('suppression/'))).toEqual([]);
});

describe('an annotation of the resource acknowledges', () => {
  const acknowledged = (rule: string): { annotations: Record<string, string> } => (
    { annotations: { 'cdk8s-istio/acknowledge': `${rule}: for a while` } }
  );
  const owned = { hosts: ['reviews'], http: [{ route: [{ destination: { host: 'reviews' } }] }] };

  test.each([
    ['an ApiObject', (chart: Chart) => new ApiObject(chart, 'mine', {
      apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: acknowledged('composition/owned-host'), spec: owned,
    })],
    ['raw YAML', (chart: Chart) => {
      const file = join(mkdtempSync(join(tmpdir(), 'yaml-')), 'routes.yaml');
      const metadata = { name: 'mine', namespace: 'shop', ...acknowledged('composition/owned-host') };
      writeFileSync(file, Yaml.stringify({ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata, spec: owned }));
      return new Include(chart, 'mine', { url: file });
    }],
  ])('what is found on %s', (_, make) => {
    for (const order of ['before', 'after'] as const) {
      const app = program(({ shop }) => make(shop), order);
      expect(findingsWith(() => app).filter(({ rule }) => RULES.test(rule) || rule.startsWith('suppression/'))).toEqual([]);
    }
  });

  test('nothing else, and it is reported where it has no effect', () => {
    const app = program(({ web }) => new ApiObject(web, 'mine', {
      apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: acknowledged('composition/owned-host'),
      spec: { hosts: ['other.web'], http: owned.http },
    }), 'after');
    expect(findingsWith(() => app).map(({ rule }) => rule).filter((rule) => rule.startsWith('suppression/'))).toEqual(['suppression/matches-nothing']);
  });
});
