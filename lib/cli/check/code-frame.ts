import type { SourceLocation } from '../../core/finding';
import type { TextPlace, Texts } from '../input/texts';
import type { Look } from '../terminal';
import { frameLine, markedLine, windowAt } from './frame-line';

const CONTEXT = 1;
/** A line of a frame where the output has no width: config on one line is as long as its file. */
const WIDEST = 240;

/** The lines around a place, with what is known of the place marked; empty when its text was not read. */
export function codeFrame(source: SourceLocation, place: TextPlace | undefined, texts: Texts, { colors, width }: Look): string[] {
  const { file, line: marked, column } = source;
  const text = texts.line(file, marked);
  if (text === undefined) return [];
  const around = [marked - CONTEXT, marked, marked + CONTEXT].flatMap((number) => {
    const line = number > 0 ? texts.line(file, number) : undefined;
    return line === undefined || (number !== marked && line.trim() === '') ? [] : [{ number, line }];
  });
  const gutter = Math.max(...around.map(({ number }) => String(number).length));
  const window = windowAt(text, column, Math.min(width, WIDEST) - gutter - 7);
  return around.flatMap(({ number, line }) => {
    const label = String(number).padStart(gutter);
    if (number !== marked) return [colors.dim(`    ${label} | ${frameLine(line, window)}`).trimEnd()];
    // A place that goes on below is marked to the end of its first line.
    const shown = markedLine(line, window, column - 1, place?.endLine === marked ? place.endColumn - 1 : line.length);
    return [
      `  ${colors.red('>')} ${colors.dim(`${label} |`)} ${shown.text}`,
      `    ${' '.repeat(gutter)} ${colors.dim('|')} ${' '.repeat(shown.before)}${colors.red('^'.repeat(shown.marked))}`,
    ];
  });
}
