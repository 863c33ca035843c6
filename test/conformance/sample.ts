import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Case } from './admission';
import type { AnalysisCase } from './analysis';
import { readLines } from './run';

// Chooses from a big set of cases the ones that are kept beside the tests: `tsx sample.ts <folder of .jsonl> [total]`. Half of them
// are what upstream accepts without a word, in as many shapes as there are; the other half what it refuses or warns about, in as many
// ways as it has. The choice depends on nothing but the cases and their order.

const TOTAL = 4_000;

/** A resource with a verdict of the control plane, or a set of resources with the messages of istioctl. */
type Chosen = Case | AnalysisCase;

/** What a case stands for: each thing that upstream says, without names, numbers and values; or the fields of what it accepts. */
export function gists(given: Pick<Case, 'ok' | 'why' | 'warnings' | 'doc'> | Pick<AnalysisCase, 'messages' | 'docs'>): string[] {
  if ('messages' in given) {
    const { messages, docs } = given;
    if (messages.length === 0) return [[...new Set(docs.map((doc) => String((doc as { readonly kind?: unknown }).kind)))].sort().join(' ')];
    return [...new Set(messages.map(({ code, kind = '' }) => `${code} ${kind}`))];
  }
  const { ok, why = [], warnings = [], doc } = given;
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
export function choose<C extends Chosen>(cases: readonly C[], most: number): C[] {
  const silent = ranked(cases.filter(isSilent));
  const spoken = ranked(cases.filter((given) => !isSilent(given)));
  const half = Math.min(silent.length, Math.max(Math.floor(most / 2), most - spoken.length));
  const chosen = new Set([...silent.slice(0, half), ...spoken.slice(0, most - half)]);
  return cases.filter((given) => chosen.has(given));
}

function isSilent(given: Chosen): boolean {
  return 'messages' in given ? given.messages.length === 0 : given.ok && (given.warnings ?? []).length === 0;
}

/** The cases, those first that have a gist which fewest before them had. */
function ranked<C extends Chosen>(cases: readonly C[]): C[] {
  const seen = new Map<string, number>();
  const ranks = new Map(cases.map((given) => {
    const keys = gists(given);
    const rank = Math.min(...keys.map((key) => seen.get(key) ?? 0));
    for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
    return [given, rank] as const;
  }));
  return [...cases].sort((a, b) => ranks.get(a)! - ranks.get(b)!);
}

/** Writes a file for each one of the folder that has verdicts, with its share of the total; and one file for all sets of istioctl. */
function write(folder: string, total: number): void {
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl')).sort();
  const read = files.map((file) => ({ file, cases: readLines(join(folder, file)) }));
  const verdicts = read.map(({ file, cases }) => ({ file, cases: cases.filter((given): given is Case => 'ok' in given) }));
  const sets = verdicts.filter(({ cases }) => cases.length > 0);
  const all = sets.reduce((sum, { cases }) => sum + cases.length, 0);
  for (const { file, cases } of sets) writeTo('cases', file, choose(cases, Math.round((total * cases.length) / all)));
  const analyzed = read.flatMap(({ cases }) => cases).filter((given): given is AnalysisCase => 'messages' in given);
  if (analyzed.length > 0) writeTo('meshes', 'analysis.jsonl', choose(analyzed, total));
}

function writeTo(folder: string, file: string, cases: readonly Chosen[]): void {
  mkdirSync(join(__dirname, folder), { recursive: true });
  writeFileSync(join(__dirname, folder, `${file}.gz`), gzipSync(cases.map((given) => `${JSON.stringify(given)}\n`).join(''), { level: 9 }));
}

if (require.main === module) {
  const [folder, total] = process.argv.slice(2);
  if (folder === undefined) {
    console.error('Usage: tsx --tsconfig tsconfig.dev.json test/conformance/sample.ts <folder of .jsonl> [total]');
    process.exitCode = 2;
  } else write(folder, total === undefined ? TOTAL : Number(total));
}
