import type { Place, SourceLocation } from '../../core/finding';
import type { Lines } from '../../io/lines';
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

  /** A line of a file; undefined when the file was not read or is shorter. */
  public line(file: string, number: number): string | undefined {
    return this.files.get(file)?.line(number);
  }
}
