import { App, Chart } from 'cdk8s';
import * as ours from 'cdk8s-istio';
import { thrownBy } from '../support/findings';

/* Two copies of the package in one program, as npm installs them when versions differ; of its peers there is one. */

type Package = typeof ours;

function loadAgain(): Package {
  let loaded: Package | undefined;
  const cdk8s = jest.requireActual<object>('cdk8s');
  const constructs = jest.requireActual<object>('constructs');
  jest.isolateModules(() => {
    jest.doMock('cdk8s', () => cdk8s);
    jest.doMock('constructs', () => constructs);
    loaded = jest.requireActual<Package>('cdk8s-istio');
  });
  return loaded!;
}

const theirs = loadAgain();
const chartOf = (): Chart => new Chart(new App(), 'shop', { namespace: 'shop' });
const serviceOf = ({ MeshService }: Package, chart = chartOf()) => (
  new MeshService(chart, 'users', { ports: { http: { number: 80, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } } })
);
const OTHER = /of another copy of cdk8s-istio \(\d+\.\d+\.\d+ in \/.*\)/;

test('they are two', () => {
  expect(theirs.MeshService).not.toBe(ours.MeshService);
});

describe('errors', () => {
  const error = new theirs.ConfigError([]);

  test('of another copy are recognised', () => {
    expect(ours.ConfigError.isConfigError(error)).toBe(true);
    expect(error).toBeInstanceOf(ours.ConfigError);
    expect(new ours.ConfigError([])).toBeInstanceOf(theirs.ConfigError);
    expect(Object.keys(error)).toEqual([]);
  });

  test('of a subclass are only those of the subclass', () => {
    class Own extends ours.ConfigError {}
    expect(new Own([])).toBeInstanceOf(Own);
    expect(new Own([])).toBeInstanceOf(ours.ConfigError);
    expect(error).not.toBeInstanceOf(Own);
  });

  test.each<[string, unknown]>([
    ['undefined', undefined], ['null', null], ['a text', 'ConfigError'], ['another error', new Error('no')],
    ['what looks like one', { name: 'ConfigError', findings: [] }],
  ])('%s is none', (_, value) => {
    expect(ours.ConfigError.isConfigError(value)).toBe(false);
    expect(value instanceof ours.ConfigError).toBe(false);
  });
});

