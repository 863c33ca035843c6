import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import {
  configureMesh, DestinationRule, EgressGateway, Gateway, IstioDestinationRule, IstioGateway, IstioServiceEntry, IstioSidecar,
  IstioVirtualService, NamespaceIsolation, path, renderPath, Server, ServiceEntry, Sidecar, VirtualService,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { findingsOf } from '../support/findings';

/* What users get for input that types would have refused, or cannot see: one error with the place and the way out, and no output. */

type Build = (chart: Chart) => unknown;

const routes = (http: unknown): Build => (chart) => new IstioVirtualService(chart, 'it', { spec: untyped({ hosts: ['reviews'], http }) });
const route = (fields: object): Build => routes([{ route: [{ destination: { host: 'reviews' } }], ...fields }]);
const rule = (trafficPolicy: unknown): Build => (chart) => new IstioDestinationRule(chart, 'it', { spec: untyped({ host: 'reviews', trafficPolicy }) });
const cycle: Record<string, unknown> = {};
cycle.inner = { cycle };
const deep = (levels: number): unknown => (levels === 0 ? {} : { uri: deep(levels - 1) });

const throwing = (): never => { throw new Error('no such secret'); };
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

interface Row {
  readonly input: string;
  readonly build: Build;
  readonly rule: string;
  readonly at: string;
  readonly got: string | RegExp;
}

const rows: Row[] = [
  { input: 'an unknown key', build: route({ timeOut: '5s' }), rule: 'field/unknown', at: 'spec.http[0].timeOut', got: 'Unknown field "timeOut"' },
  {
    input: 'an unknown key of an L2', rule: 'field/unknown', at: 'spec.exportsTo', got: 'Unknown field "exportsTo" in "spec"',
    build: (chart) => new DestinationRule(chart, 'it', untyped({ host: 'reviews', exportsTo: ['.'] })),
  },
  {
    input: 'two members of a one-of', build: route({ match: [{ uri: { exact: '/a', prefix: '/' } }] }),
    rule: 'field/conflicting', at: 'spec.http[0].match[0].uri', got: 'got "exact" and "prefix"',
  },
  { input: 'a string for a number', build: route({ retries: { attempts: '3' } }), rule: 'field/wrong-type', at: 'spec.http[0].retries.attempts', got: 'got the string "3"' },
  { input: 'a duration without a unit', build: route({ timeout: '5' }), rule: 'value/duration', at: 'spec.http[0].timeout', got: 'got "5"' },
  {
    input: 'a weight of 33.3', rule: 'field/wrong-type', at: 'spec.http[0].route[0].weight', got: 'Expected a whole number, got 33.3',
    build: routes([{ route: [{ destination: { host: 'a' }, weight: 33.3 }, { destination: { host: 'b' }, weight: 67 }] }]),
  },
  {
    input: 'a weight of -5', rule: 'virtual-service/negative-weight', at: 'spec.http[0].route[0].weight', got: '-5',
    build: routes([{ route: [{ destination: { host: 'a' }, weight: -5 }, { destination: { host: 'b' }, weight: 105 }] }]),
  },
  { input: 'a regex that RE2 refuses', build: route({ match: [{ uri: { regex: '(?=a)' } }] }), rule: 'value/re2', at: 'spec.http[0].match[0].uri.regex', got: 'got "(?=a)"' },
  { input: 'an enum in lower case', build: rule({ loadBalancer: { simple: 'random' } }), rule: 'field/unknown-value', at: 'spec.trafficPolicy.loadBalancer.simple', got: 'got "random"' },
  {
    input: 'a field the target release lacks', rule: 'field/needs-release', at: 'spec.trafficPolicy.retryBudget', got: 'got the field "retryBudget", which came with Istio 1.27',
    build: (chart) => {
      configureMesh(chart, { release: '1.26' });
      return rule({ retryBudget: { percent: 20 } })(chart);
    },
  },
  {
    input: 'a subset that the rule does not have', rule: 'reference/unknown-subset', at: 'spec.subsets', got: 'Expected "v1", got "v9"',
    build: (chart) => new DestinationRule(chart, 'it', { host: 'reviews', subsets: { v1: { labels: { version: 'v1' } } } }).subset(untyped('v9')),
  },
  {
    input: 'a port that the service does not have', rule: 'reference/unknown-port', at: 'spec.ports', got: 'Expected "https", got "http"',
    build: (chart) => new ServiceEntry(chart, 'it', { hosts: ['a.com'], ports: { https: { number: 443 } } }).port(untyped('http')),
  },
  {
    input: 'a subset of another app', rule: 'reference/other-app', at: 'spec.http[0].route[0].destination', got: 'Expected a construct of the same app',
    build: (chart) => {
      const elsewhere = new DestinationRule(new Chart(new App(), 'other'), 'rule', { host: 'reviews', subsets: { v1: {} } });
      return new VirtualService(chart, 'it', { hosts: ['reviews'], http: [{ to: elsewhere.subset('v1') }] });
    },
  },
  {
    input: 'a gateway of another app', rule: 'reference/other-app', at: 'spec.gateways[0]', got: 'Expected a construct of the same app',
    build: (chart) => {
      const elsewhere = new Gateway(new Chart(new App(), 'other'), 'edge', { selector: { istio: 'ingress' }, servers: [Server.http({ hosts: ['*'] })] });
      return new VirtualService(chart, 'it', { hosts: ['a.com'], gateways: [elsewhere], http: [{ match: path.prefix('/'), redirect: { uri: '/b' } }] });
    },
  },
  {
    input: 'two resources of one name', rule: 'identity/duplicate-resource', at: 'metadata.name', got: 'a second DestinationRule shop/same',
    build: (chart) => {
      new DestinationRule(chart, 'one', { metadata: { name: 'same' }, host: 'a' });
      new DestinationRule(chart, 'it', { metadata: { name: 'same' }, host: 'b' });
    },
  },
  { input: 'null', build: route({ timeout: null }), rule: 'input/null', at: 'spec.http[0].timeout', got: 'got null' },
  { input: 'undefined in a list', build: routes([undefined]), rule: 'input/undefined-in-list', at: 'spec.http[0]', got: 'got undefined' },
  { input: 'a class instance', build: route({ timeout: new Date(0) }), rule: 'input/not-json', at: 'spec.http[0].timeout', got: 'got an instance of Date' },
  { input: 'a function', build: route({ timeout: function later() { /* a callback left in the spec */ } }), rule: 'input/not-json', at: 'spec.http[0].timeout', got: 'got function later' },
  { input: 'a symbol', build: route({ timeout: Symbol('x') }), rule: 'input/not-json', at: 'spec.http[0].timeout', got: 'got a symbol' },
  { input: 'a bigint', build: route({ retries: { attempts: 3n } }), rule: 'input/not-json', at: 'spec.http[0].retries.attempts', got: 'got 3n' },
  { input: 'NaN', build: route({ retries: { attempts: Number.NaN } }), rule: 'input/not-finite', at: 'spec.http[0].retries.attempts', got: 'got NaN' },
  { input: 'a cycle', build: route({ headers: cycle }), rule: 'input/cycle', at: 'spec.http[0].headers.inner.cycle', got: 'contains itself' },
  { input: 'a spec without end', build: route({ match: [deep(200)] }), rule: 'input/too-deep', at: renderPath(['spec', 'http', 0, 'match', 0, ...Array(97).fill('uri')]), got: 'got more' },
  {
    input: 'a Lazy, resolved and then checked', build: route({ timeout: Lazy.any({ produce: () => '5' }) }),
    rule: 'value/duration', at: 'spec.http[0].timeout', got: 'got "5"',
  },
  {
    input: 'a token, resolved and then checked', build: route({ retries: { resolve: () => ({ attempts: 'many' }) } }),
    rule: 'field/wrong-type', at: 'spec.http[0].retries.attempts', got: 'got the string "many"',
  },
  {
    input: 'a token that fails', rule: 'input/token-failed', at: 'spec.http[0].timeout', got: 'got an error: no such secret',
    build: route({ timeout: Lazy.any({ produce: () => { throw new Error('no such secret'); } }) }),
  },
  {
    input: 'a name of 64 characters where istiod wants a label', rule: 'gateway/name-is-a-label', at: 'metadata.name', got: /x{20}/,
    build: (chart) => new Gateway(chart, 'it', { metadata: { name: 'x'.repeat(64) }, selector: { istio: 'ingress' }, servers: [Server.http({ hosts: ['*'] })] }),
  },
  {
    input: 'a name of 254 characters', rule: 'metadata/name', at: 'metadata.name', got: 'it has 254 characters, at most 253 are allowed',
    build: (chart) => new IstioServiceEntry(chart, 'it', { metadata: { name: 'x'.repeat(254) }, spec: { hosts: ['a.com'] } }),
  },
  {
    input: 'misspelt metadata', rule: 'field/unknown', at: 'metadata.nmespace', got: 'Unknown field "nmespace" in "metadata"',
    build: (chart) => new IstioServiceEntry(chart, 'it', { metadata: { nmespace: 'x' }, spec: { hosts: ['a.com'] } }),
  },
  {
    input: 'a name that is no text', rule: 'input/not-json', at: 'metadata', got: 'Expected plain',
    build: (chart) => new IstioServiceEntry(chart, 'it', { metadata: { name: untyped(new Map()) }, spec: { hosts: ['a.com'] } }),
  },
  { input: 'no props of an L2', rule: 'input/not-json', at: '', got: 'Expected props, got null', build: (chart) => new Sidecar(chart, 'it', untyped(null)) },
  {
    input: 'a hole in a list of dependencies', rule: 'namespace-isolation/not-a-dependency', at: 'dependencies[0]', got: 'got undefined',
    build: (chart) => new NamespaceIsolation(chart, 'it', { dependencies: untyped(Object.assign([], { 1: 'a' })) }),
  },
  {
    input: 'a Service without a prototype', rule: 'pattern/invalid-option', at: 'service', got: 'got {}',
    build: (chart) => new EgressGateway(chart, 'it', { namespace: 'a', service: untyped(Object.create(null)), workload: { labels: { a: 'b' } } }),
  },
  {
    input: 'a condition that contains itself', rule: 'input/cycle', at: 'spec.http[0].match[0].uri.prefix[0]', got: 'contains itself',
    build: (chart) => {
      const endless: unknown[] = [];
      endless.push(endless);
      new VirtualService(chart, 'it', { hosts: ['a'], http: [{ match: path.prefix(untyped(endless)), redirect: { authority: 'b.example.com' } }] });
    },
  },
  {
    input: 'a patch with an unknown key', rule: 'field/unknown', at: 'spec.prots', got: 'Unknown field "prots" in "spec"',
    build: (chart) => new ServiceEntry(chart, 'it', { hosts: ['a.com'] }).addJsonPatch(JsonPatch.add('/spec/prots', [])),
  },
  {
    input: 'a patch that does not apply', rule: 'input/patch-failed', at: '', got: 'add /spec/nowhere/x',
    build: (chart) => new ServiceEntry(chart, 'it', { hosts: ['a.com'] }).addJsonPatch(JsonPatch.add('/spec/nowhere/x', [])),
  },
  {
    input: 'what is no patch', rule: 'input/patch-failed', at: '', got: 'Expected a JsonPatch, got {}',
    build: (chart) => new IstioServiceEntry(chart, 'it', { spec: { hosts: ['a.com'] } }).addJsonPatch(untyped({})),
  },
  {
    input: 'a list in place of the manifest', rule: 'input/other-kind', at: '', got: 'Expected a ServiceEntry, got a list of 1',
    build: (chart) => new IstioServiceEntry(chart, 'it', { spec: { hosts: ['a.com'] } }).addJsonPatch(JsonPatch.replace('', [1])),
  },
  {
    input: 'nothing in place of the manifest', rule: 'input/null', at: '', got: 'got null',
    build: (chart) => new IstioServiceEntry(chart, 'it', { spec: { hosts: ['a.com'] } }).addJsonPatch(JsonPatch.replace('', null)),
  },
  { input: 'no props', rule: 'input/not-json', at: '', got: 'with the spec of a ServiceEntry, got undefined', build: (chart) => new IstioServiceEntry(chart, 'it', untyped(undefined)) },
  {
    input: 'a version that is no text', rule: 'input/not-json', at: '', got: 'as text in apiVersion, got 1',
    build: (chart) => new IstioServiceEntry(chart, 'it', untyped({ apiVersion: 1, spec: { hosts: ['a.com'] } })),
  },
  {
    input: 'a getter that throws', rule: 'input/unreadable', at: 'spec.http[0].retries.attempts', got: 'got an error: no such secret',
    build: route({ retries: Object.defineProperty({}, 'attempts', { enumerable: true, get: throwing }) }),
  },
  { input: 'a Proxy that throws', rule: 'input/unreadable', at: 'spec.http[0].retries', got: 'got an error: no such secret', build: route({ retries: new Proxy({}, { ownKeys: throwing }) }) },
  { input: 'a revoked Proxy', rule: 'input/unreadable', at: 'spec.http[0].retries', got: /got an error: .*revoked/, build: route({ retries: revoked }) },
  { input: 'a symbol as key', rule: 'input/not-json', at: 'spec.http[0].retries', got: 'got "Symbol(x)": a key is text', build: route({ retries: { attempts: 3, [Symbol('x')]: 1 } }) },
  {
    input: 'a key of a list', rule: 'input/not-json', at: 'spec.http', got: 'got "timeout": a list has entries only',
    build: routes(Object.assign([{ route: [{ destination: { host: 'reviews' } }] }], { timeout: '5s' })),
  },
  { input: 'a list of holes', rule: 'input/undefined-in-list', at: 'spec.http[0]', got: 'of a list of 2147483649, got a hole', build: routes(Object.assign([], { [2 ** 31]: {} })) },
];

test.each(rows)('$input', ({ build, rule: id, at, got }) => {
  const findings = findingsOf(build);
  const [first] = findings;
  expect(findings.map((finding) => `${finding.rule} @ ${renderPath(finding.path)}`)).toEqual([`${id} @ ${at}`]);
  expect(first!.message).toMatch(typeof got === 'string' ? new RegExp(got.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : got);
  expect(first!.fix).toMatch(/^[a-z]+ .*[^.]$/); // an imperative
  expect(first!.construct).toBe('shop/it');
  expect(first!.source?.file).toMatch(/bad-input\.test\.ts$/);
});

describe('a construct of a kind is checked as that kind', () => {
  const spec = { hosts: ['a.com'], http: [{ route: [{ destination: { host: 'reviews' } }], timeout: '5' }] };
  const build = (props: object, ...patches: JsonPatch[]) => (chart: Chart): void => (
    new IstioVirtualService(chart, 'it', untyped({ spec, ...props })).addJsonPatch(...patches)
  );

  test.each([
    { what: 'the group of somebody else', given: build({ apiVersion: 'networking.istio.com/v1' }), at: 'apiVersion', got: 'got "networking.istio.com/v1"' },
    { what: 'another group of Istio', given: build({ apiVersion: 'security.istio.io/v1' }), at: 'apiVersion', got: 'got "security.istio.io/v1"' },
    { what: 'another kind', given: build({}, JsonPatch.replace('/kind', 'VirtualServices')), at: 'kind', got: 'got "VirtualServices"' },
    { what: 'a kind of Istio', given: build({}, JsonPatch.replace('/kind', 'Sidecar')), at: 'kind', got: 'got "Sidecar"' },
    { what: 'no kind', given: build({}, JsonPatch.remove('/kind')), at: 'kind', got: 'got no "kind"' },
    { what: 'no version', given: build({}, JsonPatch.remove('/apiVersion')), at: 'apiVersion', got: 'got no "apiVersion"' },
  ])('$what', ({ given, at, got }) => {
    const findings = findingsOf(given);
    expect(findings.map((finding) => `${finding.rule} @ ${renderPath(finding.path)}`)).toEqual([
      `input/other-kind @ ${at}`, 'value/duration @ spec.http[0].timeout',
    ]);
    expect(findings[0]!.message).toContain(got);
    expect(findings[0]!.source?.file).toMatch(/bad-input\.test\.ts$/);
  });

  test('a version that its group does not have', () => {
    expect(findingsOf(build({ apiVersion: 'networking.istio.io/v7' })).map(({ rule: id }) => id)).toEqual(['field/unknown-value', 'value/duration']);
  });

  test('a patch to another version of its group', () => {
    expect(findingsOf(build({}, JsonPatch.replace('/apiVersion', 'networking.istio.io/v1beta1'))).map(({ rule: id }) => id)).toEqual(['value/duration']);
  });
});

test('an id that every object has already is refused where it is written', () => {
  for (const id of ['constructor', 'toString', '__proto__', '']) {
    expect(findingsOf((chart) => new ServiceEntry(chart, id, { hosts: ['a.com'] }))).toEqual([
      expect.objectContaining({ rule: 'construct/reserved-id', source: expect.objectContaining({ file: expect.stringMatching(/bad-input\.test\.ts$/) }) }),
    ]);
  }
});

test('undefined is as good as leaving the key out', () => {
  const app = new App();
  const object = new IstioServiceEntry(new Chart(app, 'shop'), 'it', { spec: { hosts: ['a.com'], exportTo: undefined } });
  expect((object.toJson() as { spec: unknown }).spec).toEqual({ hosts: ['a.com'] });
});

test('empty objects and lists that mean something stay', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  new IstioVirtualService(chart, 'presence', {
    spec: { hosts: ['a.com'], http: [{ match: [{ headers: { 'x-debug': {} } }], route: [{ destination: { host: 'a' } }] }] },
  });
  new IstioServiceEntry(chart, 'nobody', { spec: { hosts: ['a.com'], exportTo: [] } });
  new IstioSidecar(chart, 'registry-only', { spec: { outboundTrafficPolicy: {} } });
  const specs = (chart.toJson() as { spec: unknown }[]).map(({ spec }) => spec);
  expect(specs).toEqual([
    { outboundTrafficPolicy: {} },
    { hosts: ['a.com'], exportTo: [] },
    { hosts: ['a.com'], http: [{ match: [{ headers: { 'x-debug': {} } }], route: [{ destination: { host: 'a' } }] }] },
  ]);
});

test('all findings of all resources come at once, with those of other constructs, and nothing is written', () => {
  const findings = findingsOf((chart) => {
    new IstioServiceEntry(chart, 'one', { spec: untyped({ hosts: [1], exportTo: null }) });
    new IstioGateway(chart, 'two', { spec: untyped({ servers: 'all' }) });
    chart.node.addValidation({ validate: () => ['the chart is not to my liking'] });
    new ApiObject(chart, 'three', { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', spec: { egres: [] } });
  });
  expect(findings.map((finding) => `${finding.construct}: ${finding.rule} @ ${renderPath(finding.path)}`)).toEqual([
    'shop/one: input/null @ spec.exportTo',
    'shop/one: field/wrong-type @ spec.hosts[0]',
    'shop/two: field/wrong-type @ spec.servers',
    'shop/three: field/unknown @ spec.egres',
    'shop: construct/validation @ ',
  ]);
});

test('the text of the error has every part a person needs, and no stack of ours', () => {
  const app = new App();
  route({ timeout: '5' })(chartOf('shop', app));
  let thrown: unknown;
  try {
    app.synth();
  } catch (error) {
    thrown = error;
  }
  expect(String((thrown as Error).stack).replace(/\(.*bad-input/, '(bad-input').split('\n')).toEqual([
    'ConfigError: 1 error in the Istio config',
    '',
    'error value/duration',
    expect.stringMatching(/^ {2}VirtualService shop\/shop-it-c8[0-9a-f]{6} spec\.http\[0\]\.timeout$/),
    expect.stringMatching(/^ {2}Expected .*, got "5": /),
    expect.stringMatching(/^ {2}made by shop\/it \(bad-input\.test\.ts:\d+:\d+\)$/),
    expect.stringMatching(/^ {2}fix: /),
  ]);
});
