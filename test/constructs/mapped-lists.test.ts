import {
  Access, AuthorizationPolicy, Condition, DatabaseEgress, EgressGateway, EgressLockdown, EgressThroughGateway, ExternalService,
  TlsOrigination,
} from 'cdk8s-istio';
import { chartOf } from '../support/chart';
import { errorsOf, findingsOf } from '../support/findings';

// A program makes its lists of what it knows: `teams.map(…)` compiles wherever a list is wanted, and an empty one is refused by name.

const http = { http: { number: 80, protocol: 'HTTP' } } as const;

interface Row {
  /** The path of the finding. */
  readonly at: string;
  readonly build: (teams: readonly string[]) => (chart: ReturnType<typeof chartOf>) => unknown;
}

const policy = (accessOf: (teams: readonly string[]) => Access): Row['build'] => (teams) => (chart) => (
  new AuthorizationPolicy(chart, 'policy', { allow: [accessOf(teams)] })
);
const anyone = Access.anything;

/** A service behind a gateway, and what a pattern makes of both. */
const egress = (make: (chart: ReturnType<typeof chartOf>, service: ExternalService<'http'>, gateway: EgressGateway, teams: readonly string[]) => unknown): Row['build'] => (
  (teams) => (chart) => make(
    chart, new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: http }),
    new EgressGateway(chart, 'gateway', { namespace: 'istio-egress', service: 'egress', workload: { labels: { istio: 'egress' } } }), teams,
  )
);

const rows: Readonly<Record<string, Row>> = {
  'Access.from': { at: 'from', build: policy((teams) => Access.from(...teams.map((team) => ({ namespaces: [team] })))) },
  'Access.to': { at: 'to', build: policy((teams) => Access.to(...teams.map((team) => ({ paths: [`/${team}`] })))) },
  'Access.when': { at: 'when', build: policy((teams) => Access.when(...teams.map((team) => Condition.header('x-team').oneOf(team)))) },
  'from of an access': { at: 'from', build: policy((teams) => anyone.from(...teams.map((team) => ({ namespaces: [team] })))) },
  'to of an access': { at: 'to', build: policy((teams) => anyone.to(...teams.map((team) => ({ paths: [`/${team}`] })))) },
  'when of an access': { at: 'when', build: policy((teams) => anyone.when(...teams.map((team) => Condition.header('x-team').oneOf(team)))) },
  'oneOf': { at: 'oneOf', build: policy((teams) => Access.when(Condition.header('x-team').oneOf(...teams.map((team) => `${team}-*`)))) },
  'noneOf': { at: 'noneOf', build: policy((teams) => Access.when(Condition.header('x-team').noneOf(...teams.map((team) => `${team}-*`)))) },
  'Condition.claim': { at: 'claim', build: policy((teams) => Access.when(Condition.claim(...teams.map((team) => team)).oneOf('a'))) },
  'allow': {
    at: 'spec.rules',
    build: (teams) => (chart) => new AuthorizationPolicy(chart, 'policy', { allow: teams.map((team) => Access.from({ namespaces: [team] })) }),
  },
  'clients': {
    at: 'clients',
    build: egress((chart, service, gateway, teams) => new EgressThroughGateway(chart, 'egress', { service, gateway, port: 'http', clients: teams.map((team) => team) })),
  },
  'serviceAccounts': {
    at: 'clients[0].serviceAccounts',
    build: egress((chart, service, gateway, teams) => new EgressThroughGateway(chart, 'egress', {
      service, gateway, port: 'http', clients: [{ namespace: 'shop', serviceAccounts: teams.map((team) => `of-${team}`) }],
    })),
  },
  'subjectAltNames': {
    at: 'subjectAltNames',
    build: egress((chart, service, _, teams) => new TlsOrigination(chart, 'tls', { service, port: 'http', subjectAltNames: teams.map((team) => `${team}.partner.com`) })),
  },
  'namespaces': { at: 'namespaces', build: egress((chart, _, gateway, teams) => new EgressLockdown(chart, 'lock', { gateway, namespaces: teams.map((team) => team) })) },
  'destinations': {
    at: 'destinations',
    build: egress((chart, _, gateway, teams) => new EgressLockdown(chart, 'lock', { gateway, namespaces: ['shop'], destinations: teams.map(() => '203.0.113.0/24') })),
  },
  'addresses': {
    at: 'addresses',
    build: (teams) => (chart) => new DatabaseEgress(chart, 'db', { engine: 'mysql', host: 'db.example.com', addresses: teams.map(() => '10.0.0.1') }),
  },
};

test.each(Object.entries(rows))('%s', (_, { at, build }) => {
  build(['shop', 'web'])(chartOf()); // an error would fail the test
  expect(errorsOf(build([])).map((error) => error.split(' @ ')[1])).toEqual([at]);
});

test('the message of an empty call names the call', () => {
  expect(findingsOf(rows['oneOf']!.build([]))).toEqual([expect.objectContaining({
    rule: 'authorization-policy-construct/empty-list', message: 'Expected at least one value in oneOf(…), got none',
  })]);
});
