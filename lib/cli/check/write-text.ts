import { type Finding, type RelatedResource, renderPath, renderResource, type SourceLocation } from '../../core/finding';
import { codeFrame } from './code-frame';
import { countsInWords, countsOf, plural, type Report, resourcesInWords } from '../input/report';
import { pageUrl } from '../pages/rule-pages';
import type { Look } from '../terminal';
import { upstreamPage } from '../pages/upstream-page';
import { wrap } from './wrap';

/** The findings as a person reads them: by file, in the order of the lines, and a summary. */
export function writeText(report: Report, look: Look): string {
  const blocks = [...byFile(report.findings)].flatMap(([file, findings]) => [
    look.colors.bold(look.colors.underline(file)),
    ...findings.map((found) => block(found, report, look)),
  ]);
  return `${[...blocks, summary(report, look)].join('\n\n')}\n`;
}

/** Files in the order of the input, findings in the order of their places; what has no place of its own comes last. */
function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const found of findings) {
    const file = found.source?.file ?? found.resource.name;
    const group = groups.get(file);
    if (group) group.push(found);
    else groups.set(file, [found]);
  }
  for (const group of groups.values()) {
    group.sort((a, b) => (a.source?.line ?? 0) - (b.source?.line ?? 0) || (a.source?.column ?? 0) - (b.source?.column ?? 0));
  }
  return groups;
}

function block(found: Finding, { places }: Report, look: Look): string {
  const { colors, width } = look;
  const { rule, severity, message, source, construct, related = [], fix, aliases } = found;
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  const origin = source && places.of(source)?.origin;
  const frame = source ? codeFrame(source, places, look) : [];
  const page = upstreamPage(aliases);
  const more = `cdk8s-istio explain ${rule}`;
  return [
    `${paint(colors.bold(severity))} ${colors.bold(rule)}${source ? `  ${colors.dim(at(source))}` : ''}`,
    wrap(message, width, '  '),
    ...(found.resource.kind === 'File' ? [] : [wrap(nameOf(found), width, '  ')]),
    ...(origin === undefined ? [] : [wrap(`rendered from ${origin}`, width, '  ')]),
    ...(construct === undefined ? [] : [wrap(`made by ${construct}`, width, '  ')]),
    ...(frame.length === 0 ? [] : ['', ...frame, '']),
    ...related.flatMap((other) => relatedPlace(other, places, look)),
    ...(fix === undefined ? [] : [`  ${colors.green('fix:')} ${wrap(fix, width, '       ').trimStart()}`]),
    colors.dim(`  more: ${look.links ? link(more, pageUrl(rule)) : more}${page === undefined ? '' : ` ${page}`}`),
  ].join('\n');
}

function relatedPlace(other: RelatedResource, places: Report['places'], look: Look): string[] {
  const { source, construct } = other;
  const made = construct === undefined ? '' : `, made by ${construct}`;
  return [
    wrap(`see also ${nameOf(other)}${made}${source ? `  ${at(source)}` : ''}`, look.width, '  '),
    ...(source ? ['', ...codeFrame(source, places, look), ''] : []),
  ];
}

function summary(report: Report, { colors }: Look): string {
  const { findings, suppressed, files } = report;
  const counts = countsOf(findings);
  const paint = counts.errors > 0 ? colors.red : counts.warnings > 0 ? colors.yellow : colors.green;
  const acknowledged = suppressed.length === 0 ? '' : `, ${suppressed.length} acknowledged`;
  return `Checked ${resourcesInWords(report)} in ${plural(files, 'file')}: ${paint(countsInWords(counts))}${acknowledged}`;
}

function nameOf({ resource, path = [] }: RelatedResource): string {
  return `${renderResource(resource)} ${renderPath(path)}`.trimEnd();
}

function at({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

function link(text: string, url: string): string {
  return `\x1b]8;;${url}\x1b\\${text}\x1b]8;;\x1b\\`;
}
