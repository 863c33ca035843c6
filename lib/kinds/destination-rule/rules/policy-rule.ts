import type { Authority, Severity } from '../../../core/finding';
import type { IstioRelease } from '../../../core/release';
import { defineRule, type Report, type Rule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { DestinationRuleSpec } from '../api';
import { policies, type PolicyPlace } from '../policies';

/** A rule about every policy of a DestinationRule: of the host, of subsets, of ports. */
export interface PolicyRow {
  readonly name: string;
  readonly severity?: Severity;
  readonly authority?: Authority;
  readonly summary: string;
  readonly why?: string;
  readonly fix: string;
  readonly source: string;
  /** Policies of the host, in YAML. */
  readonly good: readonly string[];
  /** Policies of the host, in YAML, and where in them the rule speaks. */
  readonly bad: readonly { readonly policy: string; readonly at: string; readonly release?: IstioRelease }[];
  check(place: PolicyPlace, report: Report, namespace: string | undefined, release: IstioRelease): void;
}

/** The rule that a row states. */
export function policyRule({ name, check, good, bad, ...words }: PolicyRow): Rule<Json<DestinationRuleSpec>> {
  return defineRule<Json<DestinationRuleSpec>>({
    id: `destination-rule/${name}`,
    severity: 'error',
    authority: 'istiod',
    why: 'istiod refuses the resource.',
    ...words,
    check({ spec, metadata: { namespace } }, report, { release }) {
      for (const place of policies(spec)) check(place, report, namespace, release);
    },
    good: good.map((policy) => `spec: {host: reviews, trafficPolicy: ${policy}}`),
    bad: bad.flatMap(({ policy, at, ...target }) => [
      { yaml: `spec: {host: reviews, trafficPolicy: ${policy}}`, at: `spec.trafficPolicy${at}`, ...target },
      // What istiod warns about it warns about at the host's own policy only.
      ...(words.severity === 'warning' ? [] : [
        { yaml: `spec: {host: reviews, subsets: [{name: v1, trafficPolicy: ${policy}}]}`, at: `spec.subsets[0].trafficPolicy${at}`, ...target },
      ]),
    ]),
  });
}
