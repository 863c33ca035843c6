import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { kinds } from '../../lib/kinds';
import { disagreement, readCases, verdict } from './run';

// The verdict of the real control plane on a sample of cases; `npm run conformance -- <folder>` compares all of a big set.

const FOLDER = join(__dirname, 'cases');

/** Kinds whose rules are not all there yet. */
const UNFINISHED: readonly string[] = ['VirtualService'];

const sets = readdirSync(FOLDER).map((file) => ({ kind: file.replace('.jsonl.gz', ''), cases: readCases(join(FOLDER, file)) }));
const finished = sets.filter(({ kind }) => !UNFINISHED.includes(kind));

test('every finished kind has cases of its own, some accepted and some refused', () => {
  expect(finished.map(({ kind }) => kind)).toEqual(Object.keys(kinds).filter((kind) => !UNFINISHED.includes(kind)).sort());
  for (const { kind, cases } of sets) {
    expect(cases.filter(({ doc }) => doc.kind !== kind)).toEqual([]);
    expect(new Set(cases.map(({ ok }) => ok))).toEqual(new Set([true, false]));
  }
});

test.each(finished)('$kind: we say what the cluster says', ({ cases }) => {
  expect(cases.flatMap((given) => disagreement(given, verdict(given))?.text ?? [])).toEqual([]);
});
