import { Mesh } from '../../../lib/mesh/mesh';
import { documents } from '../../support/documents';

const pods = (labels: string, more = ''): string => `{metadata: {labels: {${labels}}${more}}, spec: {serviceAccountName: runner, containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}}`;

/** A Deployment in a namespace with these labels. */
const deployed = (namespaceLabels: string, template: string): Mesh => Mesh.of(documents(`
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {${namespaceLabels}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec: {template: ${template}}
`));

test.each([
  ['a namespace that injects', 'istio-injection: enabled', pods('app: cart'), true],
  ['a namespace of a revision', 'istio.io/rev: canary', pods('app: cart'), true],
  ['a pod that asks for it', '', pods('app: cart, sidecar.istio.io/inject: "true"'), true],
  ['no word about it', '', pods('app: cart'), false],
  ['a pod that refuses', 'istio-injection: enabled', pods('app: cart, sidecar.istio.io/inject: "false"'), false],
  ['a pod that refuses by annotation', 'istio-injection: enabled', pods('app: cart', ', annotations: {sidecar.istio.io/inject: "false"}'), false],
  ['a namespace that never injects', 'istio-injection: disabled', pods('app: cart, sidecar.istio.io/inject: "true"'), false],
  ['the network of the node', 'istio-injection: enabled', '{metadata: {labels: {app: cart}}, spec: {hostNetwork: true}}', false],
])('with %s', (_, namespace, template, expected) => {
  const [cart] = deployed(namespace, template).workloads;
  expect(cart!.hasProxy).toBe(expected);
  expect(cart!.labels['security.istio.io/tlsMode']).toBe(expected ? 'istio' : undefined);
});

test('a workload has the labels of its pods after injection, their account and their ports', () => {
  const [cart] = deployed('istio-injection: enabled', pods('app: cart, version: v2')).workloads;
  expect(cart).toMatchObject({
    name: 'cart', namespace: 'shop', serviceAccount: 'runner', ports: [{ name: 'http', number: 8080 }],
    labels: { 'app': 'cart', 'version': 'v2', 'service.istio.io/canonical-name': 'cart', 'service.istio.io/canonical-revision': 'v2' },
  });
});

test('what a controller made is no workload of its own beside it', () => {
  const owned = (kind: string, name: string, owner: string): string => (
    `apiVersion: ${kind === 'Pod' ? 'v1' : 'apps/v1'}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: shop, ownerReferences: [${owner}]}\nspec: {template: {}}`
  );
  const mesh = Mesh.of(documents([
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: cart, namespace: shop}\nspec: {template: {}}',
    owned('ReplicaSet', 'cart-1', '{kind: Deployment, name: cart, controller: true}'),
    owned('Pod', 'cart-1-a', '{kind: ReplicaSet, name: cart-1, controller: true}'),
    owned('Pod', 'other-a', '{kind: ReplicaSet, name: other, controller: true}'),
  ].join('\n---\n')));
  expect(mesh.workloads.map(({ entry: { id } }) => `${id.kind} ${id.name}`)).toEqual(['Deployment cart', 'Pod other-a']);
});

describe('a gateway', () => {
  const gateway = (servers: string): string => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec: {selector: {istio: ingress}, servers: [${servers}]}`;
  const pod = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ingress, namespace: istio-ingress}\n'
    + 'spec: {template: {metadata: {labels: {istio: ingress}}, spec: {containers: [{ports: [{name: https, containerPort: 8443}]}]}}}';
  const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: ingress, namespace: istio-ingress}\n'
    + 'spec: {selector: {istio: ingress}, ports: [{name: http, port: 80, targetPort: 8080}, {name: https, port: 443, targetPort: https}]}';
  const elsewhere = service.replace('istio-ingress}', 'shop}');

  test.each([
    ['the port of the Service', 80, [[80, 8080]]],
    ['the port of the pods', 8080, [[80, 8080]]],
    ['a port of the pods that has a name', 443, [[443, 8443]]],
    ['a port that no Service has', 9000, []],
  ])('is opened at %s', (_, number, expected) => {
    const yaml = [gateway(`{hosts: ["*"], port: {number: ${number}, name: http, protocol: HTTP}}`), pod, service, elsewhere].join('\n---\n');
    const [edge] = Mesh.of(documents(yaml)).gateways;
    expect(edge!.key).toBe('shop/edge');
    expect(edge!.workloads.map(({ name }) => name)).toEqual(['ingress']);
    expect(edge!.listeners[0]!.openedBy.map(({ port, targetPort }) => [port, targetPort])).toEqual(expected);
  });

  test('and its Service lead to the same pods', () => {
    const mesh = Mesh.of(documents([pod, service, elsewhere].join('\n---\n')));
    const [ingress] = mesh.workloads;
    expect(mesh.servicesOf(ingress!).map(({ host }) => host)).toEqual(['ingress.istio-ingress.svc.cluster.local']);
    expect(mesh.workloadsOf(mesh.service('ingress', 'istio-ingress')!)).toEqual([ingress]);
    expect(mesh.workloadsOf(mesh.service('ingress', 'shop')!)).toEqual([]);
  });
});
