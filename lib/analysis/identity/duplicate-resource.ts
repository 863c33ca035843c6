import { type ResourceId, renderResource } from '../../core/finding';
import { shown } from '../../core/shown';
import { kindOf } from '../../kinds/index';
import type { MeshEntry } from '../../mesh/mesh-entry';
import { OTHER_KINDS, qualifiedKind } from '../../mesh/mesh-kind';
import type { Analyzer, MeshDetail } from '../analyzer';

/** Two objects of one name: the second one applied overwrites the first. */
export const duplicateResource: Analyzer = {
  id: 'identity/duplicate-resource',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Duplicate resource: group, kind, namespace and name must be unique',
  why: 'kubectl apply takes both, and the one that comes later silently replaces the other. In two files it is a warning: they may be alternatives, '
    + 'such as the overlays of two environments, of which a cluster gets one.',
  fix: 'give one of them another name or namespace, or merge them',
  source: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/', 'docs/environments-and-clusters.md#check-what-belongs-to-several-clusters'],
  reads: 'every kind',
  check({ entries }, report) {
    const earlierOf = new Map<string, MeshEntry[]>();
    for (const entry of entries) {
      const { apiVersion, kind, namespace = '', name } = entry.id;
      // Without a name the API server makes one for each; and other kinds are none of Istio's business.
      if (name === '' || !isReadByIstio(entry.id)) continue;
      const key = JSON.stringify([qualifiedKind(apiVersion, kind), namespace, name]);
      const earlier = earlierOf.get(key);
      if (!earlier) {
        earlierOf.set(key, [entry]);
        continue;
      }
      const inSameFile = earlier.find(({ file }) => file === entry.file);
      report({ on: entry, path: ['metadata', 'name'] }, inSameFile ? replaced(entry, inSameFile) : alternative(entry, earlier[0]!));
      if (!inSameFile) earlier.push(entry);
    }
  },
  good: [
    'apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: x}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: y}',
    'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: a}\nspec: {servers: [{hosts: ["*"], port: {number: 80, name: http, protocol: HTTP}}]}\n'
    + '---\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: a}',
    'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: migrate-}\n---\napiVersion: batch/v1\nkind: Job\nmetadata: {generateName: migrate-}',
    'apiVersion: acme.example/v1\nkind: Robot\nmetadata: {name: a}\n---\napiVersion: acme.example/v1\nkind: Robot\nmetadata: {name: a}',
  ],
  bad: [
    {
      yaml: 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: a}',
      at: [1, 'metadata.name'],
    },
  ],
};

const OTHERS: ReadonlySet<string> = new Set(OTHER_KINDS);

function isReadByIstio({ apiVersion, kind }: ResourceId): boolean {
  return kindOf(apiVersion, kind) !== undefined || OTHERS.has(qualifiedKind(apiVersion, kind));
}

function replaced(entry: MeshEntry, first: MeshEntry): MeshDetail {
  return { message: `Expected one ${entry.id.kind} of that name, got a second ${renderResource(entry.id)}`, related: [{ on: first }] };
}

/** The same in two files, which may be meant for two clusters. */
function alternative({ id, file }: MeshEntry, first: MeshEntry): MeshDetail {
  return {
    severity: 'warning',
    message: `Expected one ${id.kind} of that name, got ${renderResource(id)} in ${shown(first.file ?? '')} and in ${shown(file ?? '')}`,
    fix: 'where the files are alternatives, check them apart: cdk8s-istio check --separate PATH PATH, or name their clusters in cdk8s-istio.yaml; '
      + 'else give one of the two another name or namespace',
    related: [{ on: first }],
  };
}
