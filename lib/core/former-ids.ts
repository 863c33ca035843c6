import type { KnownRule } from './known-rules.gen';

/** Ids that rules had in an earlier version. They stay valid wherever a rule is named: acknowledgements, severities, `explain`. */
export const FORMER_IDS = {
  'composition/copies-past-gateway': 'composition/mirror-bypasses-gateway',
  'composition/copies-to-live-version': 'composition/mirror-to-live-version',
  'composition/namespace-not-said': 'composition/namespace-missing',
  'ingress-gateway/port-not-said': 'ingress-gateway/port-missing',
  'namespace-isolation/led-unseen': 'namespace-isolation/egress-host-unseen',
  'namespace-isolation/namespace-not-said': 'namespace-isolation/namespace-missing',
  'route/said-twice': 'route/part-twice',
  'service-entry/hosts-told-apart': 'service-entry/hosts-distinguishable',
  'sidecar-construct/egress-not-said': 'sidecar-construct/egress-missing',
  'virtual-service/redirect-answer': 'virtual-service/redirect-response',
} as const satisfies Record<string, KnownRule>;

/** The id that a rule had in an earlier version. */
export type FormerRule = keyof typeof FORMER_IDS;

/** The id of a rule today; what is no former id is given back as it is. */
export function currentId(rule: string): string {
  return Object.hasOwn(FORMER_IDS, rule) ? FORMER_IDS[rule as FormerRule] : rule;
}

const BEFORE: ReadonlyMap<string, readonly FormerRule[]> = Object.entries(FORMER_IDS).reduce(
  (map, [former, rule]) => map.set(rule, [...map.get(rule) ?? [], former as FormerRule]), new Map<string, FormerRule[]>(),
);

/** The ids that a rule had before. */
export function formerIdsOf(rule: string): readonly FormerRule[] {
  return BEFORE.get(rule) ?? [];
}
