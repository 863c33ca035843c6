import { choices, quote } from '../core/quote';
import { type IstioRelease, RELEASES } from '../core/release';
import { closest } from '../core/suggest';
import { UsageError } from './usage-error';

/** How findings can be written. */
export const FORMATS = ['text', 'json', 'sarif', 'github'] as const;
/** One of {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

/** From which severity on findings fail the command. */
export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;
/** One of {@link FAIL_ON}. */
export type FailOn = (typeof FAIL_ON)[number];

/** How much is checked. */
export const SCOPES = ['admission', 'mesh'] as const;
/** One of {@link SCOPES}. */
export type Scope = (typeof SCOPES)[number];

/** What `check` was asked for. */
export interface CheckRequest {
  readonly output: Format;
  readonly release?: IstioRelease;
  readonly failOn: FailOn;
  readonly scope: Scope;
  readonly config?: string;
}

/** Takes a word of a closed list, or says which one was meant. */
export function oneOf<Word extends string>(option: string, words: readonly Word[]): (given: string) => Word {
  return (given) => {
    const known = words.find((word) => word === given);
    if (known !== undefined) return known;
    const meant = words.find((word) => given.length > 1 && word.startsWith(given)) ?? closest(given, words);
    throw new UsageError(`Expected ${choices(words)} for ${option}, got ${quote(given)}${meant === undefined ? '' : `: write ${option} ${meant}`}`);
  };
}

/** Takes a release as people write it: `1.31`, `v1.31`, `1.31.2`. */
export function releaseOf(given: string): IstioRelease {
  const [, minor = given] = /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(given) ?? [];
  return oneOf('--release', RELEASES)(minor);
}
