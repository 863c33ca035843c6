import { readFileSync } from 'node:fs';
import { compare, type Comparison, type RecordedReading } from './reading';

/** How many texts are kept of each kind; of what differs, all. */
const KEPT: Readonly<Record<Comparison, number>> = {
  'same documents': 2800, 'both refuse': 1600, 'only we refuse': 40, 'only kubectl refuses': Infinity, 'other documents': Infinity,
};
const LONGEST = 600;

const counts = new Map<Comparison, number>();
const seen = new Set<string>();
for (const line of readFileSync(process.argv[2]!, 'utf8').split('\n').filter(Boolean)) {
  const recorded = JSON.parse(line) as RecordedReading;
  const kind = compare(recorded);
  const count = (counts.get(kind) ?? 0) + 1;
  if (count > KEPT[kind] || recorded.text.length > LONGEST || seen.has(recorded.text)) continue;
  counts.set(kind, count);
  seen.add(recorded.text);
  process.stdout.write(`${line}\n`);
}
