import type { Examples, RuleDoc } from '../rule';

const OURS = { severity: 'warning', authority: 'cdk8s-istio' } as const;

const selectsAll = (annotation: string): string => [
  'kind: ServiceEntry',
  `metadata: {annotations: {${annotation}}}`,
  'spec: {hosts: [a.com], resolution: STATIC, workloadSelector: {}}',
].join('\n');
const quiet = (annotation: string): string => `kind: Sidecar\nmetadata: {annotations: {${annotation}}}\nspec: {egress: [{hosts: ["./*"]}]}`;

const GOOD = selectsAll('cdk8s-istio/acknowledge: "service-entry/selector-selects-all: the namespace holds nothing else"');
const AT = 'metadata.annotations["cdk8s-istio/acknowledge"]';

/** Rules about acknowledgements themselves. */
export const suppressionRules = {
  noReason: {
    ...OURS,
    id: 'suppression/no-reason',
    summary: 'Expected a reason for an acknowledged finding',
    why: 'Without a reason no reader can decide whether it still holds, so it suppresses nothing.',
    fix: 'write why the finding may stay after the rule',
    source: 'docs/acknowledge-a-finding.md#what-is-a-finding-itself',
    good: [GOOD],
    bad: [{ yaml: selectsAll('cdk8s-istio/acknowledge: "service-entry/selector-selects-all"'), at: AT }],
  },
  unknownRule: {
    ...OURS,
    id: 'suppression/unknown-rule',
    summary: 'Unknown rule in an acknowledgement',
    why: 'No finding has that rule, so it suppresses nothing.',
    fix: 'write the rule as the finding does',
    source: 'docs/acknowledge-a-finding.md#what-is-a-finding-itself',
    good: [GOOD],
    bad: [{ yaml: selectsAll('cdk8s-istio/acknowledge: "service-entry/selector-select-all: known"'), at: AT }],
  },
  matchesNothing: {
    ...OURS,
    id: 'suppression/matches-nothing',
    summary: 'Expected a finding for every acknowledgement',
    why: 'The finding that it was written for is gone, and it would hide the next one.',
    fix: 'remove the acknowledgement',
    source: 'docs/acknowledge-a-finding.md#what-is-a-finding-itself',
    good: [GOOD],
    bad: [{ yaml: quiet('cdk8s-istio/acknowledge: "sidecar/not-empty: known"'), at: AT }],
  },
  refusedAnyway: {
    ...OURS,
    id: 'suppression/refused-anyway',
    summary: 'Expected no acknowledgement or other severity for an error of the API server',
    why: 'The cluster refuses the resource all the same, so the error stays.',
    fix: 'correct the resource',
    source: 'docs/acknowledge-a-finding.md#what-is-a-finding-itself',
    good: [GOOD],
    bad: [{
      yaml: 'kind: Sidecar\nmetadata: {annotations: {cdk8s-istio/acknowledge: "field/unknown: known"}}\nspec: {egress: [{hosts: ["./*"], prot: 1}]}',
      at: AT,
    }],
  },
  overlookedCode: {
    ...OURS,
    severity: 'info',
    id: 'suppression/overlooked-code',
    summary: 'Expected no spaces around the codes of galley.istio.io/analyze-suppress',
    why: 'istioctl compares the codes as they stand: one with a space suppresses nothing.',
    fix: 'remove the spaces',
    source: 'pkg/config/analysis/local/istiod_analyze.go#filterMessages',
    good: [quiet('galley.istio.io/analyze-suppress: "IST0101,IST0102"')],
    bad: [{
      yaml: quiet('galley.istio.io/analyze-suppress: "IST0101, IST0102"'), at: 'metadata.annotations["galley.istio.io/analyze-suppress"]',
    }],
  },
} as const satisfies Record<string, RuleDoc & Examples>;
