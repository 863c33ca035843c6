import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { check, type Finding, renderPath } from 'cdk8s-istio';
import { readingDisagreement, type RecordedReading } from './yaml-reading/reading';

/** A resource and what the real control plane said to it. */
export interface Case {
  readonly id: string;
  readonly ok: boolean;
  readonly why?: readonly { readonly layer: string; readonly text: string }[];
  readonly warnings?: readonly string[];
  readonly doc: { readonly kind: string };
}

/** What we say to it: does the cluster refuse, does istiod warn? */
export interface Verdict {
  readonly refusals: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** Every resource with a verdict of the files, or of the `.jsonl` and `.jsonl.gz` files of a folder. */
export function readCases(path: string): Case[] {
  return readLines(path).filter((one): one is Case => 'ok' in one);
}

/** A format is known by its keys. */
function readLines(path: string): (Case | RecordedReading)[] {
  if (statSync(path).isDirectory()) return readdirSync(path).filter((file) => /\.jsonl(\.gz)?$/.test(file)).sort().flatMap((file) => readLines(join(path, file)));
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Case | RecordedReading);
}

/** Our verdict, by the contract: errors of the API server and of istiod refuse, warnings of istiod warn. */
export function verdict({ doc }: Case): Verdict {
  const findings = check([doc], { scope: 'admission' });
  return {
    refusals: findings.filter(({ severity, authority }) => severity === 'error' && (authority === 'api-server' || authority === 'istiod')),
    warnings: findings.filter(({ severity, authority }) => severity === 'warning' && authority === 'istiod'),
  };
}

/**
 * How the two differ, in a line; `undefined` when they agree. Warnings are compared only of what both accept, as in a cluster. Of an
 * EnvoyFilter, about which istiod always warns, their number is compared.
 */
export function disagreement(given: Case, { refusals, warnings }: Verdict): { kind: 'refused' | 'accepted' | 'warned' | 'silent'; text: string } | undefined {
  const upstream = [...given.why?.map(({ layer, text }) => `${layer}: ${text}`) ?? [], ...given.warnings ?? []].join(' | ') || 'accepted';
  const ours = [...refusals, ...warnings].map(({ rule, path, message }) => `${rule} @ ${renderPath(path)}: ${message}`).join(' | ') || 'nothing';
  const text = `${given.doc.kind} ${given.id}\n    upstream: ${upstream}\n    ours:     ${ours}`;
  if (given.ok !== (refusals.length === 0)) return { kind: given.ok ? 'refused' : 'accepted', text };
  const most = given.doc.kind === 'EnvoyFilter' ? Infinity : 1;
  const missed = Math.min((given.warnings ?? []).length, most) - Math.min(warnings.length, most);
  return given.ok && missed !== 0 ? { kind: missed > 0 ? 'silent' : 'warned', text } : undefined;
}

/** Compares all cases and prints agreement by kind; returns whether it is complete. */
export function run(paths: readonly string[], print: (line: string) => void, most = 10): boolean {
  const all = paths.flatMap(readLines);
  const texts = all.filter((one): one is RecordedReading => 'text' in one);
  const cases = all.filter((one): one is Case => 'ok' in one);
  return [texts.length === 0 || runTexts(texts, print, most), cases.length === 0 || runCases(cases, print, most)].every(Boolean);
}

function runTexts(texts: readonly RecordedReading[], print: (line: string) => void, most: number): boolean {
  const wrong = texts.flatMap((text) => readingDisagreement(text) ?? []);
  print(`${texts.length} texts, ${wrong.length} read differently and without a finding`);
  for (const line of wrong.slice(0, most)) print(`  ${line}`);
  return wrong.length === 0;
}

function runCases(cases: readonly Case[], print: (line: string) => void, most: number): boolean {
  const kinds = [...new Set(cases.map(({ doc }) => doc.kind))].sort();
  const all = cases.map((given) => ({ given, differs: disagreement(given, verdict(given)) }));
  const rows = [...kinds, 'all'].map((kind) => {
    const of = all.filter(({ given }) => kind === 'all' || given.doc.kind === kind);
    const count = (...differences: string[]): number => of.filter(({ differs }) => differs && differences.includes(differs.kind)).length;
    const accepted = of.filter(({ given }) => given.ok).length;
    const percent = (wrong: number, total: number): string => `${total === 0 ? '100.00' : (100 * (1 - wrong / total)).toFixed(2)} %`;
    return [
      kind, String(of.length), percent(count('refused', 'accepted'), of.length), percent(count('warned', 'silent'), accepted),
      String(count('refused')), String(count('accepted')), String(count('warned')), String(count('silent')),
    ];
  });
  const table = [['kind', 'cases', 'ok', 'warned', 'false refusals', 'false acceptances', 'false warnings', 'missed warnings'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  for (const row of table) print(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '));
  const wrong = all.flatMap(({ differs }) => differs ?? []);
  if (wrong.length > 0) print(`\nThe first of ${wrong.length} disagreements:`);
  for (const { kind, text } of wrong.slice(0, most)) print(`  ${{ refused: 'we refuse', accepted: 'we accept', warned: 'we warn', silent: 'we do not warn' }[kind]} ${text}`);
  return wrong.length === 0;
}

if (require.main === module) {
  const args = process.argv.slice(2);
  const most = args.find((arg) => arg.startsWith('--most='));
  const paths = args.filter((arg) => !arg.startsWith('--'));
  if (paths.length === 0) {
    console.error('Usage: npm run conformance -- [--most=N] <folder or files of .jsonl or .jsonl.gz>');
    process.exitCode = 2;
  } else if (!run(paths, console.log, most ? Number(most.slice('--most='.length)) : undefined)) process.exitCode = 1;
}
