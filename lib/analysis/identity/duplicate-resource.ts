import { renderResource } from '../../core/finding';
import type { MeshEntry } from '../../mesh/mesh';
import { qualifiedKind } from '../../mesh/mesh-kind';
import type { Analyzer } from '../analyzer';

/** Two objects of one name: the second one applied overwrites the first. */
export const duplicateResource: Analyzer = {
  id: 'identity/duplicate-resource',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Duplicate resource: group, kind, namespace and name must be unique',
  why: 'kubectl apply takes both, and the one that comes later silently replaces the other.',
  fix: 'give one of them another name or namespace, or merge them',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  reads: 'every kind',
  check({ entries }, report) {
    const firstOf = new Map<string, MeshEntry>();
    for (const entry of entries) {
      const { apiVersion, kind, namespace = '', name } = entry.id;
      if (name === '') continue; // the API server makes a name for each
      const key = JSON.stringify([qualifiedKind(apiVersion, kind), namespace, name]);
      const first = firstOf.get(key);
      if (first === undefined) firstOf.set(key, entry);
      else {
        report({ on: entry, path: ['metadata', 'name'] }, {
          message: `Expected one ${kind} of that name, got a second ${renderResource(entry.id)}`,
          related: [{ on: first }],
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
      at: [1, 'metadata.name'],
    },
  ],
};
