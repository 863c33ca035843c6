import { createInterface } from 'node:readline';
import { type AuthorizationCase, decideAuthorization } from './authorization';
import { type ConnectionsCase, decideConnections } from './connections';
import { decidePolicies, type PoliciesCase } from './policies';
import { decideRouting, type RoutingCase } from './routing';

// npm run -s decide -- authorization|connections|policies|routing < cases.jsonl > answers.jsonl: what proxies do, as we work it
// out; a case and an answer a line each.

/** What can be decided, by the name of the data. */
const DECISIONS = {
  authorization: (given: unknown) => decideAuthorization(given as AuthorizationCase),
  connections: (given: unknown) => decideConnections(given as ConnectionsCase),
  policies: (given: unknown) => decidePolicies(given as PoliciesCase),
  routing: (given: unknown) => decideRouting(given as RoutingCase),
};

async function decide(what: string | undefined): Promise<void> {
  if (what === undefined || !Object.hasOwn(DECISIONS, what)) {
    throw new RangeError(`Expected ${Object.keys(DECISIONS).join(' or ')}, got ${what ?? 'nothing'}`);
  }
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const given = JSON.parse(line) as { readonly id: string };
    process.stdout.write(`${JSON.stringify({ id: given.id, answers: DECISIONS[what as keyof typeof DECISIONS](given) })}\n`);
  }
}

decide(process.argv[2]).catch((cause: unknown) => {
  console.error(`${(cause as Error).message}\nUsage: npm run -s decide -- ${Object.keys(DECISIONS).join('|')} < cases.jsonl`);
  process.exitCode = 2;
});
