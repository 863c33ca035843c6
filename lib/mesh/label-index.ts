import { selects } from './endpoint';

type Labels = Readonly<Record<string, string>>;

/** Things with labels, found by a selector without looking at all of them. */
export class LabelIndex<T> {
  readonly #all: readonly T[];
  readonly #labelsOf: (item: T) => Labels;
  readonly #byPair = new Map<string, T[]>();

  public constructor(items: readonly T[], labelsOf: (item: T) => Labels) {
    this.#all = items;
    this.#labelsOf = labelsOf;
    for (const item of items) {
      for (const [key, value] of Object.entries(labelsOf(item))) append(this.#byPair, pair(key, value), item);
    }
  }

  /** Those that have all labels of a selector; an empty one selects everything. */
  public select(selector: Labels): readonly T[] {
    let fewest = this.#all;
    for (const [key, value] of Object.entries(selector)) {
      const having = this.#byPair.get(pair(key, value)) ?? [];
      if (having.length < fewest.length) fewest = having;
    }
    return fewest.filter((item) => selects(selector, this.#labelsOf(item)));
  }
}

/** Things with selectors, found by the labels of what they select. */
export class SelectorIndex<T> {
  readonly #selectorOf: (item: T) => Labels;
  readonly #byPair = new Map<string, T[]>();

  /** Those with an empty selector select nothing. */
  public constructor(items: readonly T[], selectorOf: (item: T) => Labels) {
    this.#selectorOf = selectorOf;
    for (const item of items) {
      const [first] = Object.entries(selectorOf(item));
      if (first) append(this.#byPair, pair(...first), item);
    }
  }

  /** Those that select something with these labels. */
  public selecting(labels: Labels): readonly T[] {
    return Object.entries(labels).flatMap(([key, value]) => this.#byPair.get(pair(key, value)) ?? [])
      .filter((item) => selects(this.#selectorOf(item), labels));
  }
}

function pair(key: string, value: string): string {
  return `${key}=${value}`;
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
