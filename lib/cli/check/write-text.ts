import type { Located } from '../../analysis/pipeline';
import { type RelatedResource, renderSource, renderSubject } from '../../core/finding';
import { packageRule } from '../../core/package-rules';
import { MESSAGE, shown, withoutCommands } from '../../core/shown';
import type { TextPlace, Texts } from '../input/texts';
import { codeFrame } from './code-frame';
import { assumedInWords, countsInWords, plural, type Report, resourcesInWords } from '../input/report';
import { pageUrl } from '../pages/rule-pages';
import type { Look } from '../terminal';
import { upstreamPage } from '../pages/upstream-page';
import { wrap } from './wrap';
import type { WrittenReport } from './written-report';

/** The findings as a person reads them: by file, in the order of the lines, and a summary. */
export function* writeText(report: WrittenReport, look: Look): Generator<string> {
  for (const [file, findings] of byFile(report.findings)) {
    yield `${look.colors.bold(look.colors.underline(withoutCommands(shown(file, LONGEST_PATH))))}\n\n`;
    for (const located of findings) yield `${withoutCommands(block(located, report, look))}\n\n`;
  }
  if (report.beyondMax > 0) yield `${plural(report.beyondMax, 'more finding')}, beyond --max-findings\n`;
  if (report.isQuiet) return;
  yield `${summary(report, look)}\n`;
  const assumed = assumedInWords(report);
  if (assumed !== undefined) yield `${assumed}\n`;
}

/** No system has a longer path. */
const LONGEST_PATH = 4096;
/** How many other sides of a finding are shown with their lines. */
const MOST_RELATED = 5;

/** Files in the order of the input, findings in the order of their places; what has no place of its own comes last. */
function byFile(findings: Report['findings']): Map<string, Located<TextPlace>[]> {
  const groups = new Map<string, Located<TextPlace>[]>();
  for (const located of findings) {
    const { finding } = located;
    const file = finding.source?.file ?? finding.file ?? renderSubject(finding);
    const group = groups.get(file);
    if (group) group.push(located);
    else groups.set(file, [located]);
  }
  for (const group of groups.values()) {
    group.sort(({ finding: { source: a } }, { finding: { source: b } }) => (
      (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0)
    ));
  }
  return groups;
}

function block({ finding, place, related: relatedPlaces }: Located<TextPlace>, { texts }: Report, look: Look): string {
  const { colors, width } = look;
  const { rule, severity, message, source, resource, construct, related = [], fix, aliases } = finding;
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  const frame = source ? codeFrame(source, place, texts, look) : [];
  const page = upstreamPage(aliases);
  const { why, source: address } = packageRule(rule) ?? {};
  const more = address ?? why ?? `cdk8s-istio explain ${rule}`;
  const url = why === undefined ? pageUrl(rule) : address;
  return [
    `${paint(colors.bold(severity))} ${colors.bold(rule)}${source ? `  ${colors.dim(renderSource(source))}` : ''}`,
    wrap(shown(message, MESSAGE), width, '  '),
    ...(resource || construct !== undefined ? [wrap(renderSubject(finding), width, '  ')] : []),
    ...(place?.origin === undefined ? [] : [wrap(`rendered from ${shown(place.origin)}`, width, '  ')]),
    ...(construct === undefined || !resource ? [] : [wrap(`made by ${shown(construct)}`, width, '  ')]),
    ...(frame.length === 0 ? [] : ['', ...frame, '']),
    ...related.slice(0, MOST_RELATED).flatMap((other, i) => relatedPlace(other, relatedPlaces[i], texts, look)),
    ...(related.length > MOST_RELATED ? [`  and ${related.length - MOST_RELATED} more`] : []),
    ...(fix === undefined ? [] : [`  ${colors.green('fix:')} ${wrap(shown(fix, MESSAGE), width, '       ').trimStart()}`]),
    colors.dim(`  more: ${look.links && url !== undefined ? link(more, url) : more}${page === undefined ? '' : ` ${page}`}`),
  ].join('\n');
}

function relatedPlace(other: RelatedResource, place: TextPlace | undefined, texts: Texts, look: Look): string[] {
  const { source, construct } = other;
  const made = construct === undefined || !other.resource ? '' : `, made by ${shown(construct)}`;
  return [
    wrap(`see also ${renderSubject(other)}${made}${source ? `  ${renderSource(source)}` : ''}`, look.width, '  '),
    ...(source ? ['', ...codeFrame(source, place, texts, look), ''] : []),
  ];
}

function summary(report: WrittenReport, { colors }: Look): string {
  const { suppressed, files, counts, hiddenInfos, known } = report;
  const paint = counts.errors > 0 ? colors.red : counts.warnings > 0 ? colors.yellow : colors.green;
  const acknowledged = suppressed.length === 0 ? '' : `, ${suppressed.length} acknowledged`;
  const hidden = hiddenInfos === 0 ? '' : ` (--verbose shows ${hiddenInfos === 1 ? 'it' : 'them'})`;
  return `Checked ${resourcesInWords(report)} in ${plural(files, 'file')}: ${paint(countsInWords(counts))}${hidden}${acknowledged}${known === 0 ? '' : `, ${known} in the baseline`}`;
}

function link(text: string, url: string): string {
  return `\x1b]8;;${url}\x1b\\${text}\x1b]8;;\x1b\\`;
}
