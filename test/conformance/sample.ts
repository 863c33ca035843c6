import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Case, readCases } from './run';

// Chooses from a big set of cases the ones that are kept beside the tests: `tsx sample.ts <folder of .jsonl> [total]`. Every way in which
// upstream speaks is kept, rare ones before common ones, in an order that depends on nothing but the cases.

const OUT = join(__dirname, 'cases');
const TOTAL = 4_000;

/** What upstream said, without the names, numbers and values of the case. */
export function gist({ ok, why = [], warnings = [] }: Pick<Case, 'ok' | 'why' | 'warnings'>): string {
  const words = [...why.map(({ layer, text }) => `${layer} ${text}`), ...warnings.map((text) => `warning ${text}`)].map(plain);
  return [...new Set([String(ok), ...words])].sort().join('\n');
}

function plain(text: string): string {
  return text
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\[[^\]]*\]/g, '[]')
    .replace(/[0-9]+/g, '0')
    .replace(/\b(?:spec|metadata)(?:[.[][\w\]./-]*)?/g, 'field')
    .replace(/(?<=^\w+ )[\w.-]+\/[\w.-]+(?= has)/, 'name')
    .replace(/\s+/g, ' ')
    .slice(0, 200);
}

/** At most so many of the cases: one of each gist, then a second of each, and so on, in the order of the cases. */
export function choose(cases: readonly Case[], most: number): Case[] {
  const taken = new Map<string, number>();
  const ranked = cases.map((given, at) => {
    const key = gist(given);
    const rank = taken.get(key) ?? 0;
    taken.set(key, rank + 1);
    return { at, rank };
  });
  const chosen = ranked.sort((a, b) => a.rank - b.rank || a.at - b.at).slice(0, most);
  return chosen.sort((a, b) => a.at - b.at).map(({ at }) => cases[at]!);
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
