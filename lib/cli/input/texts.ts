import type { Path, Place, SourceLocation } from '../../core/finding';
import type { Lines, Position } from '../../io/lines';
import type { Span } from '../../io/locate';

/** A part of a text, with what only some formats write of it. */
export interface TextPlace extends Place {
  readonly source: SourceLocation;
  /** Line of the first character that is not part of it. */
  readonly endLine: number;
  /** Column of the first character that is not part of it. */
  readonly endColumn: number;
  /** The chart's file that `helm template` names. */
  readonly origin?: string;
  /** The document of the text, and where in it the resource begins; only of what can be edited there. */
  readonly document?: { readonly start: number; readonly end: number; readonly prefix: Path };
}

/** The place of a span. */
export function placeOf(file: string, lines: Lines, { start, end }: Span, origin?: string): TextPlace {
  const { line: endLine, column: endColumn } = lines.position(end);
  return { source: { file, ...lines.position(start) }, endLine, endColumn, ...(origin === undefined ? {} : { origin }) };
}

/** The texts that were read, for formats that show their lines. */
export class Texts {
  private readonly files = new Map<string, Lines>();

  /** Keeps the lines of a file. */
  public add(file: string, lines: Lines): void {
    this.files.set(file, lines);
  }

  /** The text of a file, or a part of it; empty when the file was not read. */
  public slice(file: string, start = 0, end?: number): string {
    return this.files.get(file)?.text.slice(start, end) ?? '';
  }

  /** The line and column of an offset in a file that was read. */
  public position(file: string, offset: number): Position {
    return this.files.get(file)!.position(offset);
  }

  /** A line of a file; undefined when the file was not read or is shorter. */
  public line(file: string, number: number): string | undefined {
    return this.files.get(file)?.line(number);
  }
}
