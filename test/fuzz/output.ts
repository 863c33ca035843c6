import type { FORMATS } from '../../lib/cli/check/writers';
import { UNSHOWABLE } from './findings';
import { Broken } from './fuzzer';
import type { Ran } from './terminal';

/** How many bytes a finding may take in an output, and all that is not about one finding. */
const PER_FINDING = 2_048;
const AROUND = 4_096;

type Format = (typeof FORMATS)[number];
interface JsonReport {
  readonly findings: readonly { readonly rule: string; readonly severity: string }[];
  readonly suppressed?: readonly unknown[];
  readonly summary?: { readonly resources: number; readonly unread?: number };
}

/** What of a run is one finding's. */
export function reportOf({ stdout }: Ran): JsonReport {
  return JSON.parse(stdout) as JsonReport;
}

/** Whatever was read, an output is as long as its findings, can be shown, carries no command of others, and has no fault of ours in it. */
export function expectOutput(format: Format, { stdout, stderr }: Ran, { findings, suppressed = [] }: JsonReport): void {
  const fail = (property: string, line: string): never => {
    throw new Broken(property, `${format}: ${JSON.stringify(line.slice(0, 300))}`);
  };
  const rules = format === 'sarif' ? new Set(findings.map(({ rule }) => rule)).size : 0;
  const limit = AROUND + PER_FINDING * (findings.length + suppressed.length + rules);
  const bytes = Buffer.byteLength(stdout);
  if (bytes > limit) throw new Broken('output grows with the findings', `${format}: ${bytes} bytes for ${findings.length} findings`);
  if (/fault of cdk8s-istio/.test(stderr)) fail('no input is a fault of cdk8s-istio', stderr);
  for (const line of [...stdout.split('\n'), ...stderr.split('\n')]) {
    if (UNSHOWABLE.test(line)) fail('nothing reaches a terminal that it obeys', line);
    const isOurs = format === 'github' && /^::(error|warning|notice) [^:]*title=[a-z-]+\/[a-z0-9-]+::/.test(line);
    if (!isOurs && /^\s*(::|##)/.test(line)) fail('no line is a command of others to the CI system', line);
  }
  if (format === 'github') {
    const lines = stdout.split('\n').filter(Boolean).length;
    if (lines !== findings.length) throw new Broken('GitHub gets one line a finding', `${lines} lines for ${findings.length} findings`);
  }
  if (format === 'json' || format === 'sarif') JSON.parse(stdout);
}

/** 1 for findings of severity error, 2 when something could not be read, or nothing was found to check. */
export function expectExitCode({ code }: Ran, { findings, summary }: JsonReport): void {
  const isUnread = findings.some(({ rule }) => /^(file|internal)\//.test(rule) && code === 2);
  const isNothing = summary !== undefined && summary.resources + (summary.unread ?? 0) === 0;
  const expected = isUnread ? 2 : findings.some(({ severity }) => severity === 'error') ? 1 : isNothing ? 2 : 0;
  if (code !== expected) throw new Broken('the exit code is that of the findings', `got ${code}, expected ${expected}`);
}
