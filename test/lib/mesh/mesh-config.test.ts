import { Mesh } from '../../../lib/mesh/mesh';
import { readMeshConfig } from '../../../lib/mesh/read-mesh-config';
import { documents } from '../../support/documents';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata: {mesh: "rootNamespace: roots\\nenableAutoMtls: false\\n"}';
const OPERATOR = 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: a}\nspec: {meshConfig: {rootNamespace: operated, trustDomain: td}}';

describe('settings', () => {
  test('are Istio\'s defaults where nothing is given', () => {
    expect(Mesh.of([]).settings).toMatchObject({
      rootNamespace: 'istio-system', trustDomain: 'cluster.local', clusterDomain: 'cluster.local', enableAutoMtls: true,
      outboundTrafficPolicy: { mode: 'ALLOW_ANY' }, defaultServiceExportTo: ['*'],
    });
  });

  test.each([
    ['a ConfigMap', [CONFIG_MAP], { rootNamespace: 'roots', enableAutoMtls: false, trustDomain: 'cluster.local' }],
    ['an IstioOperator', [OPERATOR], { rootNamespace: 'operated', enableAutoMtls: true, trustDomain: 'td' }],
    ['a ConfigMap beside an IstioOperator', [OPERATOR, CONFIG_MAP], { rootNamespace: 'roots', trustDomain: 'cluster.local' }],
    ['a ConfigMap that is no YAML', [CONFIG_MAP.replace(/mesh: ".*"/, 'mesh: "a: ["')], { rootNamespace: 'istio-system' }],
  ])('come from %s', (_, yaml, expected) => {
    expect(Mesh.of(documents(yaml.join('\n---\n'))).settings).toMatchObject(expected);
  });

  test('that are given win, field by field', () => {
    const { settings } = Mesh.of(documents(CONFIG_MAP), { meshConfig: { rootNamespace: 'given' } });
    expect(settings).toMatchObject({ rootNamespace: 'given', enableAutoMtls: false });
  });

  test('know a policy for unknown hosts without a mode as Istio does', () => {
    expect(Mesh.of([], { meshConfig: { outboundTrafficPolicy: {} } }).settings.outboundTrafficPolicy).toEqual({ mode: 'REGISTRY_ONLY' });
  });
});

describe('a MeshConfig', () => {
  test('has its fields under the names that Istio\'s documentation uses', () => {
    expect(readMeshConfig({ root_namespace: 'a', outbound_traffic_policy: { mode: 'REGISTRY_ONLY' }, default_service_export_to: ['.'] })).toEqual({
      config: { rootNamespace: 'a', outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' }, defaultServiceExportTo: ['.'] }, problems: [],
    });
  });

  test('loses what is wrong in it, and says what that is', () => {
    const { config, problems } = readMeshConfig({ rootNamespace: 1, rootNamspace: 'a', connectTimeout: '5', trustDomain: 'td', tcpKeepalive: { time: '3s', probs: 1 } });
    expect(config).toEqual({ trustDomain: 'td', tcpKeepalive: { time: '3s' } });
    expect(problems.map(({ path, message, isUnknown }) => [path.join('.'), message, isUnknown])).toEqual([
      ['rootNamespace', 'Expected a string, got 1', false],
      ['connectTimeout', 'Expected a duration such as "5s" or "250ms", got "5"', false],
      ['rootNamspace', 'Unknown field "rootNamspace" of istio.mesh.v1alpha1.MeshConfig', true],
      ['tcpKeepalive.probs', expect.stringMatching(/^Unknown field "probs" of istio\.networking/), true],
    ]);
  });

  test.each([[null], ['text'], [[1]], [7], [{ a: { b: [{}] } }]])('can be %j', (value) => {
    expect(readMeshConfig(value).config).toEqual({});
  });
});
