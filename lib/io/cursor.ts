import { CHAR, isBlank, isBreak } from './characters';

/** A place in a part of a text, which knows its line and its column. */
export class Cursor {
  /** How many line ends were passed. */
  public line = 0;
  private lineStart: number;

  public constructor(public readonly text: string, public offset: number, public readonly end: number) {
    this.lineStart = offset;
  }

  /** How many characters stand before it on its line. */
  public get column(): number {
    return this.offset - this.lineStart;
  }

  /** The character there, or so many behind it; 0 at the end. */
  public code(ahead = 0): number {
    const at = this.offset + ahead;
    return at < this.end ? this.text.charCodeAt(at) : CHAR.end;
  }

  /** Passes a line end, and returns it as text has it. */
  public readBreak(): string {
    const code = this.code();
    this.offset += code === CHAR.return ? this.lengthOfReturn() : 1;
    this.lineStart = this.offset;
    this.line++;
    return code === CHAR.lineSeparator || code === CHAR.paragraphSeparator ? String.fromCharCode(code) : '\n';
  }

  /** Passes spaces and tabs. */
  public skipBlanks(): void {
    while (isBlank(this.code())) this.offset++;
  }

  /** Passes everything up to the line end. */
  public skipLine(): void {
    while (this.offset < this.end && !isBreak(this.code())) this.offset++;
  }

  /** True at `---` or `...` alone at the begin of a line. */
  public isDocumentIndicator(): boolean {
    if (this.column !== 0) return false;
    const first = this.code();
    if (first !== CHAR.dash && first !== CHAR.point) return false;
    const last = this.code(3);
    return this.code(1) === first && this.code(2) === first && (isBlank(last) || isBreak(last) || last === CHAR.end);
  }

  /** A carriage return belongs to the newline behind it; kubectl's reader of lines takes one off, and go-yaml another. */
  private lengthOfReturn(): number {
    if (this.code(1) === CHAR.newline) return 2;
    return this.code(1) === CHAR.return && this.code(2) === CHAR.newline ? 3 : 1;
  }
}
