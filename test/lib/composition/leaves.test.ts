import type { Claimant } from '../../../lib/composition/claim';
import { compose } from '../../../lib/composition/compose';
import type { Contribution } from '../../../lib/composition/contribution';
import { explain } from '../../../lib/composition/explain';
import type { HostFacts } from '../../../lib/composition/host';
import { BEHAVIOUR_ROWS, type Behaviours, behaviourName, behaviourValues, type ClaimedBehaviour } from '../../../lib/composition/leaves/behaviours';
import { type ClaimedPolicyLeaf, type Policy, POLICY_ROWS, policyName, policyValues } from '../../../lib/composition/leaves/policy';
import { renderDestinationRule } from '../../../lib/composition/render-destination-rule';
import { renderVirtualService } from '../../../lib/composition/render-virtual-service';
import type { Written } from '../../../lib/composition/written';
import type { Path } from '../../../lib/core/finding';

const facts: HostFacts = {
  host: 'reviews.shop.svc.cluster.local',
  namespace: 'shop',
  ports: [{ name: 'http', number: 80, protocol: 'HTTP' }],
  versions: { v1: { version: 'v1' } },
};

// Two members of each family, so that entries of one list are claimed by two constructs. A leaf without values here does not compile.
const behaviours: Required<Behaviours> = {
  timeout: '3s',
  retries: { attempts: 2, perTry: '1s', on: ['connect-failure', '5xx'] },
  fault: { delay: { time: '5s', percent: 10 }, abort: { percent: 5, status: 503 } },
  mirrors: [{ version: 'v1', percent: 1 }, { host: 'shadow.shop.svc.cluster.local', port: 81, percent: 2 }],
  cors: {
    origins: [{ exact: 'https://a.example.com' }, { regex: '.*' }], methods: ['GET'], headers: ['x-a'], exposeHeaders: ['x-b'], maxAge: '1h', credentials: true,
  },
  rewritePath: { match: '^/a', rewrite: '/b' },
  rewriteAuthority: 'reviews.example.com',
  requestHeaders: { 'x-set': 'a', 'x-other': 'b', 'x-removed': null, 'x-gone': null },
  responseHeaders: { 'x-set': 'a', 'x-other': 'b', 'x-removed': null, 'x-gone': null },
};

const policy: Required<Policy> = {
  'balancing': { affinity: { cookie: { name: 'session', ttl: '1h' } }, ringSize: 1024 },
  'locality': { order: ['topology.kubernetes.io/region'] },
  'limits.connections': 1,
  'limits.connectTimeout': '2s',
  'limits.connectionLifetime': '3s',
  'limits.keepalive': { time: '4s', interval: '5s', probes: 6 },
  'limits.tcpIdleTimeout': '7s',
  'limits.pendingRequests': 8,
  'limits.requests': 9,
  'limits.retries': 10,
  'http.version': 2,
  'ejection.serverErrors': 11,
  'ejection.gatewayErrors': 12,
  'ejection.interval': '13s',
  'ejection.time': '14s',
  'ejection.maxPercent': 15,
  'tls': { kind: 'mutual', serverName: 'a', subjectAltNames: ['b', 'c'], credential: 'd' },
};

/** A claim as a contribution of its own, by a construct of its name. */
const ofBehaviours = behaviourValues(behaviours).map(({ leaf, key, value }): Contribution => ({
  by: { construct: behaviourName({ leaf, key, value } as ClaimedBehaviour) },
  behaviours: [{ name: 'one', behaviours: ({ [leaf]: leaf === 'mirrors' ? [value] : key === '' ? value : { [key]: value } }) }],
}));
const ofPolicy = policyValues(policy).map(({ leaf, value }): Contribution => ({
  by: { construct: policyName({ leaf, value } as ClaimedPolicyLeaf) }, policies: [{ policy: { [leaf]: value } }],
}));

/** Every path of a value, and the value there. */
function pathsIn(value: unknown, path: Path = ['spec']): Path[] {
  const below = typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, Array.isArray(value) ? Number(key) : key])) : [];
  return [path, ...below];
}