describe('in one app', () => {
  const use: Record<string, (from: Package, chart: Chart) => unknown> = {
    'an L1': ({ IstioServiceEntry }, chart) => new IstioServiceEntry(chart, 'entry', { spec: { hosts: ['a.com'] } }),
    'an L2': ({ ServiceEntry }, chart) => new ServiceEntry(chart, 'l2', { hosts: ['b.com'] }),
    'an owner': (from, chart) => serviceOf(from, chart),
    'configureMesh': ({ configureMesh }, chart) => configureMesh(chart, { release: '1.28' }),
    'an acknowledgement': ({ Findings }, chart) => Findings.of(chart).acknowledge('virtual-service/unreachable-route', 'known'),
  };
  const pairs = Object.keys(use).flatMap((first) => Object.keys(use).map((second) => [first, second] as const));

  test.each(pairs)('%s of the first and %s of the second: the second is refused, with both versions and folders', (first, second) => {
    for (const [one, two] of [[ours, theirs], [theirs, ours]] as const) {
      const chart = chartOf();
      use[first]!(one, chart);
      const [found, ...others] = thrownBy(() => use[second]!(two, new Chart(App.of(chart), 'other', { namespace: 'other' })));
      expect(others).toEqual([]);
      expect(found).toMatchObject({ rule: 'construct/two-packages', path: [], source: { file: expect.stringMatching(/two-copies\.test\.ts$/) } });
      expect(found!.message).toMatch(/^Expected one copy of cdk8s-istio in an app, got \d+\.\d+\.\d+ in \/.*, which was loaded twice$/);
      expect(found!.fix).toMatch(/^install one version: npm dedupe/);
    }
  });

  test('what was refused is no object of the first, should a program go on', () => {
    const chart = chartOf();
    new ours.ServiceEntry(chart, 'sound', { hosts: ['a.com'] });
    thrownBy(() => new theirs.IstioServiceEntry(chart, 'refused', { metadata: { name: 'refused' }, spec: { hosts: ['b.com'] } }));
    expect(App.of(chart).synthYaml()).toContain('name: refused');
  });

  test('an app says which other version it has, and where', () => {
    const chart = chartOf();
    Object.defineProperty(chart.node.root, Symbol.for('cdk8s-istio.Copy'), { value: { version: '9.9.9', folder: '/elsewhere' } });
    expect(thrownBy(() => new ours.ServiceEntry(chart, 'entry', { hosts: ['a.com'] }))[0]!.message)
      .toMatch(/^Expected one copy of cdk8s-istio in an app, got 9\.9\.9 in \/elsewhere, and \d+\.\d+\.\d+ in \//);
  });

  test('version 0.1.0, which marks no tree, is found where it keeps its state, before or after', () => {
    const before = chartOf();
    Object.defineProperty(before.node.root, Symbol.for('cdk8s-istio.Synthesis'), { value: {} });
    expect(thrownBy(() => new ours.ServiceEntry(before, 'entry', { hosts: ['a.com'] }))[0]!.message)
      .toMatch(/^Expected one copy of cdk8s-istio in an app, got 0\.1\.0, and \d+\.\d+\.\d+ in \//);
    const after = chartOf();
    new ours.ServiceEntry(after, 'entry', { hosts: ['a.com'] });
    Object.defineProperty(after.node.root, Symbol.for('cdk8s-istio.Synthesis'), { value: {} });
    expect(thrownBy(() => App.of(after).synthYaml()).map(({ rule }) => rule)).toEqual(['construct/two-packages']);
  });

  test('each copy has apps of its own', () => {
    for (const from of [ours, theirs]) {
      const chart = chartOf();
      for (const make of Object.values(use).slice(0, 4)) make(from, chart);
      expect(App.of(chart).synthYaml()).toContain('a.com');
    }
  });
});

describe('what one copy made, handed to the other', () => {
  interface Row {
    readonly given: string;
    readonly program: (chart: Chart) => unknown;
    readonly rule: string;
    readonly at: string;
    readonly got: string;
  }
  const { path, header, Destination, TrafficPolicy, Tls, Server, Resolution, Access } = theirs;
  const never = (value: unknown): never => value as never;
  const routes = (chart: Chart, route: object): unknown => new ours.VirtualService(chart, 'it', { hosts: ['a.com'], http: [never(route)] });
  const rows: Row[] = [
    {
      given: 'an owner', rule: 'composition/not-an-owner', at: 'service', got: 'Expected a MeshService, an ExternalService or a host of an IngressGateway, got "shop/users" of',
      program: (chart) => new ours.Resilience(chart, 'it', { service: never(serviceOf(theirs)), timeout: '3s' }),
    },
    {
      given: 'a match', rule: 'route/not-a-match', at: 'match[0]', got: 'Expected a match, got an instance of Match of',
      program: (chart) => new ours.FaultInjection(chart, 'it', { service: serviceOf(ours, chart), match: never(header('x').exact('1')), abort: { httpStatus: 503, percentage: 1 } }),
    },
    {
      given: 'a match of a route', rule: 'input/not-json', at: 'spec.http[0].match[0]', got: 'Expected plain data, got an instance of PathMatch of',
      program: (chart) => routes(chart, { match: path.prefix('/'), redirect: { uri: '/b' } }),
    },
    {
      given: 'a destination', rule: 'reference/not-a-target', at: 'spec.http[0].route[0].destination', got: 'got an instance of Destination of',
      program: (chart) => routes(chart, { to: Destination.host('b.com') }),
    },
    {
      given: 'a subset', rule: 'reference/not-a-target', at: 'spec.http[0].route[0].destination', got: 'got an instance of Subset of',
      program: (chart) => routes(chart, { to: new theirs.DestinationRule(chartOf(), 'it', { host: 'a', subsets: { v1: {} } }).subset('v1') }),
    },
    {
      given: 'a policy', rule: 'input/not-json', at: 'spec.trafficPolicy', got: 'got an instance of TrafficPolicy of',
      program: (chart) => new ours.DestinationRule(chart, 'it', { host: 'a', trafficPolicy: never(new TrafficPolicy()) }),
    },
    {
      given: 'TLS settings', rule: 'input/not-json', at: 'spec.trafficPolicy.tls', got: 'got an instance of Tls of',
      program: (chart) => new ours.DestinationRule(chart, 'it', { host: 'a', trafficPolicy: new ours.TrafficPolicy().tls(never(Tls.istioMutual())) }),
    },
    {
      given: 'a server', rule: 'input/not-json', at: 'spec.servers[0]', got: 'got an instance of Server of',
      program: (chart) => new ours.Gateway(chart, 'it', { selector: { istio: 'ingress' }, servers: [never(Server.http({ hosts: ['*'] }))] }),
    },
    {
      given: 'a resolution', rule: 'input/not-json', at: 'spec.resolution', got: 'got an instance of Resolution of',
      program: (chart) => new ours.ServiceEntry(chart, 'it', { hosts: ['a.com'], resolution: never(Resolution.dns()) }),
    },
    {
      given: 'access', rule: 'input/not-json', at: 'spec.rules[0]', got: 'got an instance of Access of',
      program: (chart) => new ours.AuthorizationPolicy(chart, 'it', { allow: [never(Access.from({ namespaces: ['a'] }))] }),
    },
  ];

  test.each(rows)('$given', ({ program, rule, at, got }) => {
    const chart = chartOf();
    const [found] = thrownBy(() => {
      program(chart);
      return App.of(chart).synthYaml();
    });
    expect(`${found!.rule} @ ${ours.renderPath(found!.path)}`).toBe(`${rule} @ ${at}`);
    expect(found!.message).toContain(got);
    expect(found!.message).toMatch(OTHER);
  });
});
