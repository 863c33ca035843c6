/** What some editors write before a text; it has no column. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A place in a text. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors and SARIF count. */
  readonly column: number;
}

/** Lines and columns of a text; where its lines begin is searched when the first one is asked for. */
export class Lines {
  private starts: number[] | undefined;

  public constructor(public readonly text: string) {}

  /** The line and column of an offset. */
  public position(offset: number): Position {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(0, offset - starts[low]!) + 1 };
  }

  /** A line without its end; undefined where the text has no such line. */
  public line(number: number): string | undefined {
    const starts = this.lineStarts();
    const start = starts[number - 1];
    if (start === undefined) return undefined;
    const end = starts[number];
    return this.text.slice(start, end === undefined ? this.text.length : end - 1).replace(/\r$/, '');
  }

  private lineStarts(): number[] {
    if (this.starts) return this.starts;
    this.starts = [this.text.startsWith(BYTE_ORDER_MARK) ? 1 : 0];
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) this.starts.push(at + 1);
    return this.starts;
  }
}
