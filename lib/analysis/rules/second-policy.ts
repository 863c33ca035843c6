import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import { isSameObject } from '../../mesh/mesh-entry';
import type { Analyzer } from '../analyzer';
import { rule } from '../rule-yaml';

const POLICY = 'trafficPolicy: {loadBalancer: {simple: RANDOM}}';
const SUBSETS = 'subsets: [{name: v1, labels: {version: v1}}]';

/** Of two rules of a host that istiod joins, what the later one says beside new subsets is lost. */
export const secondPolicy: Analyzer = {
  id: 'rules/second-policy',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected one policy, and each subset once, in the rules of a host',
  why: 'istiod joins DestinationRules of one host and namespace: the policy of the oldest one that has any holds, and of two subsets with one name the first. What '
    + 'the later rule says is lost.',
  fix: 'write one rule for the host',
  source: ['test/traffic/recorded/rules-of-one-host.yaml', 'pilot/pkg/model/destination_rule.go#PushContext.mergeDestinationRule'],
  aliases: ['KIA0201'],
  reads: [],
  check(mesh, report) {
    for (const { entries } of mesh.joinedRules) {
      const policy = entries.find(({ resource: { spec } }) => spec.trafficPolicy);
      const subsets = new Map(entries.map((entry) => [entry, entry.resource.spec.subsets ?? []]));
      const first = new Map<string, { readonly on: (typeof entries)[number]; readonly path: readonly (string | number)[] }>();
      for (const on of entries) {
        if (policy && !isSameObject(policy, on) && on.resource.spec.trafficPolicy) {
          report({ on, path: ['spec', 'trafficPolicy'] }, {
            message: `Without effect: ${renderResource(policy.id)} has a policy for the same host, and istiod takes that of the rule that was created first`,
            related: [{ on: policy, path: ['spec', 'trafficPolicy'] }],
          });
        }
        for (const [i, { name }] of subsets.get(on)!.entries()) {
          const path = ['spec', 'subsets', i, 'name'];
          const known = first.get(name);
          if (!known) first.set(name, { on, path });
          else if (!isSameObject(known.on, on)) {
            report({ on, path }, {
              message: `Without effect: ${renderResource(known.on.id)} has a subset ${quote(name)} of the same host, and istiod takes that of the rule that was created first`,
              related: [known],
            });
          }
        }
      }
    }
  },
  good: [
    rule('shop', POLICY, 'a') + rule('shop', SUBSETS, 'b'),
    rule('shop', POLICY, 'a') + rule('web', POLICY, 'b'),
    rule('shop', `${POLICY}, exportTo: [red]`, 'a') + rule('shop', `${POLICY}, exportTo: [blue]`, 'b'),
  ],
  bad: [
    { yaml: rule('shop', POLICY, 'a') + rule('shop', POLICY, 'b'), at: [1, 'spec.trafficPolicy'] },
    { yaml: rule('shop', SUBSETS, 'a') + rule('shop', SUBSETS, 'b'), at: [1, 'spec.subsets[0].name'] },
  ],
};
