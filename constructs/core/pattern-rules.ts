import type { RuleDoc } from '../../lib/core/rule';

const PATTERN = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** What the options of a pattern may be. Types say most of it; these are for what types cannot say, and for programs without them. */
export const patternRules = {
  unknownOption: {
    ...PATTERN,
    id: 'pattern/unknown-option',
    summary: 'Expected an option that the pattern has',
    why: 'Nothing would come of it, so what was written would be lost.',
    fix: 'take it out, or write the option that was meant',
    source: 'docs/input.md#options',
  },
  invalidOption: {
    ...PATTERN,
    id: 'pattern/invalid-option',
    summary: 'Expected a value that the option can have',
    why: 'Istio would refuse what comes of it, or do something else than what is meant.',
    fix: 'write what the message expects',
    source: 'docs/input.md#options',
  },
} as const satisfies Record<string, RuleDoc>;
