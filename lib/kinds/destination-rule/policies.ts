import type { Path } from '../../core/finding';
import type { Json } from '../../values/types';
import type { PortTrafficPolicySpec, TrafficPolicySpec } from '../_shared/traffic-policy/api';
import type { DestinationRuleSpec } from './api';

/** A policy in a DestinationRule, where it stands, and what it is for. */
export type PolicyPlace =
  | { readonly of: 'host' | 'subset'; readonly at: Path; readonly policy: Json<TrafficPolicySpec> }
  | { readonly of: 'port'; readonly at: Path; readonly policy: Json<PortTrafficPolicySpec> };

/** The places of a spec are asked for by each of twenty rules. */
const found = new WeakMap<object, readonly PolicyPlace[]>();

/** Every policy: the host's, each subset's, and after each of them those of its ports. */
export function policies(spec: Json<DestinationRuleSpec>): readonly PolicyPlace[] {
  const places = found.get(spec) ?? [...walk(spec)];
  found.set(spec, places);
  return places;
}

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
