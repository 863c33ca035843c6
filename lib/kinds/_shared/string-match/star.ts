import type { Json } from '../../../values/types';
import type { StringMatch } from './api';

/** What is compared with a star that was meant as a wildcard, and what to write; `undefined` where no star was, or where it is right. */
export interface StrayStar {
  /** The field of the match that has it. */
  readonly field: 'exact' | 'prefix' | 'regex';
  readonly reason: string;
  readonly fix: string;
}

/** A star at an end of `exact` or `prefix` is compared as a star; in a regex it repeats the character in front of it. */
export function strayStar(match: Json<StringMatch>): StrayStar | undefined {
  if (match.exact !== undefined) return inText('exact', match.exact);
  if (match.prefix !== undefined) return inText('prefix', match.prefix);
  return match.regex === undefined ? undefined : inRegex(match.regex);
}

function inText(field: 'exact' | 'prefix', text: string): StrayStar | undefined {
  if (!text.includes('*')) return undefined;
  const before = text.replace(/\*+$/, '');
  const reason = 'the star is compared as a star';
  if (before === '') return { field, reason, fix: 'write {} for any value, or leave the condition out' };
  return { field, reason, fix: before.includes('*') ? 'write a regex' : `write prefix: ${before}` };
}

/** `/api/*` as a regex is /api and any number of slashes. An escape such as `\d` is no character of its own. */
function inRegex(regex: string): StrayStar | undefined {
  const found = /(?<!\\)([/\w-])\*(?=\/|\$?$)/.exec(regex);
  if (!found) return undefined;
  const meant = `${regex.slice(0, found.index + 1)}${/^\$?$/.test(regex.slice(found.index + 2)) ? '.*' : '[^/]*'}${regex.slice(found.index + 2)}`;
  return { field: 'regex', reason: `in a regex the star repeats ${JSON.stringify(found[1])}`, fix: `write ${meant}` };
}
