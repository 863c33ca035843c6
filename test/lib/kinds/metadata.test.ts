import { check } from 'cdk8s-istio';
import { renderPath } from '../../../lib/core/finding';

// Verdicts of the API server's own decoder and validation of object metadata.

const found = (metadata: unknown): string[] => (
  check([{ apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata, spec: { egress: [{ hosts: ['./*'] }] } }], { scope: 'admission' })
    .map(({ rule, path }) => `${rule} @ ${renderPath(path)}`)
);
const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'b', uid: 'c' };
const written = { operation: 'Apply' };

test.each<[string, unknown]>([
  ['finalizers', ['a', 'example.com/b']], ['finalizers', ['orphan']], ['finalizers', []],
  ['generation', 1], ['generation', 2 ** 62], ['deletionGracePeriodSeconds', -1],
  ['creationTimestamp', '2020-01-01T00:00:00Z'], ['creationTimestamp', null], ['deletionTimestamp', '2020-01-01T00:00:00Z'],
  ['generateName', 'a-'], ['generateName', ''], ['generateName', `${'a'.repeat(252)}-`],
  ['managedFields', []], ['managedFields', [{ ...written, fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': {} }, time: null }]],
  ['managedFields', [{ operation: 'Update', manager: 'kubectl é', fieldsV1: 'x' }]],
  ['resourceVersion', '1'], ['uid', 'x'], ['selfLink', '/x'],
  ['ownerReferences', [owner]], ['ownerReferences', [{ ...owner, apiVersion: 'v1' }]], ['ownerReferences', [{ ...owner, apiVersion: '/v1' }]],
  ['ownerReferences', [{ ...owner, controller: true }, { ...owner, controller: false }]],
  ['ownerReferences', [{ ...owner, apiVersion: 'events.k8s.io/v1', kind: 'Event' }]],
  ['annotations', { a: 'x'.repeat(262_143) }], ['annotations', { A_b: '' }], ['labels', { a: '' }],
])('%s: %j is fine', (field, value) => {
  // That kubectl apply adds a copy of the resource to its annotations is another rule's business.
  expect(found({ name: 'a', [field]: value }).filter((text) => !text.startsWith('resource/'))).toEqual([]);
});

test.each<[string, unknown, string[]]>([
  ['finalizers', 'x', ['field/wrong-type @ metadata.finalizers']],
  ['finalizers', ['a', 1], ['field/wrong-type @ metadata.finalizers[1]']],
  ['finalizers', [null], ['metadata/finalizer @ metadata.finalizers[0]']],
  ['finalizers', ['', 'a b', 'a/b/c'], [0, 1, 2].map((i) => `metadata/finalizer @ metadata.finalizers[${i}]`)],
  ['finalizers', ['orphan', 'foregroundDeletion'], ['metadata/finalizer @ metadata.finalizers']],
  ['generation', '1', ['field/wrong-type @ metadata.generation']],
  ['generation', 1.5, ['field/wrong-type @ metadata.generation']],
  ['generation', 2 ** 63, ['field/wrong-type @ metadata.generation']],
  ['generation', -1, ['field/out-of-range @ metadata.generation']],
  ['creationTimestamp', 'yesterday', ['field/wrong-format @ metadata.creationTimestamp']],
  ['creationTimestamp', {}, ['field/wrong-type @ metadata.creationTimestamp']],
  ['deletionTimestamp', null, ['field/empty @ metadata.deletionTimestamp']],
  ['deletionGracePeriodSeconds', '1', ['field/wrong-type @ metadata.deletionGracePeriodSeconds']],
  ['generateName', 'A_b', ['metadata/generate-name @ metadata.generateName']],
  ['generateName', 'a.', ['metadata/generate-name @ metadata.generateName']],
  ['generateName', 'a'.repeat(254), ['metadata/generate-name @ metadata.generateName']],
  ['generateName', 1, ['field/wrong-type @ metadata.generateName']],
  ['managedFields', 'x', ['field/wrong-type @ metadata.managedFields']],
  ['managedFields', [1], ['field/wrong-type @ metadata.managedFields[0]']],
  ['managedFields', [null, {}, { operation: 'Nope' }], [0, 1, 2].map((i) => `field/unknown-value @ metadata.managedFields[${i}].operation`)],
  ['managedFields', [{ ...written, fieldsType: 'X' }], ['field/unknown-value @ metadata.managedFields[0].fieldsType']],
  ['managedFields', [{ ...written, time: 'x' }], ['field/wrong-format @ metadata.managedFields[0].time']],
  ['managedFields', [{ ...written, foo: {} }], ['field/unknown @ metadata.managedFields[0].foo']],
  ['managedFields', [{ ...written, manager: 'é'.repeat(65) }], ['field/wrong-size @ metadata.managedFields[0].manager']],
  ['managedFields', [{ ...written, manager: 'a\u0001' }], ['field/wrong-format @ metadata.managedFields[0].manager']],
  ['managedFields', [{ ...written, subresource: 'a'.repeat(257) }], ['field/wrong-size @ metadata.managedFields[0].subresource']],
  ['resourceVersion', 1, ['field/wrong-type @ metadata.resourceVersion']],
  ['uid', 1, ['field/wrong-type @ metadata.uid']],
  ['ownerReferences', 'x', ['field/wrong-type @ metadata.ownerReferences']],
  ['ownerReferences', [null], ['apiVersion', 'kind', 'name', 'uid'].map((field) => `metadata/owner @ metadata.ownerReferences[0].${field}`)],
  ['ownerReferences', [{ ...owner, uid: '' }], ['metadata/owner @ metadata.ownerReferences[0].uid']],
  ['ownerReferences', [{ ...owner, apiVersion: 'a/b/c' }], ['metadata/owner @ metadata.ownerReferences[0].apiVersion']],
  ['ownerReferences', [{ ...owner, apiVersion: 'apps/' }], ['metadata/owner @ metadata.ownerReferences[0].apiVersion']],
  ['ownerReferences', [{ ...owner, apiVersion: 'v1', kind: 'Event' }], ['metadata/owner @ metadata.ownerReferences[0]']],
  ['ownerReferences', [owner, owner].map((one) => ({ ...one, controller: true })), ['metadata/owner @ metadata.ownerReferences[1].controller']],
  ['ownerReferences', [{ ...owner, controller: 'x' }], ['field/wrong-type @ metadata.ownerReferences[0].controller']],
  ['ownerReferences', [{ ...owner, foo: true }], ['field/unknown @ metadata.ownerReferences[0].foo']],
  ['ownerReferences', [{ ...owner, blockOwnerDeletion: null }], ['field/empty @ metadata.ownerReferences[0].blockOwnerDeletion']],
  ['annotations', { a: 'é'.repeat(131_072) }, ['field/wrong-size @ metadata.annotations']],
  ['annotations', { a: null }, ['field/empty @ metadata.annotations.a']],
  ['annotations', [], ['field/wrong-type @ metadata.annotations']],
  ['labels', null, ['field/empty @ metadata.labels']],
  ['labels', { a: null, b: 1 }, ['field/empty @ metadata.labels.a', 'field/wrong-type @ metadata.labels.b']],
  ['namespace', null, ['field/empty @ metadata.namespace']],
  ['clusterName', 'x', ['field/unknown @ metadata.clusterName']],
])('%s: %j gives %j', (field, value, expected) => {
  expect(found({ name: 'a', [field]: value })).toEqual(expected);
});

test.each<[unknown, string[]]>([
  [undefined, ['field/missing @ metadata']],
  [null, ['field/missing @ metadata']],
  [[], ['field/wrong-type @ metadata']],
  [{}, ['metadata/name @ metadata.name']],
  [{ name: null }, ['field/empty @ metadata.name', 'metadata/name @ metadata.name']],
  [{ name: 1 }, ['field/wrong-type @ metadata.name']],
  [{ name: '', generateName: 'a-' }, []],
  [{ generateName: 'a-' }, []],
])('metadata %j gives %j', (metadata, expected) => {
  expect(found(metadata)).toEqual(expected);
});
