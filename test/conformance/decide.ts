import { createInterface } from 'node:readline';
import { decidePolicies, type PoliciesCase } from './policies';

// npm run -s decide -- policies < cases.jsonl > answers.jsonl: what a proxy does, as we work it out; a case and an answer a line each.

/** What can be decided, by the name of the data. */
const DECISIONS = {
  policies: (given: unknown) => decidePolicies(given as PoliciesCase),
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
  console.error(`${(cause as Error).message}\nUsage: npm run -s decide -- policies < cases.jsonl`);
  process.exitCode = 2;
});
