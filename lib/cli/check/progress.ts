import { lookOf, type Terminal } from '../terminal';

const WIDTH = 30;
const PATIENCE_MS = 300;
const EVERY_MS = 100;

/** Shows how far a long check is; on a pipe, or when it is over soon, nothing. */
export class Progress {
  private readonly shows: boolean;
  private readonly start = Date.now();
  private drawn = 0;
  private next = PATIENCE_MS;

  public constructor(private readonly terminal: Terminal, private readonly total: number) {
    this.shows = terminal.stderr.isTTY === true && terminal.env.CI === undefined && total > 0;
  }

  /** Says how many of the characters are done, and how many documents that is. */
  public at(done: number, documents: number): void {
    if (!this.shows) return;
    const now = Date.now() - this.start;
    if (now < this.next) return;
    this.next = now + EVERY_MS;
    this.drawn++;
    const share = Math.min(1, done / this.total);
    const full = Math.round(share * WIDTH);
    const { colors } = lookOf(this.terminal.stderr, this.terminal.env);
    const bar = `${colors.cyan('━'.repeat(full))}${colors.dim('━'.repeat(WIDTH - full))}`;
    this.terminal.stderr.write(`\r${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${documents} documents`);
  }

  /** Takes the bar away. */
  public end(): void {
    if (this.drawn > 0) this.terminal.stderr.write('\r\x1b[2K');
  }
}
