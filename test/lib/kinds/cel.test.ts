import { allRules } from '../../../lib/analysis/all-rules';
import { kinds } from '../../../lib/kinds';
import upstream from '../istio-api/fields.json';

// CEL is not run here: each expression of the CRDs is a rule of ours, and this says which.

const crds = upstream.kinds as unknown as Record<string, { fields: Record<string, { cel?: string[] }> }>;
const expressionsOf = (kind: string) => Object.entries(crds[kind]!.fields)
  .flatMap(([path, { cel }]) => (cel ?? []).map((expression) => ({ expression, at: `${kind} ${path}: ${expression}` })));
const answers = new Map<string, string[]>();
for (const { id, cel } of allRules()) for (const expression of cel ?? []) answers.set(expression, [...answers.get(expression) ?? [], id]);

test('every expression has a rule that answers for it', () => {
  const unanswered = Object.keys(kinds).flatMap(expressionsOf).filter(({ expression }) => !answers.has(expression));
  expect(unanswered.map(({ at }) => at)).toEqual([]);
});

test('no rule answers for an expression that does not exist', () => {
  const known = new Set(Object.keys(crds).flatMap(expressionsOf).map(({ expression }) => expression));
  expect([...answers.keys()].filter((expression) => !known.has(expression))).toEqual([]);
});
