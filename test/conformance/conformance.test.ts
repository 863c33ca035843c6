import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { kinds } from '../../lib/kinds';
import { disagreement, verdict } from './admission';
import { readCases } from './run';

// The verdict of the real control plane on a sample of cases; `npm run conformance -- <folder>` compares all of a big set.

const FOLDER = join(__dirname, 'cases');

const sets = readdirSync(FOLDER).map((file) => ({ file, kind: file.replace(/(-values)?\.jsonl\.gz$/, ''), cases: readCases(join(FOLDER, file)) }));

test('every kind has cases of its own, some accepted and some refused', () => {
  expect([...new Set(sets.map(({ kind }) => kind))]).toEqual(Object.keys(kinds).sort());
  for (const { kind, cases } of sets) {
    expect(cases.filter(({ doc }) => doc.kind !== kind)).toEqual([]);
    expect(new Set(cases.map(({ ok }) => ok))).toEqual(new Set([true, false]));
  }
});

test.each(sets)('$file: we say what the cluster says', ({ cases }) => {
  expect(cases.flatMap((given) => disagreement(given, verdict(given))?.text ?? [])).toEqual([]);
});
