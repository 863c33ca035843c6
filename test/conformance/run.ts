import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Case, runAdmission } from './admission';
import { type AnalysisCase, runAnalysis } from './analysis';
import { type AuthorizationCase, runAuthorization } from './authorization';
import { type ConnectionsCase, runConnections } from './connections';
import type { FormatRun } from './format';
import { type PoliciesCase, runPolicies } from './policies';
import { type RoutingCase, runRouting } from './routing';
import { type RecordedReading, runReading } from './yaml-reading/reading';

// npm run conformance -- [--most=N] [files or folders of .jsonl or .jsonl.gz]: our verdicts beside recorded ones of the real control plane,
// of istiod's config for proxies, of kubectl and of istioctl. Without a path: the cases of this folder.

/** A case of any format. */
type AnyCase = Case | AnalysisCase | PoliciesCase | ConnectionsCase | RoutingCase | AuthorizationCase | RecordedReading;

interface Format {
  readonly key: string;
  readonly run: FormatRun<never>;
  /** What else makes it that format, where another one has the key. */
  readonly is?: (one: AnyCase) => boolean;
}

/** A format is known by the key of its verdict, or of its questions. */
const FORMATS: readonly Format[] = [
  { key: 'ok', run: runAdmission },
  { key: 'messages', run: runAnalysis },
  { key: 'asks', run: runPolicies },
  { key: 'connections', run: runConnections },
  { key: 'requests', run: runRouting, is: (one) => typeof answerOf(one) === 'object' },
  { key: 'requests', run: runAuthorization, is: (one) => typeof answerOf(one) !== 'object' },
  { key: 'text', run: runReading },
];

/** The first recorded answer of a case. */
function answerOf(one: AnyCase): unknown {
  return 'answers' in one ? one.answers?.[0] : undefined;
}

/** Every resource with a verdict of the files, or of the `.jsonl` and `.jsonl.gz` files of a folder. */
export function readCases(path: string): Case[] {
  return readLines(path).filter((one): one is Case => 'ok' in one);
}

/** Every case of the files, or of the `.jsonl` and `.jsonl.gz` files of a folder. */
export function readLines(path: string): AnyCase[] {
  if (statSync(path).isDirectory()) {
    return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => /\.jsonl(\.gz)?$/.test(file)).sort()
      .flatMap((file) => readLines(join(path, file)));
  }
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as AnyCase);
}

/** Compares all cases and prints agreement, each format by itself; returns whether it is complete. */
export function run(paths: readonly string[], print: (line: string) => void, most = 10): boolean {
  const all = paths.flatMap(readLines);
  const formatOf = (one: AnyCase): Format | undefined => FORMATS.find(({ key, is }) => key in one && (!is || is(one)));
  const strange = all.find((one) => formatOf(one) === undefined);
  if (strange) throw new RangeError(`Expected a case with ${[...new Set(FORMATS.map(({ key }) => key))].join(', ')}, got one with ${Object.keys(strange).join(', ')}`);
  if (all.length === 0) throw new RangeError(`Expected a case in ${paths.join(' ')}, got none`);
  return FORMATS.map((format) => {
    const { run: runFormat } = format;
    const cases = all.filter((one) => formatOf(one) === format);
    return cases.length === 0 || (runFormat as (of: readonly AnyCase[], to: typeof print, at: number) => boolean)(cases, print, most);
  }).every(Boolean);
}

if (require.main === module) {
  const args = process.argv.slice(2);
  const most = args.find((arg) => arg.startsWith('--most='));
  const paths = args.filter((arg) => !arg.startsWith('--'));
  try {
    if (!run(paths.length > 0 ? paths : [__dirname], console.log, most ? Number(most.slice('--most='.length)) : undefined)) process.exitCode = 1;
  } catch (cause) {
    console.error(`${(cause as Error).message}\nUsage: npm run conformance -- [--most=N] [files or folders of .jsonl or .jsonl.gz]`);
    process.exitCode = 2;
  }
}
