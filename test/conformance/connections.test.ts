import { join } from 'node:path';
import { compareConnections, type ConnectionsCase, isSameConnection } from './connections';
import { readLines } from './run';

// Where connections go in many meshes, by istiod's listeners as Envoy walks them, on a sample of recorded cases;
// `npm run conformance -- <folder>` compares all of a big set.

const cases = readLines(join(__dirname, 'meshes/connections.jsonl.gz')) as readonly ConnectionsCase[];

test('the sample has connections of every kind, at sidecars and at gateways, and answers of every kind', () => {
  const asked = cases.flatMap(({ connections }) => connections);
  expect(new Set(asked.map(({ transport }) => transport))).toEqual(new Set(['tls', 'http', 'h2c', 'raw', 'silent']));
  expect(asked.filter(({ direction }) => direction === 'inbound').length).toBeGreaterThan(20);
  const answers = cases.flatMap((given) => given.answers!) as readonly object[];
  const keys = new Set(answers.flatMap((answer) => Object.keys(answer)));
  expect([...keys]).toEqual(expect.arrayContaining(['to', 'http', 'refused', 'waits', 'missing', 'rejected', 'tls', 'idleTimeout']));
});

test('a connection goes where istiod and Envoy send it', () => {
  const compared = cases.flatMap((given) => compareConnections(given).map((each) => ({ id: given.id, ...each })));
  expect(compared.filter(({ theirs, ours }) => !isSameConnection(theirs, ours))).toEqual([]);
});
