import { choices, quote } from './quote';

/** The known word that is closest to what was written, when one is close enough to be what was meant. */
export function closest(word: string, known: readonly string[]): string | undefined {
  const written = word.toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 64);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(written.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(written, candidate.toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 64));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The fix that names the known word which was probably meant; empty when none is close enough. */
export function suggestion(word: unknown, known: readonly string[]): { readonly fix?: string } {
  const meant = closest(String(word), known);
  return meant === undefined ? {} : { fix: `write ${quote(meant)}` };
}

/** What is refused of a name that is none of the known ones. */
export function unknownName(
  name: unknown, known: readonly string[], expectedWhenNone: string,
): { readonly message: string; readonly fix?: string } {
  return { message: `Expected ${known.length > 0 ? choices(known) : expectedWhenNone}, got ${quote(name)}`, ...suggestion(name, known) };
}
