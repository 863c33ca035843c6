import type { Path } from '../../../core/finding';
import { choices, quote } from '../../../core/quote';
import { defineRule, type Rule } from '../../../core/rule';
import { selectorRules } from '../match-labels/rules';
import type { PolicyTargetKinds, PolicyTargetReference } from './api';

type Targets = { readonly [K in keyof PolicyTargetKinds]: PolicyTargetKinds[K] };

/** How a kind of policies names its rules, and what a resource of that kind has beside its target. */
export interface PolicyKind {
  readonly topic: string;
  /** Other fields of a spec that is fine, in YAML's braces: `url: oci://a/b`. Empty for none. */
  readonly rest: string;
  /** Whether the kind still has the older `targetRef`. */
  readonly single: boolean;
}

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

/** The rules that every kind of policies has about its target. */
export function policyTargetRules({ topic, rest, single }: PolicyKind): readonly Rule<Targets>[] {
  const yaml = (fields: string): string => `spec: {${[fields, rest].filter(Boolean).join(', ')}}`;
  const [has, keys] = single
    ? ['(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1', ['selector', 'targetRef', 'targetRefs']]
    : ['(has(self.selector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1', ['selector', 'targetRefs']];
  const gateway = 'group: gateway.networking.k8s.io, kind: Gateway, name: edge';
  return [
    defineRule<Targets>({
      id: `${topic}/one-target`,
      severity: 'error',
      authority: 'api-server',
      summary: `Expected at most one of ${choices(keys)}`,
      why: 'The API server refuses the resource: each of them alone says what it is about.',
      fix: 'keep the one that is meant; a resource of its own can be about the others',
      source: 'SEL-001; CEL on spec, validateOneOfSelectorType',
      cel: [has],
      check({ spec }, report) {
        const present = keys.filter((key) => spec[key as keyof Targets] !== undefined);
        if (present.length > 1) report(['spec'], { message: `Expected at most one of ${choices(keys)}, got ${present.map(quote).join(' and ')}` });
      },
      good: [yaml('selector: {matchLabels: {app: shop}}'), yaml(`targetRefs: [{${gateway}}]`)],
      bad: [{ yaml: yaml('selector: {matchLabels: {app: shop}}, targetRefs: []'), at: 'spec' }],
    }),
    ...selectorRules({ topic, rest }),
    defineRule<Targets>({
      id: `${topic}/target-namespace`,
      severity: 'error',
      authority: 'api-server',
      summary: 'Expected a target in the namespace of the resource',
      why: 'The API server refuses the resource: nothing is about resources of other namespaces.',
      fix: 'remove the namespace, and put the resource where its target is',
      source: 'SEL-007; CEL on targetRef.namespace, validatePolicyTargetReference',
      cel: ['self.size() == 0'],
      check({ spec }, report) {
        for (const { reference: { namespace }, at } of references(spec)) {
          if (namespace) report([...at, 'namespace'], { message: `Expected no namespace, got ${quote(namespace)}` });
        }
      },
      good: [yaml(`targetRefs: [{${gateway}, namespace: ""}]`)],
      bad: [{ yaml: yaml(`targetRefs: [{${gateway}, namespace: shop}]`), at: 'spec.targetRefs[0].namespace' }],
    }),
    defineRule<Targets>({
      id: `${topic}/target-kind`,
      severity: 'error',
      authority: 'istiod',
      summary: 'Expected a Service, a ServiceEntry, a Gateway of the Gateway API or a GatewayClass as target',
      why: 'istiod refuses the resource: it knows no other targets.',
      fix: 'correct group and kind: gateway.networking.k8s.io has Gateway and GatewayClass, networking.istio.io has ServiceEntry',
      source: 'SEL-010; validatePolicyTargetReference',
      check({ spec }, report) {
        for (const { reference: { group = '', kind }, at } of references(spec)) {
          if (TARGETS.some((target) => target.group === group && target.kind === kind)) continue;
          report([...at, 'kind'], { message: `Expected a kind of target, got ${quote(kind)} of ${group === '' ? 'the core group' : quote(group)}` });
        }
      },
      good: [
        yaml(`targetRefs: [{${gateway}}, {kind: Service, name: shop}, {group: core, kind: Service, name: shop}]`),
        yaml('targetRefs: [{group: networking.istio.io, kind: ServiceEntry, name: api}]'),
      ],
      bad: [
        { yaml: yaml('targetRefs: [{kind: Gateway, name: edge}]'), at: 'spec.targetRefs[0].kind' },
        { yaml: yaml('targetRefs: [{group: apps, kind: Deployment, name: shop}]'), at: 'spec.targetRefs[0].kind' },
      ],
    }),
  ];
}
