import type { RuleDoc } from '../../lib/core/rule';

const SYNTHESIS = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** What a tree has to be, so that all that is written is checked. */
export const synthesisRules = {
  endless: {
    ...SYNTHESIS,
    id: 'construct/made-without-end',
    summary: 'Expected a synth that stops making constructs',
    why: 'A token or a validation made more constructs each time the tree was checked, so the tree was never the one that had been checked.',
    fix: 'make constructs before app.synth(), or make each one once',
    source: 'docs/input.md#what-is-checked',
  },
  twoPackages: {
    ...SYNTHESIS,
    id: 'construct/two-packages',
    summary: 'Expected one copy of cdk8s-istio in an app',
    why: 'Each copy knows only what it made itself: neither would see that two of their constructs contradict each other.',
    fix: 'install one version: npm dedupe, and name cdk8s-istio in peerDependencies of packages with constructs, not in dependencies',
    source: 'docs/input.md#what-is-checked',
  },
} as const satisfies Record<string, RuleDoc>;
