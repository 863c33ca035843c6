import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Located } from '../../analysis/pipeline';
import { type Finding, renderSource } from '../../core/finding';
import { MESSAGE, shown } from '../../core/shown';
import { reasonOf } from '../../io/read-file';
import { type Input, STDIN } from '../input/inputs';
import { plural, type Report } from '../input/report';
import type { TextPlace } from '../input/texts';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { fixText } from './fix-text';

type Found = Located<TextPlace>;

/** What became of the inputs of a check. */
export interface FixedInputs {
  /** The inputs as they are now. */
  readonly inputs: readonly Input[];
  /** True where standard output was used: for the corrected text of standard input, or for a diff. */
  readonly usesStdout: boolean;
}

/**
 * Corrects what is found, where a finding has edits: files in place, standard input on standard output. Says on standard error what was
 * done, and what could not be and why.
 *
 * @param isDry true where a unified diff is written, and no file
 */
export function fixInputs(report: Report, inputs: readonly Input[], isDry: boolean, terminal: Terminal): FixedInputs {
  const counts = { fixed: 0, refused: 0, files: 0 };
  const known = new Map<string, Input>();
  for (const [file, findings] of byFile(report.findings)) {
    const input = inputs.find((one) => one.file === file)!;
    const before = report.texts.slice(file);
    const { text, fixed, refused, hunks } = fixText(before, findings);
    for (const found of fixed) terminal.stderr.write(`${isDry ? 'Would fix' : 'Fixed'} ${inLine(found)}: ${shown(found.finding.fix!, MESSAGE)}\n`);
    for (const { found, reason } of refused) terminal.stderr.write(`Not fixed ${inLine(found)}: ${shown(reason)}\n`);
    counts.fixed += fixed.length;
    counts.refused += refused.length;
    if (fixed.length === 0) continue;
    counts.files++;
    if (isDry) {
      terminal.stdout.write(`--- ${shown(`a/${file}`)}\n+++ ${shown(`b/${file}`)}\n${hunks}`);
      continue;
    }
    if (file !== STDIN) save(resolve(terminal.cwd, file), text);
    known.set(file, { ...input, bytes: Buffer.byteLength(text), read: () => text });
  }
  const usesStdin = inputs.some(({ file }) => file === STDIN);
  if (usesStdin && !isDry) terminal.stdout.write(known.has(STDIN) ? known.get(STDIN)!.read() as string : report.texts.slice(STDIN));
  terminal.stderr.write(`${summary(counts, isDry)}\n`);
  return { inputs: inputs.map((input) => known.get(input.file) ?? input), usesStdout: isDry || usesStdin };
}

/** The findings that have edits and stand in a text, each once. */
function byFile(findings: readonly Found[]): Map<string, Found[]> {
  const seen = new Set<string>();
  const files = new Map<string, Found[]>();
  for (const found of findings) {
    const { finding, place } = found;
    if (!finding.edits || !place?.document) continue;
    const { file } = place.source;
    const key = JSON.stringify([file, place.document, finding.rule, finding.path]);
    if (seen.has(key)) continue;
    seen.add(key);
    const inFile = files.get(file);
    if (inFile) inFile.push(found);
    else files.set(file, [found]);
  }
  return files;
}

function save(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`Expected a file that can be written at ${shown(file)}, got ${reasonOf(error)}`);
  }
}

function inLine({ finding: { rule, source } }: { readonly finding: Finding }): string {
  return `${source ? `${renderSource(source)} ` : ''}${rule}`;
}

function summary({ fixed, refused, files }: { fixed: number; refused: number; files: number }, isDry: boolean): string {
  const what = fixed === 0 ? 'nothing' : `${plural(fixed, 'finding')} in ${plural(files, 'file')}`;
  return `${isDry ? 'Would fix' : 'Fixed'} ${what}${refused === 0 ? '' : `; the edits of ${plural(refused, 'finding')} cannot be made`}`;
}
