import { asObject, asText } from '../../mesh/unchecked';
import type { Analyzer } from '../analyzer';

const CRD = (group: string): string => `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: serviceroles.${group}}\nspec: {group: ${group}, names: {kind: ServiceRole}}`;
const REMOVED: ReadonlySet<string> = new Set(['ClusterRbacConfig', 'RbacConfig', 'ServiceRole', 'ServiceRoleBinding']);

/** A definition of a kind that Istio no longer has. */
export const removedKind: Analyzer = {
  id: 'control-plane/removed-kind',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Deprecated definition: Istio no longer has the kind',
  why: 'Istio does not read objects of that kind: nothing that they refuse is refused.',
  fix: 'write an AuthorizationPolicy instead, and remove the definition',
  source: 'pkg/config/analysis/analyzers/deprecation/deprecation.go#FieldAnalyzer.Analyze',
  aliases: ['IST0002'],
  reads: ['CustomResourceDefinition.apiextensions.k8s.io'],
  check(mesh, report) {
    for (const on of mesh.istioctl.all('CustomResourceDefinition.apiextensions.k8s.io')) {
      const { group, names } = asObject(on.resource.spec);
      const kind = asText(asObject(names).kind) ?? '';
      if (group === 'rbac.istio.io' && REMOVED.has(kind)) report({ on, path: ['spec', 'names', 'kind'] }, { message: `Deprecated definition: Istio no longer has the kind ${kind}` });
    }
  },
  good: [CRD('example.com')],
  bad: [{ yaml: CRD('rbac.istio.io'), at: [0, 'spec.names.kind'] }],
};
