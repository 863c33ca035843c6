import { dirname, sep } from 'node:path';
import type { SourceLocation } from '../../lib/core/finding';

/** The folder that holds `constructs` and `lib`: its frames are ours, not the user's. */
const OWN = dirname(dirname(__dirname)) + sep;

const FRAMES = 20;

/** A stack kept for later: capturing is cheap, making text of it is not, and most are never asked for. */
export class Source {
  private readonly trace: { stack?: string } = {};

  public constructor() {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = FRAMES;
    Error.captureStackTrace(this.trace, Source);
    Error.stackTraceLimit = limit;
  }

  /** The first frame that is the user's: not in this package, not in node_modules, not in Node itself. */
  public get location(): SourceLocation | undefined {
    for (const frame of (this.trace.stack ?? '').split('\n').slice(1)) {
      const match = /\(?(?:file:\/\/)?([^()\s][^()]*):(\d+):(\d+)\)?$/.exec(frame.trim().replace(/^at (?:async |new )?/, ''));
      if (!match) continue;
      const file = match[1]!.includes(' (') ? match[1]!.slice(match[1]!.indexOf(' (') + 2) : match[1]!;
      if (isOurs(file) || file.startsWith('node:')) continue;
      return { file, line: Number(match[2]), column: Number(match[3]) };
    }
    return undefined;
  }
}

function isOurs(file: string): boolean {
  if (file.includes(`${sep}node_modules${sep}`) || file.includes('/node_modules/')) return true;
  return file.startsWith(`${OWN}lib${sep}`) || file.startsWith(`${OWN}constructs${sep}`);
}
