import { resolve } from 'node:path';
import { DEFAULT_RELEASE } from '../../core/release';
import { shown } from '../../core/shown';
import { checkInputs } from '../input/check-inputs';
import { configurationOf, inClusters, withoutSkipped } from '../input/configuration';
import { exitCode, EXIT } from '../input/exit-code';
import { findInputs, inputsWithoutPath, STDIN_PATH } from '../input/inputs';
import { assumedInWords, countsInWords, plural, type Report, resourcesInWords } from '../input/report';
import { seenOf } from '../input/seen';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { type BaselineEntry, type Compared, readBaseline, staleInWords, withoutKnown, writeBaseline } from './baseline';
import type { CheckRequest } from './options';
import { Progress } from './progress';
import { WRITERS } from './writers';
import { writtenReport } from './written-report';

/** Checks the files that paths name and writes the findings; returns the exit code. */
export async function check(named: readonly string[], request: CheckRequest, terminal: Terminal): Promise<number> {
  if (request.dryRun && !request.fix) throw new UsageError('Expected --fix beside --dry-run, got --dry-run alone: write check --fix --dry-run');
  const config = await configurationOf(request.config, terminal);
  if (request.verbose) terminal.stderr.write(config ? `Configuration: ${shown(config.file)}\n` : 'Configuration: none\n');
  const { release = config?.release ?? DEFAULT_RELEASE, failOn = config?.failOn ?? 'error', scope } = request;
  const baseline = request.baseline === undefined ? undefined : readBaseline(request.baseline, terminal.cwd);
  const { paths, inputs: found } = named.length === 0 ? await inputsWithoutPath(terminal)
    : { paths: named, inputs: await findInputs(named, terminal, request.separate) };
  const ours = [request.baseline, request.writeBaseline].flatMap((file) => (file === undefined ? [] : [resolve(terminal.cwd, file)]));
  const seen = await seenOf({ ...request, world: request.closed ? 'closed' : undefined }, config, terminal.cwd);
  const meshConfig = seen.meshConfig?.file === undefined ? [] : [resolve(seen.meshConfig.file)];
  const aside = new Set([...ours, ...meshConfig, ...seen.context.map(({ path }) => path)]);
  const others = found.filter(({ file }) => !aside.has(resolve(terminal.cwd, file)));
  const inputs = await inClusters(await withoutSkipped(others, config, terminal.cwd, request.ignore), config, terminal.cwd);
  const progress = new Progress(terminal, inputs.reduce((sum, { bytes }) => sum + bytes, 0));
  const options = { release, scope, cwd: terminal.cwd, config, seen };
  let checked = checkInputs(inputs, options, (bytes, documents) => progress.at(bytes, documents));
  progress.end();
  let findingsTo = terminal;
  if (request.fix) {
    const { fixInputs } = await import('../fix/fix-inputs');
    const fixed = fixInputs(checked, inputs, request.dryRun === true, terminal);
    if (fixed.usesStdout) findingsTo = { ...terminal, stdout: terminal.stderr };
    if (!request.dryRun) checked = checkInputs(fixed.inputs, options, () => {});
  }
  const { report, known, stale } = compared(checked, baseline, request, terminal);
  const written = writtenReport(report, request, failOn, known);
  write(await WRITERS[request.output](written, findingsTo), findingsTo);
  if (request.output === 'github' && !request.quiet) {
    const assumed = assumedInWords(report);
    terminal.stderr.write(`Checked ${resourcesInWords(report)}: ${countsInWords(written.counts)}${assumed === undefined ? '' : `; ${assumed}`}\n`);
  }
  if (stale.length > 0) terminal.stderr.write(staleInWords(shown(request.baseline!), stale));
  const code = exitCode(report.findings, failOn);
  if (report.resources + report.unread > 0) return code;
  // A gate that checked nothing should not open.
  const fails = code === EXIT.fine && !request.allowEmpty;
  if (fails || !request.quiet) terminal.stderr.write(`${nothingChecked(paths, fails)}\n`);
  return fails ? EXIT.unread : code;
}

/** The report without what is in the baseline, be it given or written now. */
function compared(
  report: Report, given: readonly BaselineEntry[] | undefined, request: CheckRequest, { cwd, stderr }: Terminal,
): Compared {
  const { writeBaseline: file, scope, quiet } = request;
  if (file === undefined || report.resources === 0) return given ? withoutKnown(report, given, scope) : { report, known: 0, stale: [] };
  const done = withoutKnown(report, writeBaseline(file, cwd, report), scope);
  if (!quiet) stderr.write(`Wrote ${plural(done.known, 'finding')} to ${shown(file)}\n`);
  return done;
}

function nothingChecked(paths: readonly string[], fails: boolean): string {
  const where = paths.map((path) => (path === STDIN_PATH ? 'standard input' : path)).join(', ');
  const more = ', so nothing was checked: name files or folders that have some, or write --allow-empty where that is right';
  return `No Kubernetes resource in ${shown(where)}${fails ? more : ''}`;
}

const BLOCK = 64 * 1024;

/** Writes what there is a block at a time: neither a string for each finding, nor one for all of them. */
function write(texts: Iterable<string>, { stdout }: Terminal): void {
  let block = '';
  for (const text of texts) {
    block += text;
    if (block.length < BLOCK) continue;
    stdout.write(block);
    block = '';
  }
  stdout.write(block);
}
