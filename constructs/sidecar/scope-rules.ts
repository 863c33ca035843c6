import type { RuleDoc } from '../../lib/core/rule';

const RULE = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** What a {@link Sidecar} construct needs. */
export const scopeRules = {
  egressMissing: {
    ...RULE,
    id: 'sidecar-construct/egress-missing',
    summary: 'Expected "egress" to say what the workload may see',
    why: 'A Sidecar without egress listeners sees every service, whatever the Sidecar of the root namespace had narrowed it to.',
    fix: "give egress listeners, such as [EgressListener.catchAll([HostScope.own()])], or 'unrestricted' if everything is meant",
    source: 'pilot/pkg/model/sidecar.go#convertToSidecarScope',
  },
  oneCatchAll: {
    ...RULE,
    id: 'sidecar-construct/one-catch-all',
    summary: 'Expected one catch-all listener at most',
    why: 'Only the last egress listener may leave out its port: istiod refuses the resource.',
    fix: 'join the hosts of both in one listener, or give one of them a port',
    source: 'pkg/config/validation/validation.go#ValidateSidecar',
  },
} as const satisfies Record<string, RuleDoc>;
