/** What may follow a character in a regex so that the character need not be there. */
const OPTIONAL = /^[?*{]/;

/** The text that everything the regex matches starts with, as far as that is plain to see: `/reviews/` of `^/reviews/[0-9]+$`. */
export function regexPrefix(regex: string): string {
  if (hasAlternatives(regex)) return '';
  let prefix = '';
  let rest = regex.replace(/^\^/, '');
  for (;;) {
    const character = /^(?:\\([^a-zA-Z0-9])|([^\\^$.|?*+()[\]{}]))/u.exec(rest);
    if (!character) return prefix;
    rest = rest.slice(character[0].length);
    if (OPTIONAL.test(rest)) return prefix;
    prefix += character[1] ?? character[2]!;
  }
}

/** True when there may be a `|` outside of groups and classes, before and after which anything may stand. */
function hasAlternatives(regex: string): boolean {
  if (regex.includes('\\Q')) return true;
  const plain = regex.replace(/\\[^]/g, '_').replace(/\[\^?\]?[^\]]*\]/g, '_');
  let depth = 0;
  for (const character of plain) {
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}
