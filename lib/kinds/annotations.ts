import type { Path } from '../core/finding';
import { quote } from '../core/quote';
import { compareReleases, type IstioRelease } from '../core/release';
import type { Detail, Examples, ResourceMetadata, RuleDoc } from '../core/rule';

const ISTIOD = { severity: 'error', authority: 'istiod' } as const;
const SPEC = 'spec: {egress: [{hosts: ["./*"]}]}';
const DRY_RUN = 'istio.io/dry-run';

/** Annotations that only istiod itself writes, and since when it refuses them from others. */
const INTERNAL: readonly { readonly key: string; readonly since?: IstioRelease }[] = [
  { key: 'internal.istio.io/webhook-always-reject' },
  { key: 'internal.istio.io/parent-namespace', since: '1.27' },
  { key: 'internal.istio.io/parents', since: '1.27' },
];

/** What istiod checks in annotations of every kind. */
export const annotationRules = {
  dryRun: {
    ...ISTIOD,
    id: 'metadata/dry-run',
    summary: `Expected the annotation ${DRY_RUN} on an AuthorizationPolicy only`,
    why: 'istiod refuses the resource: no other kind can be tried without effect.',
    fix: 'remove the annotation',
    source: 'pkg/config/validation/validation.go#checkDryRunAnnotation',
    good: [`kind: Sidecar\nmetadata: {annotations: {acme.com/dry-run: "true"}}\n${SPEC}`],
    bad: [{ yaml: `kind: Sidecar\nmetadata: {annotations: {${DRY_RUN}: "true"}}\n${SPEC}`, at: `metadata.annotations["${DRY_RUN}"]` }],
  },
  internal: {
    ...ISTIOD,
    id: 'metadata/internal-annotation',
    summary: 'Expected no annotation that is reserved for istiod',
    why: 'istiod refuses the resource.',
    fix: 'remove the annotation',
    source: 'pkg/config/validation/validation.go#validateMetadata',
    good: [`kind: Sidecar\nmetadata: {annotations: {internal.istio.io/route-semantics: gateway}}\n${SPEC}`],
    bad: INTERNAL.map(({ key }) => ({ yaml: `kind: Sidecar\nmetadata: {annotations: {${key}: ""}}\n${SPEC}`, at: `metadata.annotations["${key}"]` })),
  },
} as const satisfies Record<string, RuleDoc & Examples>;

/** Checks the annotations of an object as istiod does. */
export function checkAnnotations(
  kind: string, { annotations = {} }: ResourceMetadata, release: IstioRelease, report: (rule: RuleDoc, at: Path, detail: Detail) => void,
): void {
  if (kind !== 'AuthorizationPolicy' && Object.hasOwn(annotations, DRY_RUN)) {
    report(annotationRules.dryRun, ['metadata', 'annotations', DRY_RUN], { message: `${annotationRules.dryRun.summary}, got it on a ${kind}` });
  }
  for (const { key, since } of INTERNAL) {
    if (!Object.hasOwn(annotations, key) || (since !== undefined && compareReleases(since, release) > 0)) continue;
    report(annotationRules.internal, ['metadata', 'annotations', key], { message: `${annotationRules.internal.summary}, got ${quote(key)}` });
  }
}
