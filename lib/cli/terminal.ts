import { createColors } from 'picocolors';
import type { Colors } from 'picocolors/types';

/** Where a command writes. */
export interface Output {
  /** Takes text; nothing is awaited. */
  write(text: string): unknown;
  /** True when a person reads it. */
  readonly isTTY?: boolean;
  /** Characters a line, on a terminal. */
  readonly columns?: number;
}

/** What a command knows of the outside: all that a test has to give it. */
export interface Terminal {
  /** What was asked for. */
  readonly stdout: Output;
  /** Everything else. */
  readonly stderr: Output;
  /** What is piped in. */
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean; readonly fd?: number };
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that paths start from. */
  readonly cwd: string;
}

/** How a text may look on an output. */
export interface Look {
  readonly colors: Colors;
  /** Characters a line; `Infinity` where the output has no width. */
  readonly width: number;
  /** True where text can carry a link. */
  readonly links: boolean;
}

const WIDEST = 120;
const NARROWEST = 40;

/** Colours, width and links for an output: `NO_COLOR` and `FORCE_COLOR` decide, then whether it is a terminal. */
export function lookOf(output: Output, env: Terminal['env']): Look {
  const isTerminal = output.isTTY === true;
  const hasColors = env.NO_COLOR ? false
    : env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' ? env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
      : isTerminal && env.TERM !== 'dumb';
  return {
    colors: createColors(hasColors),
    width: isTerminal ? Math.max(NARROWEST, Math.min(output.columns || WIDEST, WIDEST)) : Infinity,
    links: isTerminal && hasColors && env.CI === undefined,
  };
}
