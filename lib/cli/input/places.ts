import type { SourceLocation } from '../../core/finding';
import type { Lines } from '../../io/lines';
import type { Span } from '../../io/locate';

/** Where the text of a place ends, and what it was made from. */
export interface Place {
  /** Line of the first character that is not part of it. */
  readonly endLine: number;
  /** Column of the first character that is not part of it. */
  readonly endColumn: number;
  /** The chart's file that `helm template` names. */
  readonly origin?: string;
}

/** The texts that were checked, and what is known of the places in them. */
export class Places {
  private readonly files = new Map<string, Lines>();
  private readonly places = new WeakMap<SourceLocation, Place>();

  /** Keeps the lines of a file for those who show them. */
  public addFile(file: string, lines: Lines): void {
    this.files.set(file, lines);
  }

  /** A place of a file that was added, as findings have it. */
  public add(file: string, { start, end }: Span, origin?: string): SourceLocation {
    const lines = this.files.get(file)!;
    const source = { file, ...lines.position(start) };
    const { line: endLine, column: endColumn } = lines.position(end);
    this.places.set(source, { endLine, endColumn, ...(origin === undefined ? {} : { origin }) });
    return source;
  }

  /** What is known of a place beside what a finding says. */
  public of(source: SourceLocation): Place | undefined {
    return this.places.get(source);
  }

  /** A line of a file, when the file was read. */
  public line(file: string, number: number): string | undefined {
    return this.files.get(file)?.line(number);
  }
}
