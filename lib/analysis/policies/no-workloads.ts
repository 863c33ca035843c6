import { labelsText } from '../../values/labels';
import { namespaceOf } from '../../mesh/mesh-entry';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';

const SET = (label: string): string => 'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: reviews, namespace: shop}\n'
  + `spec: {selector: {matchLabels: {app: ${label}}}, action: DENY, rules: [{to: [{operation: {methods: [DELETE], ports: ["8080"]}}]}]}\n`
  + '---\napiVersion: v1\nkind: Pod\nmetadata: {name: reviews, namespace: shop, labels: {app: reviews, sidecar.istio.io/inject: "true"}}\n'
  + 'spec: {containers: [{name: app, image: app}]}';

/** An AuthorizationPolicy that holds for no workload. */
export const noWorkloads: Analyzer = {
  id: 'policies/no-workloads',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a selector that workloads have',
  why: 'The policy holds for no workload: what it was to refuse is let in.',
  fix: 'write the labels of the pods, and put the policy into their namespace',
  source: [
    'pkg/config/analysis/analyzers/authz/authorizationpolicies.go#AuthorizationPoliciesAnalyzer.analyzeNoMatchingWorkloads',
    'https://istio.io/latest/docs/reference/config/analysis/ist0127/',
  ],
  aliases: ['IST0127', 'KIA0004'],
  reads: ['AuthorizationPolicy', 'Namespace', 'Pod'],
  check(mesh, report) {
    const { pods } = mesh.istioctl;
    for (const on of mesh.istioctl.all('AuthorizationPolicy')) {
      const { selector, targetRef, targetRefs = [] } = on.resource.spec as Targets;
      const namespace = namespaceOf(on);
      const isRoot = namespace === mesh.settings.rootNamespace;
      if (isRoot && !selector) continue;
      const labels = selector?.matchLabels ?? {};
      const found = isRoot ? pods.byLabel.select(labels) : pods.select(namespace, labels);
      if (found.some(({ isInMesh }) => isInMesh)) continue;
      const isEmpty = Object.keys(labels).length === 0;
      const detail: MeshDetail = {
        message: isEmpty ? 'Expected workloads of the mesh in the namespace, got none' : `Expected workloads of the mesh with ${labelsText(labels)}, got none`,
        missing: { kind: 'workload', labels, ...(isRoot ? {} : { namespace }) },
      };
      const at = { on, path: selector ? ['spec', 'selector', 'matchLabels'] : ['spec'] };
      if (mesh.world === 'open') {
        // A namespace of which no workload was given has its own somewhere else.
        if (!isEmpty) report(at, detail);
        continue;
      }
      const hasTarget = targetRef !== undefined || targetRefs.length > 0;
      const isThere = mesh.absenceOf(detail.missing!) === undefined;
      const why = hasTarget ? 'a policy with a target is for that target' : 'it looks for pods with a sidecar alone, and there are workloads with these labels';
      report(at, hasTarget || isThere ? falseAlarm(detail, why) : detail);
    }
  },
  good: [SET('reviews')],
  bad: [{ yaml: SET('reveiws'), at: [0, 'spec.selector.matchLabels'] }],
};

/** How a policy says what it is for. */
interface Targets {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly targetRef?: object;
  readonly targetRefs?: readonly object[];
}
