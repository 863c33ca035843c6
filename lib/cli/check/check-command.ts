import { DEFAULT_RELEASE } from '../../core/release';
import { shown } from '../../core/shown';
import { checkInputs } from '../input/check-inputs';
import { configurationOf, inClusters, withoutSkipped } from '../input/configuration';
import { exitCode } from '../input/exit-code';
import { findInputs } from '../input/inputs';
import { countsInWords, countsOf, resourcesInWords } from '../input/report';
import type { Terminal } from '../terminal';
import type { CheckRequest } from './options';
import { Progress } from './progress';
import { WRITERS } from './writers';

/** Checks the files that paths name and writes the findings; returns the exit code. */
export async function check(paths: readonly string[], request: CheckRequest, terminal: Terminal): Promise<number> {
  const config = await configurationOf(request.config, terminal);
  const found = await findInputs(paths, terminal, request.separate);
  const inputs = await inClusters(await withoutSkipped(found, config, terminal.cwd), config, terminal.cwd);
  const progress = new Progress(terminal, inputs.reduce((sum, { bytes }) => sum + bytes, 0));
  const { release = config?.release ?? DEFAULT_RELEASE, scope } = request;
  const report = checkInputs(inputs, { release, scope, config }, (bytes, documents) => progress.at(bytes, documents));
  progress.end();
  write(await WRITERS[request.output](report, terminal), terminal);
  if (request.output === 'github') {
    terminal.stderr.write(`Checked ${resourcesInWords(report)}: ${countsInWords(countsOf(report.findings))}\n`);
  }
  // A gate that checked nothing should not pass without a word.
  if (report.resources + report.unread === 0) terminal.stderr.write(`No Kubernetes resource in ${shown(paths.join(', '))}\n`);
  return exitCode(report.findings, request.failOn);
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
