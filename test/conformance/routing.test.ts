import { join } from 'node:path';
import { compareRouting, isSameRouting, type RoutingCase } from './routing';
import { readLines } from './run';

// What becomes of requests in many meshes, through a real Envoy with istiod's routes, on a sample of recorded cases;
// `npm run conformance -- <folder>` compares all of a big set.

const cases = readLines(join(__dirname, 'meshes/routing.jsonl.gz')) as readonly RoutingCase[];

test('the sample has requests at sidecars and at gateways, and answers of every kind', () => {
  const types = cases.flatMap(({ requests, proxies }) => requests.map(({ proxy }) => proxies.find(({ name }) => name === proxy)!.type));
  expect(new Set(types)).toEqual(new Set(['sidecar', 'router']));
  const answers = cases.flatMap((given) => given.answers!) as readonly { readonly status?: number; readonly clusters?: object }[];
  expect([...new Set(answers.map(({ status }) => status))]).toEqual(expect.arrayContaining([200, 301, 302, 404, 418, 503]));
  const keys = new Set(answers.flatMap((answer) => Object.keys(answer)));
  expect([...keys]).toEqual(expect.arrayContaining(['mirrors', 'location', 'body', 'error']));
  expect(answers.filter(({ clusters }) => Object.keys(clusters ?? {}).length > 1).length).toBeGreaterThan(20);
});

test('a request goes where Envoy sends it, and arrives as Envoy sends it', () => {
  const compared = cases.flatMap((given) => compareRouting(given).map((each) => ({ id: given.id, ...each })));
  expect(compared.filter(({ theirs, ours }) => !isSameRouting(theirs, ours))).toEqual([]);
});
