import type { Path } from '../../core/finding';
import { lastAsked } from '../../core/last-asked';
import type { Json } from '../../values/types';
import type { PortTrafficPolicySpec, TrafficPolicySpec } from '../_shared/traffic-policy/api';
import type { DestinationRuleSpec } from './api';

/** A policy in a DestinationRule, where it stands, and what it is for. */
export type PolicyPlace =
  | { readonly of: 'host' | 'subset'; readonly at: Path; readonly policy: Json<TrafficPolicySpec> }
  | { readonly of: 'port'; readonly at: Path; readonly policy: Json<PortTrafficPolicySpec> };

/** Every policy: the host's, each subset's, and after each of them those of its ports. */
export const policies: (spec: Json<DestinationRuleSpec>) => readonly PolicyPlace[] = lastAsked((spec) => [...walk(spec)]);

function* walk(spec: Json<DestinationRuleSpec>): Generator<PolicyPlace> {
  yield* policyAndPorts('host', ['spec', 'trafficPolicy'], spec.trafficPolicy);
  for (const [i, { trafficPolicy }] of (spec.subsets ?? []).entries()) {
    yield* policyAndPorts('subset', ['spec', 'subsets', i, 'trafficPolicy'], trafficPolicy);
  }
}

function* policyAndPorts(of: 'host' | 'subset', at: Path, policy: Json<TrafficPolicySpec> | undefined): Generator<PolicyPlace> {
  if (policy === undefined) return;
  yield { of, at, policy };
  for (const [i, port] of (policy.portLevelSettings ?? []).entries()) yield { of: 'port', at: [...at, 'portLevelSettings', i], policy: port };
}
