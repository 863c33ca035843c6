import { checkResource } from '../../../lib/kinds/check-resource';

const named = { name: 'a', namespace: 'shop' };
const check = (resource: unknown) => checkResource(resource, '1.31');

describe('the sound copy of a resource', () => {
  test.each([
    ['of a right resource, all of its spec', { host: 'a' }, { host: 'a' }],
    ['with a field that the kind does not have, which no rule reads', { host: 'a', hots: 'b' }, { host: 'a', hots: 'b' }],
    ['without a field of the wrong type', { host: 'a', exportTo: 'b' }, { host: 'a' }],
    ['of a kind whose spec may be absent, an empty spec', undefined, {}],
  ])('%s', (_, spec, sound) => {
    const resource = { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: named, spec };
    expect(check(resource).sound).toEqual({ ...resource, spec: sound });
  });

  test('has only the metadata that is text', () => {
    const metadata = { ...named, labels: { app: 'a', tier: 1 }, annotations: [] };
    const { sound } = check({ apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata, spec: {} });
    expect(sound?.metadata).toEqual({ ...named, labels: { app: 'a' } });
  });

  test('is another object than the input, which its owner may change later', () => {
    const spec = { host: 'a' };
    const { sound } = check({ apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: named, spec });
    spec.host = 'b';
    expect(sound?.spec).toEqual({ host: 'a' });
  });

  test.each([
    ['a spec that is no object', { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: named, spec: 'host: a' }],
    ['a kind that has to have a spec, without one', { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: named }],
    ['a kind that is not Istio\'s', { apiVersion: 'v1', kind: 'Service', metadata: named, spec: {} }],
    ['no Kubernetes object', null],
  ])('is absent for %s', (_, resource) => {
    expect(check(resource)).not.toHaveProperty('sound');
  });
});
