import { DEFAULT_RELEASE } from '../core/release';
import { checkInputs } from './check-inputs';
import { configurationOf, withoutSkipped } from './configuration';
import { findInputs } from './inputs';
import type { CheckRequest } from './options';
import { Progress } from './progress';
import { countsOf, exitCode, plural, type Report, sayCounts } from './report';
import { lookOf, type Terminal } from './terminal';

/** Checks what paths name and writes what was found; gives the exit code. */
export async function check(paths: readonly string[], request: CheckRequest, terminal: Terminal): Promise<number> {
  const config = await configurationOf(request.config, terminal);
  const inputs = await withoutSkipped(await findInputs(paths, terminal), config, terminal.cwd);
  const progress = new Progress(terminal, inputs.reduce((sum, { bytes }) => sum + bytes, 0));
  const { release = config?.release ?? DEFAULT_RELEASE, scope } = request;
  const report = checkInputs(inputs, { release, scope, config }, (bytes, documents) => progress.at(bytes, documents));
  progress.end();
  terminal.stdout.write(await written(report, request, terminal));
  if (request.output === 'github') terminal.stderr.write(`Checked ${plural(report.resources, 'resource')}: ${sayCounts(countsOf(report.findings))}\n`);
  // A gate that looked at nothing should not pass without a word.
  if (report.resources === 0) terminal.stderr.write(`No Kubernetes resource in ${paths.join(', ')}\n`);
  return exitCode(report, request.failOn);
}

/** Each format loads with its first use. */
async function written(report: Report, { output }: CheckRequest, terminal: Terminal): Promise<string> {
  switch (output) {
    case 'json':
      return (await import('./write-json')).writeJson(report);
    case 'sarif':
      return (await import('./write-sarif')).writeSarif(report);
    case 'github':
      return (await import('./write-github')).writeGithub(report);
    default:
      return (await import('./write-text')).writeText(report, lookOf(terminal.stdout, terminal.env));
  }
}
