import { compareText } from '../core/compare-text';
import { slipsBetween } from '../core/suggest';

/** How many names are looked at one by one; more of them are found by what they have in common with a word. */
const FEW = 200;
/** How many of those that have much in common are compared letter by letter. */
const MOST_COMPARED = 40;
/** How many near names are worth naming. */
const MOST = 5;

/** Names that another one may have been meant for. */
export class NearNames {
  readonly #names: readonly Name[];
  #byPart: ReadonlyMap<string, readonly Name[]> | undefined;

  public constructor(names: Iterable<string>) {
    this.#names = [...new Set(names)].sort(compareText).map((text) => ({ text, letters: lettersOf(text) }));
  }

  /** The names that are closest to a word, in their order: none of them is more than two letters off. */
  public of(word: string): readonly string[] {
    let best = Math.min(2, Math.max(1, Math.floor(word.length / 3)));
    let near: string[] = [];
    const letters = lettersOf(word);
    for (const name of this.#candidates(word)) {
      if (Math.abs(name.text.length - word.length) > best || bits(name.letters ^ letters) > 2 * best) continue;
      const slips = slipsBetween(word, name.text);
      if (slips > best || name.text === word) continue;
      if (slips < best) near = [];
      best = slips;
      if (near.length < MOST) near.push(name.text);
    }
    return near;
  }

  #candidates(word: string): readonly Name[] {
    if (this.#names.length <= FEW) return this.#names;
    this.#byPart ??= byPart(this.#names);
    const found = new Set<Name>();
    for (const part of partsOf(word)) for (const name of this.#byPart.get(part) ?? []) if (found.size < MOST_COMPARED) found.add(name);
    return [...found].sort((a, b) => compareText(a.text, b.text));
  }
}

interface Name {
  readonly text: string;
  /** A bit for each letter that is in it. */
  readonly letters: number;
}

/** True where a word is hardly anything but a slip: names that differ in a number, or in a word of one letter, are siblings. */
export function isSlip(word: string, name: string): boolean {
  const slips = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  return slipsBetween(word, name) <= slips && withoutNumbers(word) !== withoutNumbers(name);
}

function withoutNumbers(text: string): string {
  return text.replace(/\d+/g, '').replace(/(?<![a-z])[a-z](?![a-z])/g, '');
}

function lettersOf(text: string): number {
  let letters = 0;
  for (let i = 0; i < text.length; i++) letters |= 1 << (text.charCodeAt(i) & 31);
  return letters;
}

function bits(set: number): number {
  let count = 0;
  for (let left = set; left !== 0; left &= left - 1) count++;
  return count;
}

/** Names by what is left of them without one letter: two names that are one slip apart have one of these in common. */
function byPart(names: readonly Name[]): ReadonlyMap<string, readonly Name[]> {
  const index = new Map<string, Name[]>();
  for (const name of names) {
    for (const part of partsOf(name.text)) {
      const list = index.get(part);
      if (list === undefined) index.set(part, [name]);
      else if (list.length < MOST_COMPARED) list.push(name);
    }
  }
  return index;
}

function partsOf(text: string): ReadonlySet<string> {
  const word = text.slice(0, 64);
  return new Set([word, ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))]);
}
