import type { Path } from '../../../core/finding';
import { choices, quote } from '../../../core/quote';
import type { Rule } from '../../../core/rule';
import { defineTable, type RuleRow } from '../../../core/rule-table';
import { selectorRules, type SelectingKind, specOf } from '../match-labels/rules';
import type { PolicyTargetKinds, PolicyTargetReference } from './api';

type Targets = { readonly [K in keyof PolicyTargetKinds]: PolicyTargetKinds[K] };

/** What a target may be, in the words of Istio's own list. */
const TARGETS = [
  { group: '', kind: 'Service' },
  { group: 'core', kind: 'Service' },
  { group: 'networking.istio.io', kind: 'ServiceEntry' },
  { group: 'gateway.networking.k8s.io', kind: 'Gateway' },
  { group: 'gateway.networking.k8s.io', kind: 'GatewayClass' },
];

function references({ targetRef, targetRefs }: Targets): readonly { readonly reference: PolicyTargetReference; readonly at: Path }[] {
  return [
    ...(targetRef ? [{ reference: targetRef, at: ['spec', 'targetRef'] }] : []),
    ...(targetRefs ?? []).map((reference, i) => ({ reference, at: ['spec', 'targetRefs', i] })),
  ];
}

const GATEWAY = 'group: gateway.networking.k8s.io, kind: Gateway, name: edge';

function oneTarget(id: RuleRow<Targets>['id'], fields: readonly (keyof Targets)[]): RuleRow<Targets> {
  return {
    id,
    severity: 'error',
    authority: 'api-server',
    summary: `Expected at most one of ${choices(fields)}`,
    why: 'The API server refuses the resource: each of these fields selects the target by itself.',
    fix: 'keep one of them, and write another resource for the other targets',
    source: 'pkg/config/validation/validation.go#validateOneOfSelectorType',
    cel: [`${fields.map((field) => `(has(self.${field}) ? 1 : 0)`).join(' + ')} <= 1`],
    good: ['selector: {matchLabels: {app: shop}}', `targetRefs: [{${GATEWAY}}]`],
    bad: [{ yaml: 'selector: {matchLabels: {app: shop}}, targetRefs: []', at: '' }],
    check(spec, report) {
      const present = fields.filter((field) => spec[field] !== undefined);
      if (present.length > 1) report(['spec'], { message: `Expected at most one of ${choices(fields)}, got ${present.map(quote).join(' and ')}` });
    },
  };
}

const choice: readonly RuleRow<Targets>[] = [
  oneTarget(
    ['authorization-policy/one-target', 'request-authentication/one-target', 'telemetry/one-target', 'wasm-plugin/one-target'],
    ['selector', 'targetRef', 'targetRefs'],
  ),
  // This kind came after targetRef was replaced by targetRefs.
  oneTarget('traffic-extension/one-target', ['selector', 'targetRefs']),
];

const targets: readonly RuleRow<Targets>[] = [
  {
    id: [
      'authorization-policy/target-namespace', 'request-authentication/target-namespace', 'telemetry/target-namespace',
      'traffic-extension/target-namespace', 'wasm-plugin/target-namespace',
    ],
    severity: 'error',
    authority: 'api-server',
    summary: 'Expected a target in the namespace of the resource',
    why: 'The API server refuses the resource: a policy applies in its own namespace only.',
    fix: 'remove the namespace, and put the resource where its target is',
    source: ['istio.io/api/type/v1beta1/selector.proto#PolicyTargetReference', 'pkg/config/validation/validation.go#validatePolicyTargetReference'],
    cel: ['self.size() == 0'],
    good: [`targetRefs: [{${GATEWAY}, namespace: ""}]`],
    bad: [{ yaml: `targetRefs: [{${GATEWAY}, namespace: shop}]`, at: '.targetRefs[0].namespace' }],
    check(spec, report) {
      for (const { reference: { namespace }, at } of references(spec)) {
        if (namespace) report([...at, 'namespace'], { message: `Expected no namespace, got ${quote(namespace)}` });
      }
    },
  },
  {
    id: [
      'authorization-policy/target-kind', 'request-authentication/target-kind', 'telemetry/target-kind', 'traffic-extension/target-kind',
      'wasm-plugin/target-kind',
    ],
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected a Service, a ServiceEntry, a Gateway of the Gateway API or a GatewayClass as target',
    why: 'istiod refuses the resource: it knows no other targets.',
    fix: 'correct group and kind: gateway.networking.k8s.io has Gateway and GatewayClass, networking.istio.io has ServiceEntry',
    source: 'pkg/config/validation/validation.go#validatePolicyTargetReference',
    good: [
      `targetRefs: [{${GATEWAY}}, {kind: Service, name: shop}, {group: core, kind: Service, name: shop}]`,
      'targetRefs: [{group: networking.istio.io, kind: ServiceEntry, name: api}]',
    ],
    bad: [
      { yaml: 'targetRefs: [{kind: Gateway, name: edge}]', at: '.targetRefs[0].kind' },
      { yaml: 'targetRefs: [{group: apps, kind: Deployment, name: shop}]', at: '.targetRefs[0].kind' },
    ],
    check(spec, report) {
      for (const { reference: { group = '', kind }, at } of references(spec)) {
        if (TARGETS.some((target) => target.group === group && target.kind === kind)) continue;
        report([...at, 'kind'], { message: `Expected a kind of target, got ${quote(kind)} of ${group === '' ? 'the core group' : quote(group)}` });
      }
    },
  },
];

/** The rules that every kind of policies has about its target. */
export function policyTargetRules(kind: SelectingKind): readonly Rule<Targets>[] {
  const scope = specOf<Targets>(kind);
  return [...defineTable(scope, choice), ...selectorRules(kind), ...defineTable(scope, targets)];
}
