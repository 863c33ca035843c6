/**
 * Go's regexes and re2js differ in three things: the names of Unicode classes, groups of the same name, and `[[:]`.
 * Written so that re2js takes what Go takes, with the same meaning, and refuses what Go refuses.
 */
export function toRe2js(pattern: string): string {
  const groups = new Set<string>();
  let out = '';
  let at = 0;

  function copy(length: number): void {
    out += pattern.slice(at, at + length);
    at += length;
  }

  function escape(): void {
    const unicode = /\\([pP])(?:\{([^}]*)\}|([^{]))/uy;
    unicode.lastIndex = at;
    const found = unicode.exec(pattern);
    if (!found) return copy(2);
    const [whole, letter, long, short] = found;
    out += `\\${letter}{${unicodeClass(long ?? short!)}}`;
    at += whole.length;
  }

  /** One character of a class, as an end of a range has it. */
  function character(): void {
    if (pattern[at] === '\\') escape();
    else copy(1);
  }

  function characterClass(): void {
    copy(pattern.startsWith('[^', at) ? 2 : 1);
    for (let first = true; at < pattern.length && (first || pattern[at] !== ']'); first = false) {
      if (pattern.startsWith('[:', at)) {
        const end = pattern.indexOf(':]', at + 2);
        if (end >= 0) {
          copy(end + 2 - at);
          continue;
        }
        // To re2js the colon that opens the name may also close it.
        out += '\\';
      }
      // A class such as \d is not the end of a range; the hyphen after it stands for itself.
      const isRange = !/^\\[pPdDsSwW]/.test(pattern.slice(at, at + 2));
      character();
      if (isRange && pattern[at] === '-' && at + 1 < pattern.length && pattern[at + 1] !== ']') {
        copy(1);
        character();
      }
    }
    copy(1);
  }

  function group(): void {
    const name = /\(\?P?<([A-Za-z0-9_]+)>/y;
    name.lastIndex = at;
    const found = name.exec(pattern);
    if (found && groups.has(found[1]!)) {
      out += '(';
      at += found[0].length;
    } else {
      if (found) groups.add(found[1]!);
      copy(found ? found[0].length : 1);
    }
  }

  while (at < pattern.length) {
    if (pattern.startsWith('\\Q', at)) {
      const end = pattern.indexOf('\\E', at + 2);
      copy(end < 0 ? pattern.length : end + 2 - at);
    } else if (pattern[at] === '\\') escape();
    else if (pattern[at] === '[') characterClass();
    else if (pattern[at] === '(') group();
    else copy(1);
  }
  return out;
}

/** The long names of the general categories, without their underscores. */
const CATEGORIES: ReadonlyMap<string, string> = new Map(Object.entries({
  Other: 'C', Control: 'Cc', Cntrl: 'Cc', Format: 'Cf', Unassigned: 'Cn', Privateuse: 'Co', Surrogate: 'Cs',
  Letter: 'L', Casedletter: 'LC', Lowercaseletter: 'Ll', Modifierletter: 'Lm', Otherletter: 'Lo', Titlecaseletter: 'Lt', Uppercaseletter: 'Lu',
  Mark: 'M', Combiningmark: 'M', Spacingmark: 'Mc', Enclosingmark: 'Me', Nonspacingmark: 'Mn',
  Number: 'N', Decimalnumber: 'Nd', Digit: 'Nd', Letternumber: 'Nl', Othernumber: 'No',
  Punctuation: 'P', Punct: 'P', Connectorpunctuation: 'Pc', Dashpunctuation: 'Pd', Closepunctuation: 'Pe', Finalpunctuation: 'Pf',
  Initialpunctuation: 'Pi', Otherpunctuation: 'Po', Openpunctuation: 'Ps',
  Symbol: 'S', Currencysymbol: 'Sc', Modifiersymbol: 'Sk', Mathsymbol: 'Sm', Othersymbol: 'So',
  Separator: 'Z', Lineseparator: 'Zl', Paragraphseparator: 'Zp', Spaceseparator: 'Zs',
}));

/** Classes of re2js that Go has not: properties, and scripts newer than its Unicode. */
const NOT_IN_GO: ReadonlySet<string> = new Set([
  'Alphabetic', 'Dash', 'Emoji', 'Lowercase', 'Math', 'Uppercase', 'Garay', 'Sidetic', 'Sunuwar', 'Todhri', 'Unknown',
]);

/**
 * Go ignores case, spaces, hyphens and underscores in the name of a class, and then looks for a name that starts with a capital:
 * a script whose own name has an underscore is never found, here as there.
 */
function unicodeClass(name: string): string {
  const negated = name.startsWith('^');
  const letters = name.slice(negated ? 1 : 0).replace(/[-_ ]/g, '');
  const canonical = letters.slice(0, 1).replace(/[a-z]/, upper) + letters.slice(1).replace(/[A-Z]/g, lower);
  const known = NOT_IN_GO.has(canonical) ? canonical.toLowerCase() : (CATEGORIES.get(canonical) ?? canonical);
  return `${negated ? '^' : ''}${known}`;
}

const upper = (letter: string): string => letter.toUpperCase();
const lower = (letter: string): string => letter.toLowerCase();
