import { Mesh, type MeshConfigSpec, type MeshWorld } from 'cdk8s-istio';
import { documents } from '../../support/documents';

const namespace = (name: string, team: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {team: ${team}}}`;
const service = (name: string, home: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${home}}\nspec: {ports: [{port: 80}]}`;
const entry = (host: string, home: string, exportTo: string): string => (
  `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: ${host}, namespace: ${home}}\n`
  + `spec: {hosts: [${host}], exportTo: [${exportTo}], ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS}`
);
const mesh = (meshConfig: MeshConfigSpec, yaml: readonly string[], world: MeshWorld = 'open'): Mesh => (
  Mesh.of(documents(yaml.join('\n---\n')), { meshConfig, world })
);

describe('discovery selectors', () => {
  const services = [service('reviews', 'shop'), service('payments', 'bank'), service('other', 'unknown')];
  const yaml = [namespace('shop', 'a'), namespace('bank', 'b'), ...services];
  const known = (meshConfig: MeshConfigSpec, world: MeshWorld): string[] => (
    mesh(meshConfig, yaml, world).services.map(({ name }) => name).sort()
  );

  test.each<[string, MeshConfigSpec['discoverySelectors'], MeshWorld, string[]]>([
    ['none: everything', undefined, 'closed', ['other', 'payments', 'reviews']],
    ['labels', [{ matchLabels: { team: 'a' } }], 'closed', ['reviews']],
    ['several: any of them', [{ matchLabels: { team: 'a' } }, { matchLabels: { team: 'b' } }], 'closed', ['payments', 'reviews']],
    ['expressions', [{ matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['a'] }] }], 'closed', ['other', 'payments']],
    ['a name, which every namespace has as a label', [{ matchLabels: { 'kubernetes.io/metadata.name': 'unknown' } }], 'closed', ['other']],
    ['a namespace of an open world that is not given may have any labels', [{ matchLabels: { team: 'a' } }], 'open', ['other', 'reviews']],
  ])('%s', (_, discoverySelectors, world, found) => {
    expect(known({ ...(discoverySelectors ? { discoverySelectors } : {}) }, world)).toEqual(found);
  });

  test('leave the objects themselves where they are', () => {
    expect(mesh({ discoverySelectors: [{ matchLabels: { team: 'a' } }] }, yaml, 'closed').all('Service')).toHaveLength(3);
  });
});

describe('the visibility of ServiceEntries', () => {
  const entries = [entry('a.com', 'shop', '"*"'), entry('b.com', 'bank', '"*"'), entry('c.com', 'bank', 'web')];
  const yaml = [namespace('shop', 'a'), namespace('bank', 'b'), ...entries];
  const policies = [{ visibility: 'NAMESPACE', matchingRules: [{ namespaceSelector: { matchLabels: { team: 'b' } } }] }];
  const seen = (home: string, serviceEntryVisibility: object): string[] => (
    [...mesh({ serviceEntryVisibility }, yaml).proxy({ namespace: home }).services.keys()].sort()
  );

  test.each<[string, object, string[], string[]]>([
    ['has no effect on sidecars unless it is applied to them', { policies }, ['a.com', 'b.com', 'c.com'], ['a.com', 'b.com']],
    ['narrows to the own namespace', { applyToSidecars: true, policies }, ['a.com'], ['a.com', 'b.com']],
    ['hides', { applyToSidecars: true, defaultVisibility: 'NONE', policies }, [], ['b.com']],
  ])('%s', (_, visibility, inWeb, inBank) => {
    expect([seen('web', visibility), seen('bank', visibility)]).toEqual([inWeb, inBank]);
  });
});

test('the extension providers are those of Istio and of the MeshConfig; one of the same name replaces it', () => {
  const { extensionProviders } = mesh({ extensionProviders: [{ name: 'envoy', zipkin: {} }, { name: 'authz' }] }, []).settings;
  expect(extensionProviders).toEqual([
    { name: 'prometheus', prometheus: {} }, { name: 'stackdriver', stackdriver: {} }, { name: 'envoy', zipkin: {} }, { name: 'authz' },
  ]);
});

test('a MeshConfig can be a text', () => {
  expect(Mesh.of([], { meshConfig: 'root_namespace: roots\n' }).settings.rootNamespace).toBe('roots');
});
