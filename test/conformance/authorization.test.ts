import { join } from 'node:path';
import { type AuthorizationCase, compareAuthorization } from './authorization';
import { readLines } from './run';

// Who is let in at a workload, by istiod's filters in a real Envoy, on a sample of recorded cases; `npm run conformance -- <folder>`
// compares all of a big set.

const cases = readLines(join(__dirname, 'meshes/authorization.jsonl.gz')) as readonly AuthorizationCase[];

test('the sample has answers of every kind', () => {
  expect(new Set(cases.flatMap(({ answers }) => answers))).toEqual(new Set([200, 401, 403, 'no mTLS', 'no listener']));
});

test('a workload lets in what Envoy lets in', () => {
  const compared = cases.flatMap((given) => compareAuthorization(given).map((each) => ({ id: given.id, ...each })));
  expect(compared.filter(({ theirs, ours }) => theirs !== ours)).toEqual([]);
});
