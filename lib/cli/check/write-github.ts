import type { Located } from '../../analysis/pipeline';
import { type Finding, renderSubject } from '../../core/finding';
import { escaped, MESSAGE, shown } from '../../core/shown';
import type { Report } from '../input/report';
import type { TextPlace } from '../input/texts';

const COMMAND = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** The findings as workflow commands: GitHub shows each at its line. */
export function* writeGithub({ findings }: Report): Generator<string> {
  for (const located of findings) {
    yield `::${COMMAND[located.finding.severity]} ${properties(located)}::${escapeData(messageOf(located.finding))}\n`;
  }
}

function properties({ finding: { rule, source, file }, place }: Located<TextPlace>): string {
  const known = {
    ...(file === undefined ? {} : { file }),
    ...(source ? { file: source.file, line: source.line } : {}),
    ...(place ? { endLine: place.endLine } : {}),
    // GitHub refuses columns for a place of several lines.
    ...(source && (!place || place.endLine === source.line) ? { col: source.column } : {}),
    ...(place && place.endLine === source?.line ? { endColumn: place.endColumn } : {}),
    title: rule,
  };
  return Object.entries(known).map(([name, value]) => `${name}=${escapeProperty(escaped(String(value)))}`).join(',');
}

function messageOf(finding: Finding): string {
  const { message, fix } = finding;
  return [shown(message, MESSAGE), renderSubject(finding), ...(fix === undefined ? [] : [`fix: ${shown(fix, MESSAGE)}`])].join('\n');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
