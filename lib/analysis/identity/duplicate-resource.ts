import type { Analyzer } from '../../core/analyzer';
import { renderResource } from '../../core/finding';
import type { Mesh } from '../../mesh/mesh';

/** Two objects of one name: the second one applied overwrites the first. */
export const duplicateResource: Analyzer<Mesh> = {
  id: 'identity/duplicate-resource',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Duplicate resource: group, kind, namespace and name must be unique',
  why: 'kubectl apply takes both, and the one that comes later silently replaces the other.',
  fix: 'give one of them another name or namespace, or merge them',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  check(mesh, report) {
    const first = new Map<string, number>();
    for (const { id, index } of mesh.entries) {
      // Without a name the API server makes one for each.
      if (id.name === '') continue;
      const group = id.apiVersion.includes('/') ? id.apiVersion.slice(0, id.apiVersion.indexOf('/')) : '';
      const key = JSON.stringify([group, id.kind, id.namespace ?? '', id.name]);
      const other = first.get(key);
      if (other === undefined) first.set(key, index);
      else {
        report(index, ['metadata', 'name'], {
          message: `Expected one ${id.kind} of that name, got a second ${renderResource(id)}`,
          relatedIndex: [other],
        });
      }
    }
  },
  good: [
    'apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: x}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: y}',
    'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: a}\nspec: {servers: [{hosts: ["*"], port: {number: 80, name: http, protocol: HTTP}}]}\n'
    + '---\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: a}',
  ],
  bad: [
    {
      yaml: 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: a}',
      document: 1,
      at: 'metadata.name',
    },
  ],
};
