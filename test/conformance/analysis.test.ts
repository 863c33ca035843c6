import { join } from 'node:path';
import { type AnalysisCase, differences, ourMessages } from './analysis';
import { readLines } from './run';

// What `istioctl analyze` says about sets of resources, on a sample; `npm run conformance -- <folder>` compares all of a big set.

const cases = readLines(join(__dirname, 'meshes/analysis.jsonl.gz')) as readonly AnalysisCase[];

/** Codes that the analyzers emit in a single set of the big one, so that the sample cannot have them twice. */
const ONCE = ['IST0148', 'IST0155'];

test('the sample has every code of the big set, most of them in several sets, and sets without a message', () => {
  const counts = new Map<string, number>();
  for (const { messages } of cases) {
    for (const code of new Set(messages.map((each) => each.code))) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  expect(counts.size).toBe(53);
  expect([...counts].filter(([, count]) => count < 2).map(([code]) => code).sort()).toEqual(ONCE);
  expect(cases.filter(({ messages }) => messages.length === 0).length).toBeGreaterThanOrEqual(5);
});

test('check finds what istioctl reports, as often and for the same resources', () => {
  const compared = cases.map((given) => ({ id: given.id, ...differences(given.messages, ourMessages(given)) }));
  const wrong = compared.filter(({ missed, extra }) => missed.length + extra.length > 0);
  expect(wrong.map(({ id, missed, extra }) => ({ id, missed, extra }))).toEqual([]);
});
