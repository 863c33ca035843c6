import { parse } from 'yaml';
import { DEFAULT_RELEASE } from 'cdk8s-istio';
import { withEdits } from '../../lib/core/edit';
import { fieldRules } from '../../lib/core/field-rules';
import { renderPath } from '../../lib/core/finding';
import type { Examples, RuleDoc } from '../../lib/core/rule';
import { annotationRules } from '../../lib/kinds/annotations';
import { kinds } from '../../lib/kinds';
import { apiVersionOf, type Kind } from '../../lib/kinds/kind';
import { metadataRules } from '../../lib/kinds/metadata-rules';
import { checkAlone } from '../support/findings';

/** The resource an example means: what goes without saying is filled in. */
function resource(yaml: string, topic: string): unknown {
  const { metadata, ...rest } = parse(yaml) as Record<string, any>;
  const kind: Kind | undefined = Object.values(kinds).find((known) => known.kind === rest.kind || known.topic === topic);
  return { apiVersion: kind && apiVersionOf(kind, DEFAULT_RELEASE), kind: kind?.kind, metadata: { name: 'example', ...metadata }, ...rest };
}

const resourceRules: (RuleDoc & Examples)[] = [
  ...Object.values(fieldRules),
  ...Object.values(metadataRules),
  ...Object.values(annotationRules),
  ...Object.values(kinds).flatMap((kind) => [...kind.load().rules] as (RuleDoc & Examples)[]),
];
// A rule without a good example speaks to every resource of its kind.
const always = new Set(resourceRules.filter(({ good }) => good.length === 0).map(({ id }) => id as string));
const examples = resourceRules.flatMap((rule) => {
  const topic = rule.id.split('/')[0]!;
  return [
    ...rule.good.map((yaml) => ({ rule, topic, yaml, at: undefined, release: undefined })),
    ...rule.bad.map(({ yaml, at, release }) => ({ rule, topic, yaml, at, release })),
  ];
});

test.each(examples.filter(({ at }) => at === undefined))('$rule.id is content with $yaml', ({ rule, topic, yaml }) => {
  expect(checkAlone(resource(yaml, topic)).filter((found) => found.rule === rule.id)).toEqual([]);
});

test.each(examples.filter(({ at }) => at !== undefined))('$rule.id speaks at $at of $yaml', ({ rule, topic, yaml, at, release }) => {
  const found = checkAlone(resource(yaml, topic), release ? { release } : {});
  expect(found.map((finding) => `${finding.rule} @ ${renderPath(finding.path)}`)).toContain(`${rule.id} @ ${at}`);
});

test.each(resourceRules)('$id has a bad example that breaks no other rule', (rule) => {
  const alone = rule.bad.some(({ yaml, release }) => {
    const found = checkAlone(resource(yaml, rule.id.split('/')[0]!), release ? { release } : {});
    return found.every((finding) => finding.rule === rule.id || always.has(finding.rule));
  });
  expect(alone).toBe(true);
});

/** The rules whose bad examples have findings with edits; fields and metadata have tests of their own. */
const WITH_EDITS = [
  'destination-rule/host-case', 'destination-rule/ring-size-deprecated', 'envoy-filter/deprecated-filter-name', 'virtual-service/destination-case',
  'virtual-service/external-destination-case', 'virtual-service/gateway-dotted', 'virtual-service/method-case', 'virtual-service/mirror-percent-deprecated',
];

test('the edits of a rule remove its finding and make no other', () => {
  const edited = new Set<string>();
  for (const { rule, topic, yaml, at, release } of examples) {
    if (at === undefined) continue;
    const written = resource(yaml, topic);
    const options = release ? { release } : {};
    const found = checkAlone(written, options).filter((finding) => finding.rule === rule.id);
    const edits = found.flatMap((finding) => finding.edits ?? []);
    if (edits.length === 0 || !Object.values(kinds).some((kind) => kind.load().rules.some(({ id }) => id === rule.id))) continue;
    edited.add(rule.id);
    const after = withEdits(written, edits);
    expect(checkAlone(after, options).filter(({ rule: id, edits: more }) => id !== rule.id || more)).toEqual(
      checkAlone(written, options).filter(({ rule: id }) => id !== rule.id),
    );
  }
  expect([...edited].sort()).toEqual(WITH_EDITS);
});