const text = (path: Path): string => path.join('.');
const isWithin = (path: Path, outer: string): boolean => text(path) === outer || text(path).startsWith(`${outer}.`);
const valueAt = (spec: unknown, path: Path): unknown => (
  path.slice(1).reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], spec)
);

/** The paths of what is no object or list. */
const scalarsIn = (spec: unknown): Path[] => pathsIn(spec).filter((path) => typeof valueAt(spec, path) !== 'object');

/** The paths of the scalars that are in a spec with a claim, and not in the one without it. */
function fieldsOf(claim: Contribution, write: (contributions: readonly Contribution[]) => Written<unknown>): string[] {
  const { spec } = write([claim]);
  const before = new Set(pathsIn(write([]).spec).map(text));
  return scalarsIn(spec).map(text).filter((path) => !before.has(path));
}

const routes = (contributions: readonly Contribution[]): Written<unknown> => {
  const composition = compose(facts, contributions);
  return renderVirtualService(composition.model, composition.routes, undefined);
};
const rule = (contributions: readonly Contribution[]): Written<unknown> => (
  renderDestinationRule(compose(facts, contributions).model, undefined, undefined)
);

describe('each leaf, claimed by a construct of its own beside all others', () => {
  test.each([
    ...ofBehaviours.map((claim) => ({ leaf: claim.by.construct, claim, write: routes, all: ofBehaviours })),
    ...ofPolicy.map((claim) => ({ leaf: claim.by.construct, claim, write: rule, all: ofPolicy })),
  ])('$leaf is written, and its fields lead back to that construct', ({ leaf, claim, write, all }) => {
    const alone = fieldsOf(claim, write);
    expect(alone.length).toBeGreaterThan(0);
    const { spec, claimantAt } = write(all);
    const claimed = scalarsIn(spec).filter((path) => claimantAt(path)?.construct === leaf);
    // Entries of a shared list are numbered anew; their count and their fields stay.
    const numbered = (paths: readonly string[]): string[] => paths.map((path) => path.replace(/(mirrors|remove)\.\d+/, '$1.n')).sort();
    expect(numbered(claimed.map(text))).toEqual(numbered(alone));
    expect(claimed.map((path) => valueAt(spec, path))).toEqual(expect.arrayContaining(
      pathsIn(write([claim]).spec).filter((path) => alone.includes(text(path))).map((path) => valueAt(write([claim]).spec, path)),
    ));
  });

  test('no field of a policy is left over', () => {
    const { spec, claimantAt } = rule(ofPolicy);
    const free = scalarsIn(spec).filter((path) => isWithin(path, 'spec.trafficPolicy') && !claimantAt(path));
    expect(free).toEqual([]);
  });

  test('explain names it, and its construct', () => {
    const { model, ...rest } = compose(facts, [...ofBehaviours, ...ofPolicy]);
    const lines = explain({ model, ...rest }).split('\n');
    for (const { by: { construct } } of [...ofBehaviours, ...ofPolicy]) {
      const line = lines.find((each) => each.trimStart().startsWith(`${construct}: `));
      expect(line).toMatch(/: \S.*, by /);
      expect(line!.endsWith(`, by ${construct}`)).toBe(true);
    }
    expect(lines.filter((line) => /undefined|\[object|\{/.test(line))).toEqual([]);
  });

  test('the tables have no other rows', () => {
    expect(Object.keys(BEHAVIOUR_ROWS).sort()).toEqual(Object.keys(behaviours).sort());
    expect(Object.keys(POLICY_ROWS).sort()).toEqual(Object.keys(policy).sort());
  });
});

describe('who claimed a part of a spec', () => {
  const by = (construct: string): Claimant => ({ construct });
  const at = ({ claimantAt }: Written<unknown>, path: string): string | undefined => (
    claimantAt(path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)))?.construct
  );

  test('policy of ports and versions leads to the claim that won', () => {
    const two: HostFacts = { ...facts, ports: [...facts.ports, { name: 'admin', number: 81, protocol: 'HTTP' }] };
    const written = renderDestinationRule(compose(two, [
      { by: by('host'), policies: [{ policy: { 'limits.connections': 1, 'limits.requests': 1 } }] },
      { by: by('port'), policies: [{ port: 'admin', policy: { 'limits.connections': 2 } }] },
      { by: by('version'), policies: [{ version: 'v1', policy: { 'limits.retries': 3, 'ejection.time': '3s' } }] },
      { by: by('default'), policies: [{ version: 'v1', policy: { 'limits.requests': 4 }, strength: 'default' }] },
    ]).model, undefined, undefined);
    const pool = 'connectionPool';
    expect([
      at(written, `spec.trafficPolicy.${pool}.tcp.maxConnections`),
      at(written, `spec.trafficPolicy.portLevelSettings.0.${pool}.tcp.maxConnections`),
      at(written, `spec.trafficPolicy.portLevelSettings.0.${pool}.http.http2MaxRequests`),
      at(written, `spec.subsets.0.trafficPolicy.${pool}.http.http2MaxRequests`),
      at(written, `spec.subsets.0.trafficPolicy.${pool}.http.maxRetries`),
      at(written, `spec.subsets.0.trafficPolicy.${pool}`),
      at(written, 'spec.subsets.0.trafficPolicy.outlierDetection'),
      at(written, 'spec.host'), at(written, 'metadata.name'), at(written, 'spec.trafficPolicy.portLevelSettings.0.port.number'),
    ]).toEqual(['host', 'port', 'host', 'host', 'version', undefined, 'version', undefined, undefined, undefined]);
  });

  test('routes lead to their exceptions, destinations to shares or detours, and splits to their behaviours', () => {
    const { model, routes: some } = compose(facts, [
      { by: by('shares'), shares: [{ version: 'v1', percent: 100 }] },
      { by: by('pin'), exceptions: [{ name: 'pin', when: [{ path: { prefix: '/a' } }], then: { kind: 'version', version: 'v1' } }] },
      { by: by('moved'), exceptions: [{
        name: 'moved', when: [{ path: { prefix: '/b/' } }, { path: { prefix: '/b/c/' } }],
        then: { kind: 'redirect', redirect: { prefix: { from: '/b', to: '/d' } } },
      }] },
      { by: by('slow'), behaviours: [{ name: 'slow', when: [{ method: { exact: 'PUT' } }], behaviours: { timeout: '9s' } }] },
    ]);
    const written = renderVirtualService(model, some, undefined);
    const { http } = written.spec;
    expect(http!.map(({ name }, i) => [name, at(written, `spec.http.${i}.match`), at(written, `spec.http.${i}.route.0`), at(written, `spec.http.${i}.timeout`)]))
      .toEqual([
        ['moved', 'moved', 'moved', 'moved'],
        ['moved', 'moved', 'moved', 'moved'],
        ['pin-slow', 'pin', 'pin', 'slow'],
        ['pin', 'pin', 'pin', 'pin'],
        ['default-slow', 'slow', 'shares', 'slow'],
        ['default', undefined, 'shares', undefined],
      ]);
  });

  test('what takes a detour leads to the construct of the detour', () => {
    const external: HostFacts = {
      host: 'api.partner.com', namespace: 'egress', versions: {},
      ports: [{ name: 'http', number: 80, protocol: 'HTTP' }, { name: 'tls', number: 443, protocol: 'TLS' }],
    };
    const hop = { host: 'egress.egress.svc.cluster.local', subset: 'partner', port: 443 };
    const { model, routes: some } = compose(external, [
      { by: by('detour'), detours: [{ port: 'http', hop, gateway: 'egress/gateway', sees: 'requests' }] },
      { by: by('other'), detours: [{ port: 'tls', hop: { ...hop, port: 8443 }, gateway: 'egress/gateway', sees: 'server names' }] },
      { by: by('patience'), behaviours: [{ name: 'patience', behaviours: { timeout: '1s' } }] },
    ]);
    const written = renderVirtualService(model, some, undefined);
    expect([
      'spec.http.0.route.0.destination.host', 'spec.http.0.timeout', 'spec.http.1.match', 'spec.tls.0.route', 'spec.tls.1.match', 'spec.gateways',
    ].map((path) => at(written, path))).toEqual(['detour', 'patience', 'detour', 'other', 'other', 'detour']);
  });
});
