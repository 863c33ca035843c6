import type { Severity } from '../../../core/finding';
import { defineRule, type Report, type ResourceMetadata, type Rule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { VirtualServiceSpec } from '../api';

/** The spec as rules read it. */
export type Spec = Json<VirtualServiceSpec>;

/** One HTTP route as rules read it. */
export type Route = NonNullable<Spec['http']>[number];

/** A rule of VirtualService without what all of them have in common. */
export interface RuleRow {
  readonly name: string;
  readonly severity?: Severity;
  readonly summary: string;
  readonly why?: string;
  readonly fix: string;
  readonly source: string;
  readonly good: readonly string[];
  readonly bad: readonly (readonly [yaml: string, at: string])[];
  check(spec: Spec, report: Report, metadata: ResourceMetadata): void;
}

/** The rule that a row states. */
export function ruleOf({ name, check, bad, ...words }: RuleRow): Rule<Spec> {
  return defineRule<Spec>({
    id: `virtual-service/${name}`,
    severity: 'error',
    authority: 'istiod',
    why: 'istiod refuses the resource.',
    ...words,
    check: ({ spec, metadata }, report) => check(spec, report, metadata),
    bad: bad.map(([yaml, at]) => ({ yaml, at })),
  });
}

/** A VirtualService with one HTTP route that has these fields, in YAML. */
export function withRoute(fields: string): string {
  return `spec: {hosts: [a.com], http: [{${fields}}]}`;
}

/** A destination that is fine, in YAML. */
export const TO_A = 'route: [{destination: {host: a.com}}]';

/** True when the routes stand for a delegate: others refer to it, and it has no hosts of its own. */
export function isDelegate({ hosts = [] }: Spec): boolean {
  return hosts.length === 0;
}

/** True when the routes are for the sidecars of the mesh, perhaps among others. */
export function appliesToMesh({ gateways = [] }: Spec): boolean {
  return gateways.length === 0 || gateways.includes('mesh');
}

/** True when the annotation is there by which istiod marks what it made from the Gateway API. */
export function hasGatewaySemantics({ annotations }: ResourceMetadata): boolean {
  return annotations?.['internal.istio.io/route-semantics'] === 'gateway';
}
