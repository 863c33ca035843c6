import { join } from 'node:path';
import { comparePolicies, type PoliciesCase } from './policies';
import { readLines } from './run';

// What istiod sends to proxies of many meshes, on a sample of recorded cases; `npm run conformance -- <folder>` compares all of a big set.

const cases = readLines(join(__dirname, 'meshes/policies.jsonl.gz')) as readonly PoliciesCase[];

test('the sample asks of every kind, and about what is there and what is not', () => {
  const exists = (answer: unknown): boolean | undefined => (answer as { readonly exists?: boolean }).exists;
  const asks = cases.flatMap(({ asks: all, answers }) => all.map((ask, i) => ({ ...ask, exists: exists(answers![i]) })));
  expect(asks.filter(({ host }) => host === undefined).length).toBeGreaterThan(50);
  expect(asks.filter(({ subset }) => subset !== undefined).length).toBeGreaterThan(50);
  expect(new Set(asks.filter(({ host }) => host !== undefined).map((ask) => ask.exists))).toEqual(new Set([true, false]));
});

test('a proxy knows and does what istiod sends to it', () => {
  const compared = cases.flatMap((given) => comparePolicies(given).map(({ ask, theirs, ours }) => ({ id: given.id, ask, theirs, ours })));
  const answers = (side: 'ours' | 'theirs'): unknown[] => compared.map((each) => ({ id: each.id, ask: each.ask, answer: each[side] }));
  expect(answers('ours')).toEqual(answers('theirs'));
});

test('the order of resources changes nothing, as long as they have different ages or names', () => {
  for (const given of cases.slice(0, 12)) {
    const reversed = comparePolicies({ ...given, docs: [...given.docs].reverse() });
    expect(reversed.map(({ ours }) => ours)).toEqual(comparePolicies(given).map(({ ours }) => ours));
  }
});
