import { type Finding, renderPath, renderResource } from '../../core/finding';
import type { Report } from '../input/report';

const COMMAND = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** The findings as workflow commands: GitHub shows each at its line. */
export function writeGithub({ findings, places }: Report): string {
  return findings.map((found) => `::${COMMAND[found.severity]} ${properties(found, places)}::${escapeData(messageOf(found))}\n`).join('');
}

function properties({ rule, source }: Finding, places: Report['places']): string {
  const place = source && places.of(source);
  const known = {
    ...(source ? { file: source.file, line: source.line } : {}),
    ...(place ? { endLine: place.endLine } : {}),
    // GitHub refuses columns for a place of several lines.
    ...(source && (!place || place.endLine === source.line) ? { col: source.column } : {}),
    ...(place && place.endLine === source?.line ? { endColumn: place.endColumn } : {}),
    title: rule,
  };
  return Object.entries(known).map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
}

function messageOf({ message, fix, resource, path }: Finding): string {
  const where = `${renderResource(resource)} ${renderPath(path)}`.trimEnd();
  return [message, where, ...(fix === undefined ? [] : [`fix: ${fix}`])].join('\n');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
