import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Case } from './admission';
import { readCases } from './run';

// Chooses from a big set of cases the ones that are kept beside the tests: `tsx sample.ts <folder of .jsonl> [total]`. Half of them
// are what upstream accepts without a word, in as many shapes as there are; the other half what it refuses or warns about, in as many
// ways as it has. The choice depends on nothing but the cases and their order.

const OUT = join(__dirname, 'cases');
const TOTAL = 4_000;

/** What a case stands for: each thing that upstream says, without names, numbers and values; or the fields of what it accepts. */
export function gists({ ok, why = [], warnings = [], doc }: Pick<Case, 'ok' | 'why' | 'warnings' | 'doc'>): string[] {
  const words = [...why.map(({ layer, text }) => `${layer} ${text}`), ...warnings.map((text) => `warning ${text}`)].map(plain);
  if (ok && words.length === 0) return [[...fields(doc)].sort().join(' ')];
  return [...new Set(words)];
}

/** The words of a message that are words: no values, numbers, paths or names with a dot or a slash in them. */
function plain(text: string): string {
  return text
    .replace(/"(?:[^"\\]|\\.)*"/g, '_')
    .replace(/(?:^|(?<= ))(?:spec|metadata)[.[][^:]*(?=: )/, '_')
    .replace(/[^\s,:;()']*[^\s,:;()'A-Za-z-][^\s,:;()']*/g, '_')
    .replace(/\s+/g, ' ')
    .slice(0, 120);
}

function fields(value: unknown, at = ''): Set<string> {
  if (value === null || typeof value !== 'object') return new Set([at]);
  const inner = Array.isArray(value) ? value.map((entry) => fields(entry, at)) : Object.entries(value).map(([key, field]) => fields(field, `${at}.${key}`));
  return new Set(inner.flatMap((found) => [...found]));
}

/** At most so many of the cases, in their order: what is first of its kind before what is second of it, and so on. */
export function choose(cases: readonly Case[], most: number): Case[] {
  const isSilent = ({ ok, warnings = [] }: Case): boolean => ok && warnings.length === 0;
  const silent = ranked(cases.filter(isSilent));
  const spoken = ranked(cases.filter((given) => !isSilent(given)));
  const half = Math.min(silent.length, Math.max(Math.floor(most / 2), most - spoken.length));
  const chosen = new Set([...silent.slice(0, half), ...spoken.slice(0, most - half)]);
  return cases.filter((given) => chosen.has(given));
}

/** The cases, those first that have a gist which fewest before them had. */
function ranked(cases: readonly Case[]): Case[] {
  const seen = new Map<string, number>();
  const ranks = new Map(cases.map((given) => {
    const keys = gists(given);
    const rank = Math.min(...keys.map((key) => seen.get(key) ?? 0));
    for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
    return [given, rank] as const;
  }));
  return [...cases].sort((a, b) => ranks.get(a)! - ranks.get(b)!);
}

/** Writes a file for each one of the folder; each kind has its share of the total. */
function write(folder: string, total: number): void {
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl')).sort();
  const sets = files.map((file) => ({ file, cases: readCases(join(folder, file)) }));
  const all = sets.reduce((sum, { cases }) => sum + cases.length, 0);
  mkdirSync(OUT, { recursive: true });
  for (const { file, cases } of sets) {
    const lines = choose(cases, Math.round((total * cases.length) / all)).map((given) => `${JSON.stringify(given)}\n`);
    writeFileSync(join(OUT, `${file}.gz`), gzipSync(lines.join(''), { level: 9 }));
  }
}

if (require.main === module) {
  const [folder, total] = process.argv.slice(2);
  if (folder === undefined) {
    console.error('Usage: tsx --tsconfig tsconfig.dev.json test/conformance/sample.ts <folder of .jsonl> [total]');
    process.exitCode = 2;
  } else write(folder, total === undefined ? TOTAL : Number(total));
}
