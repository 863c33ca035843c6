import { choices, quote } from '../../core/quote';
import { type IstioRelease, RELEASES } from '../../core/release';
import { closest } from '../../core/suggest';
import type { FailOn } from '../input/exit-code';
import type { Scope } from '../input/scope';
import { UsageError } from '../usage-error';
import type { Format } from './writers';

/** The options of `check`. */
export interface CheckRequest {
  readonly output: Format;
  readonly release?: IstioRelease;
  readonly failOn: FailOn;
  readonly scope: Scope;
  readonly config?: string;
  /** Each path is a cluster of its own. */
  readonly separate?: boolean;
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
