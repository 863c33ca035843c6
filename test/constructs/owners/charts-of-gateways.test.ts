import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Testing, YamlOutputType } from 'cdk8s';
import {
  CircuitBreaker, DatabaseEgress, EgressGateway, EgressThroughGateway, ExternalService, MeshService, NamespaceIsolation, Resilience,
} from 'cdk8s-istio';
import { parseAllDocuments } from 'yaml';

// What a gateway needs is in its namespace, so its chart writes it: the chart of a team holds only what the team may apply.

interface Program {
  readonly app: App;
  readonly platform: Chart;
  readonly team: Chart;
}

/** A team's chart with a partner and a database behind the gateway of the platform's chart. */
function program(isTeamFirst: boolean, yamlOutputType = YamlOutputType.FILE_PER_CHART, PlatformChart: typeof Chart = Chart): Program {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'charts-')), yamlOutputType });
  const makePlatform = (): Chart => new PlatformChart(app, 'platform', { namespace: 'istio-egress' });
  const before = isTeamFirst ? undefined : makePlatform();
  const team = new Chart(app, 'team', { namespace: 'shop' });
  const partner = new ExternalService(team, 'partner', { host: 'api.partner.com', ports: { http: { number: 80, protocol: 'HTTP' } } });
  const database = new DatabaseEgress(team, 'db', { engine: 'postgres', host: 'db.partner.com', addresses: ['203.0.113.9'] });
  new CircuitBreaker(team, 'breaker', { service: partner, consecutive5xxErrors: 5 });
  const cart = new MeshService(team, 'cart', { ports: { http: { number: 80, protocol: 'HTTP' } } });
  new Resilience(team, 'cart-patience', { service: cart, timeout: '3s' });
  const platform = before ?? makePlatform();
  const gateway = new EgressGateway(platform, 'gateway', { service: 'egress', workload: { labels: { istio: 'egress' } } });
  new EgressThroughGateway(team, 'partner-egress', { service: partner, port: 'http', gateway, clients: ['shop'], origination: 'tls' });
  new EgressThroughGateway(team, 'db-egress', { service: database.service, port: 'tcp-postgres', gateway, clients: ['shop'] });
  return { app, platform, team };
}

const OF_THE_GATEWAY = [
  'AuthorizationPolicy istio-egress/egress',
  'ServiceEntry istio-egress/api-partner-com', 'ServiceEntry istio-egress/db-partner-com',
  'DestinationRule istio-egress/egress', 'DestinationRule istio-egress/api-partner-com', 'DestinationRule istio-egress/db-partner-com',
  'Gateway istio-egress/egress',
  'VirtualService istio-egress/api-partner-com', 'VirtualService istio-egress/db-partner-com',
].sort();
const OF_THE_TEAM = ['VirtualService shop/cart'];

function titlesOf(manifests: readonly unknown[]): string[] {
  return manifests.map((manifest) => {
    const { kind, metadata: { name, namespace } } = manifest as { kind: string; metadata: { name: string; namespace: string } };
    return `${kind} ${namespace}/${name}`;
  }).sort();
}

/** The resources of each file or folder of an app. */
function written({ app }: Program): Record<string, string[]> {
  app.synth();
  const files = (readdirSync(app.outdir, { recursive: true }) as string[]).filter((file) => file.endsWith('.yaml')).sort();
  const chartOf = (file: string): string => file.split(/[/.]/)[0]!;
  return Object.fromEntries([...new Set(files.map(chartOf))].map((chart) => [
    chart, titlesOf(files.filter((file) => chartOf(file) === chart)
      .flatMap((file) => parseAllDocuments(readFileSync(join(app.outdir, file), 'utf8')).map((document) => document.toJS() as unknown))),
  ]));
}

const ORDERS = [['first', true], ['last', false]] as const;

test.each(ORDERS)('files of charts, the team\'s made %s', (_, isTeamFirst) => {
  expect(written(program(isTeamFirst))).toEqual({ platform: OF_THE_GATEWAY, team: OF_THE_TEAM });
});

test.each(ORDERS)('folders of charts, the team\'s made %s, also when the app is synthesized again', (_, isTeamFirst) => {
  const made = program(isTeamFirst, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE);
  expect(written(made)).toEqual({ platform: OF_THE_GATEWAY, team: OF_THE_TEAM });
  expect(written(made)).toEqual({ platform: OF_THE_GATEWAY, team: OF_THE_TEAM });
});

test.each(ORDERS)('charts that are rendered without their app, the team\'s made %s', (_, isTeamFirst) => {
  const { platform, team } = program(isTeamFirst);
  expect(titlesOf(Testing.synth(platform) as unknown[])).toEqual(OF_THE_GATEWAY);
  expect(titlesOf(Testing.synth(team) as unknown[])).toEqual(OF_THE_TEAM);
});

test('nothing is lost where the chart of the gateway renders itself', () => {
  class Own extends Chart {
    public override toJson(): unknown[] {
      return super.toJson() as unknown[];
    }
  }
  const { platform = [], team = [] } = written(program(false, YamlOutputType.FILE_PER_CHART, Own));
  expect([...platform, ...team].sort()).toEqual([...OF_THE_GATEWAY, ...OF_THE_TEAM].sort());
});

test('a platform app and a team app that are synthesized apart write the same bytes for the charts that they share', () => {
  const partnerOfShop = (app: App): void => {
    const platform = new Chart(app, 'platform', { namespace: 'istio-egress' });
    const gateway = new EgressGateway(platform, 'gateway', { service: 'istio-egress', workload: { labels: { istio: 'egress' } } });
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    const partner = new ExternalService(shop, 'partner', { host: 'api.partner.com', ports: { http: { number: 80, protocol: 'HTTP' } } });
    new EgressThroughGateway(shop, 'partner-egress', { service: partner, port: 'http', gateway, clients: ['shop'], origination: 'tls' });
    new NamespaceIsolation(shop, 'isolation', { dependencies: [partner] });
  };
  const filesOf = (make: (app: App) => void): Record<string, string> => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'apart-')) });
    make(app);
    app.synth();
    return Object.fromEntries(['platform', 'shop'].map((chart) => [chart, readFileSync(join(app.outdir, `${chart}.k8s.yaml`), 'utf8')]));
  };
  const platformApp = filesOf(partnerOfShop);
  const teamApp = filesOf((app) => {
    const cart = new MeshService(new Chart(app, 'cart', { namespace: 'cart' }), 'cart', { ports: { http: { number: 80, protocol: 'HTTP' } } });
    new Resilience(new Chart(app, 'patience'), 'cart-patience', { service: cart, timeout: '3s' });
    partnerOfShop(app);
  });
  expect(teamApp).toEqual(platformApp);
  expect(platformApp.shop).toMatch(/^apiVersion.*\nkind: Sidecar\n/);
  expect(platformApp.shop).not.toContain('---');
});
