import type { FailOn } from '../../core/fail-on';
import { choices, quote } from '../../core/quote';
import { type IstioRelease, RELEASES } from '../../core/release';
import { closest } from '../../core/suggest';
import type { Scope } from '../input/scope';
import { UsageError } from '../usage-error';
import type { Format } from './writers';

/** The options of `check`. */
export interface CheckRequest {
  readonly output: Format;
  readonly release?: IstioRelease;
  /** Unset: as the configuration says. */
  readonly failOn?: FailOn;
  readonly scope: Scope;
  /** The file named; `false` for none. */
  readonly config?: string | false;
  /** Globs of files that are not checked, from the working folder. */
  readonly ignore?: readonly string[];
  /** True when no resource at all is no failure. */
  readonly allowEmpty?: boolean;
  /** Errors alone, and no summary. */
  readonly quiet?: boolean;
  /** Infos too, and which configuration file counts. */
  readonly verbose?: boolean;
  /** The file with findings that are known. */
  readonly baseline?: string;
  /** The file that gets the findings, which are known from then on. */
  readonly writeBaseline?: string;
  /** How many findings are written at most. */
  readonly maxFindings?: number;
  /** True when what is checked, and the context, are all that the cluster has. */
  readonly closed?: boolean;
  /** Files and folders with what the cluster has too. */
  readonly context?: readonly string[];
  /** A file with the MeshConfig. */
  readonly meshConfig?: string;
  /** Each path is a cluster of its own. */
  readonly separate?: boolean;
  /** Correct what has safe edits, in the files. */
  readonly fix?: boolean;
  /** With `fix`: write a diff, and change no file. */
  readonly dryRun?: boolean;
}

/** Accepts a word of a closed list; the error for another word suggests the nearest. */
export function oneOf<Word extends string>(option: string, words: readonly Word[]): (given: string) => Word {
  return (given) => {
    const known = words.find((word) => word === given);
    if (known !== undefined) return known;
    const meant = words.find((word) => given.length > 1 && word.startsWith(given)) ?? closest(given, words);
    throw new UsageError(`Expected ${choices(words)} for ${option}, got ${quote(given)}${meant === undefined ? '' : `: write ${option} ${meant}`}`);
  };
}

/** Accepts a release as people write it: `1.31`, `v1.31`, `1.31.2`. */
export function releaseOf(given: string): IstioRelease {
  const [, minor = given] = /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(given) ?? [];
  return oneOf('--release', RELEASES)(minor);
}

/** Accepts a number of findings. */
export function countOf(given: string): number {
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new UsageError(`Expected a whole number for --max-findings, got ${quote(given)}`);
}

/** Adds a value to those of an option that can be given several times. */
export function several(given: string, before: readonly string[] = []): readonly string[] {
  return [...before, given];
}
