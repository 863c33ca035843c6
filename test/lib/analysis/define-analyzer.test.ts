import { check, checkReport, defineAnalyzer, type MeshAnalyzer } from 'cdk8s-istio';

const GATEWAY = {
  apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'edge', namespace: 'infra' },
  spec: { servers: [{ hosts: ['a.example.com'], port: { number: 80, name: 'http', protocol: 'HTTP' } }] },
};
const OWNED: MeshAnalyzer = {
  id: 'house/owned-gateways',
  severity: 'warning',
  summary: 'A Gateway has an owner',
  why: 'Nothing else says whom to call.',
  fix: 'label it',
  source: 'https://example.com/gateways',
  check(mesh, report) {
    for (const gateway of mesh.all('Gateway')) {
      if (gateway.resource.metadata.labels?.owner === undefined) report({ on: gateway, path: ['metadata', 'labels'] }, { message: 'Expected the label "owner", got none' });
    }
  },
};
const owned = defineAnalyzer(OWNED);

test('its findings are like those of this package', () => {
  expect(check([GATEWAY], { analyzers: [owned] })).toEqual([{
    rule: 'house/owned-gateways', severity: 'warning', authority: 'cdk8s-istio', message: 'Expected the label "owner", got none', fix: 'label it',
    resource: { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', namespace: 'infra', name: 'edge' }, path: ['metadata', 'labels'],
  }]);
  expect(check([GATEWAY])).toEqual([]);
});

test('its findings have the severity that is configured, and can be acknowledged', () => {
  expect(check([GATEWAY], { analyzers: [owned], severities: { [OWNED.id]: 'error' } as object })).toMatchObject([{ severity: 'error' }]);
  const acknowledge = [{ rule: OWNED.id, reason: 'ours' }];
  expect(checkReport([GATEWAY], { analyzers: [owned], acknowledge })).toMatchObject({ findings: [], suppressed: [{ rule: OWNED.id }] });
  const annotations = { 'cdk8s-istio/acknowledge': `${OWNED.id}: ours` };
  expect(check([{ ...GATEWAY, metadata: { ...GATEWAY.metadata, annotations } }], { analyzers: [owned] })).toEqual([]);
});

test('one that fails is a finding, and the others run', () => {
  const failing = defineAnalyzer({ ...OWNED, id: 'house/failing', check() { throw new TypeError('no such thing'); } });
  expect(check([GATEWAY], { analyzers: [failing, owned] }).map(({ rule, message }) => [rule, message])).toEqual([
    ['house/owned-gateways', 'Expected the label "owner", got none'],
    ['internal/check-failed', 'Expected analyzer house/failing to end, got TypeError: no such thing'],
  ]);
});

test.each<[string, unknown, RegExp]>([
  ['no object', 'a', /^Expected an analyzer, got "a"$/],
  ['no id', { ...OWNED, id: 'owned' }, /^Expected the id of an analyzer to be like "house\/owned-gateways", got "owned"$/],
  ['an id of cdk8s-istio', { ...OWNED, id: 'gateway/owned' }, /^Expected an id that begins with the name of your package, got "gateway\/owned": cdk8s-istio has gateway\//],
  ['no severity', { ...OWNED, severity: 'fatal' }, /^Expected severity of analyzer house\/owned-gateways to be "error", "warning" or "info", got "fatal"$/],
  ['no reason', { ...OWNED, why: '' }, /^Expected why of analyzer house\/owned-gateways to be text, got ""$/],
  ['a source of another form', { ...OWNED, source: 'page 3' }, /^Expected source of analyzer house\/owned-gateways to be an address with https, got "page 3"$/],
  ['no check', { ...OWNED, check: undefined }, /^Expected check of analyzer house\/owned-gateways to be a function, got undefined$/],
  ['another key', { ...OWNED, good: [] }, /^Expected .* of analyzer house\/owned-gateways, got "good"$/],
])('refuses %s', (_, analyzer, message) => {
  expect(() => defineAnalyzer(analyzer as MeshAnalyzer)).toThrow(message);
});

test('check takes nothing else for an analyzer', () => {
  expect(() => check([], { analyzers: [OWNED] })).toThrow(/^Expected what defineAnalyzer makes in "analyzers", got /);
});
