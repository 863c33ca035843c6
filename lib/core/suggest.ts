import { choices, quote } from './quote';

/** The known word that is closest to what was written, when one is close enough to be what was meant. */
export function closest(word: string, known: readonly string[]): string | undefined {
  return meantWord(word, known)?.word;
}

/** A known word, and how likely it is what was meant. */
export interface MeantWord {
  readonly word: string;
  /** How many letters differ; case and punctuation do not count. */
  readonly distance: number;
  /** True where no other word is as close. */
  readonly isOnly: boolean;
  /** True where hardly anything else can be meant: the same letters, or a slip in a longer word that no other word is as close to. */
  readonly isSure: boolean;
}

/** The same, with how close it is. A word that says the opposite is never meant: `source` for `notSource`, `ENABLE` for `DISABLE`. */
export function meantWord(word: string, known: readonly string[]): MeantWord | undefined {
  const written = plain(word);
  const sense = isNegative(word);
  let best: string | undefined;
  let isOnly = true;
  let bestDistance = Math.max(1, Math.floor(written.length / 3)) + 1;
  for (const candidate of known) {
    if (isNegative(candidate) !== sense) continue;
    const distance = editDistance(written, plain(candidate));
    if (distance === bestDistance) isOnly = false;
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
    isOnly = true;
  }
  if (best === undefined) return undefined;
  const slips = written.length < 4 ? 0 : written.length < 8 ? 1 : 2;
  return { word: best, distance: bestDistance, isOnly, isSure: isOnly && bestDistance <= slips };
}

/** True where two words differ in case, blanks and punctuation alone. */
export function isSameWord(a: string, b: string): boolean {
  return plain(a) !== '' && plain(a) === plain(b);
}

/** How many letters two words differ in; case and punctuation do not count, and two letters in the wrong order are one slip. */
export function slipsBetween(a: string, b: string): number {
  return editDistance(plain(a), plain(b));
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 64);
}

const NEGATIVE = new Set(['not', 'no', 'non', 'without', 'disable', 'disabled', 'disallow', 'deny', 'exclude', 'skip', 'insecure']);

/** True for a word that turns around the meaning of the rest of it: `notSource`, `withoutHeaders`, `DO_NOT_UPGRADE`. */
function isNegative(word: string): boolean {
  const start = word.slice(0, 64);
  return /^not/i.test(start) || (start.match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? []).some((part) => NEGATIVE.has(part.toLowerCase()));
}

/** Levenshtein distance, one row at a time; two letters in the wrong order are one slip. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2]! + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}

/** The fix that names the known word which was probably meant; empty when none is close enough. */
export function suggestion(word: unknown, known: readonly string[]): { readonly fix?: string } {
  const meant = meantWord(String(word), known);
  if (meant === undefined) return {};
  // Of v1 and v2 neither is any likelier for v3.
  return { fix: `write ${meant.isOnly || meant.distance === 0 ? quote(meant.word) : choices(known)}` };
}

/** What is refused of a name that is none of the known ones. */
export function unknownName(
  name: unknown, known: readonly string[], expectedWhenNone: string,
): { readonly message: string; readonly fix?: string } {
  return { message: `Expected ${known.length > 0 ? choices(known) : expectedWhenNone}, got ${quote(name)}`, ...suggestion(name, known) };
}
