import { basename, dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '../../lib/core/finding';

/**
 * Enough for packages of patterns, one in the other, between the user's line and ours. Each more costs every construct; a refusal happens
 * once.
 */
const FRAMES = { all: 8, belowConstructor: 5, refusal: 20 } as const;

/** The folder that holds `constructs` and `lib`: here, and where source maps say they were compiled from. A bundle of modules has none. */
const BUILT = typeof __dirname === 'string' ? dirname(dirname(__dirname)) : undefined;
const ROOTS = BUILT === undefined ? [] : basename(BUILT) === 'dist' ? [BUILT, dirname(BUILT)] : [BUILT];
const OWN = ROOTS.flatMap((root) => [`${root}${sep}lib${sep}`, `${root}${sep}constructs${sep}`]);

/** A stack kept for later: capturing is cheap, making text of it is not, and most are never asked for. */
export class Source {
  private trace: { readonly stack?: unknown } | undefined = {};
  private found: SourceLocation | undefined;

  /** @param constructor the class that is being made (`new.target`): its frames, which are ours, are not kept */
  public constructor(constructor?: NewableFunction, frames: number = constructor ? FRAMES.belowConstructor : FRAMES.all) {
    const limit = Error.stackTraceLimit;
    // False where a program froze what JavaScript has built in: then its own limit holds.
    const isSet = Reflect.set(Error, 'stackTraceLimit', frames);
    try {
      Error.captureStackTrace(this.trace!, constructor ?? Source);
    } catch {
      this.trace = undefined; // The program's own Error.prepareStackTrace threw: the line is not known.
    }
    if (isSet) Error.stackTraceLimit = limit;
  }

  /** The line that asked for what is refused. */
  public static ofRefusal(): Source {
    return new Source(undefined, FRAMES.refusal);
  }

  /** The first frame that is the user's: not in this package, not in node_modules, not in Node itself. */
  public get location(): SourceLocation | undefined {
    if (this.trace) {
      this.found = userFrame(stackOf(this.trace));
      this.trace = undefined;
    }
    return this.found;
  }
}

/** The text is made when it is read for the first time, by the program's own Error.prepareStackTrace if it has one; that can throw. */
function stackOf(trace: { readonly stack?: unknown }): unknown {
  try {
    return trace.stack;
  } catch {
    return undefined;
  }
}

function userFrame(stack: unknown): SourceLocation | undefined {
  // Whoever took over Error.prepareStackTrace may have made anything of it.
  if (typeof stack !== 'string') return undefined;
  for (const line of stack.split('\n')) {
    const frame = readFrame(line);
    if (!frame || isOurs(frame.file)) continue;
    const written = sourceMaps().originalOf(frame);
    // Bundled with the user's program, our own frames are only known by where they came from.
    if (!isOurs(written.file)) return written;
  }
  return undefined;
}

/** `    at new Shop (file:///app/main.ts:3:7)`, `    at /app/main.js:3:7` and the like. */
function readFrame(line: string): SourceLocation | undefined {
  const match = /^\s+at (?:.* \()?([^()]+):(\d+):(\d+)\)?$/.exec(line) ?? /^\s+at (?:.*? \()?(\S.*):(\d+):(\d+)\)?$/.exec(line);
  if (!match) return undefined;
  const place = match[1]!.replace(/^async /, '');
  if (/^(?:node|eval|data|native|<)/.test(place) && !place.startsWith(sep)) return undefined;
  try {
    return { file: place.startsWith('file:') ? fileURLToPath(place) : place, line: Number(match[2]), column: Number(match[3]) };
  } catch {
    return undefined;
  }
}

function isOurs(file: string): boolean {
  return /[\\/]node_modules[\\/]/.test(file) || OWN.some((folder) => file.startsWith(folder));
}

/** Read with the first finding. */
function sourceMaps(): typeof import('./source-maps') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('./source-maps') as typeof import('./source-maps');
}
