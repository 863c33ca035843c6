/** Values by host, where a host may be a wildcard. */
export class HostIndex<V> {
  readonly #values = new Map<string, V>();
  /** The lengths of the wildcards, the longest first. */
  #lengths: readonly number[] | undefined;

  public get(host: string): V | undefined {
    return this.#values.get(host);
  }

  public set(host: string, value: V): void {
    this.#values.set(host, value);
    this.#lengths = undefined;
  }

  public values(): Iterable<V> {
    return this.#values.values();
  }

  /** The value of the host itself, else that of the longest wildcard that covers it. */
  public mostSpecific(host: string): V | undefined {
    const exact = this.#values.get(host);
    if (exact !== undefined) return exact;
    this.#lengths ??= lengthsOf([...this.#values.keys()].filter((each) => each.startsWith('*')));
    const name = host.startsWith('*') ? host.slice(1) : host;
    for (const length of this.#lengths) {
      if (length - 1 > name.length) continue;
      const found = this.#values.get(`*${name.slice(name.length - length + 1)}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function lengthsOf(texts: readonly string[]): readonly number[] {
  return [...new Set(texts.map(({ length }) => length))].sort((a, b) => b - a);
}

/** Hosts that something covers, some of them wildcards. */
export class HostSet {
  readonly #index = new HostIndex<true>();
  readonly #hosts: readonly string[];
  #reversed: readonly string[] | undefined;

  public constructor(hosts: readonly string[]) {
    this.#hosts = hosts;
    for (const host of hosts) this.#index.set(host, true);
  }

  /** True when a host, or every host that a wildcard stands for, is among them. */
  public covers(host: string): boolean {
    return this.#index.mostSpecific(host) === true;
  }

  /** True when a host and one of them have a name in common. */
  public touches(host: string): boolean {
    if (this.covers(host)) return true;
    if (!host.startsWith('*')) return false;
    // Written backwards, the hosts that end as the wildcard does stand beside each other.
    this.#reversed ??= this.#hosts.map((each) => backwards(each.replace(/^\*/, ''))).sort();
    const end = backwards(host.slice(1));
    return this.#reversed[firstFrom(this.#reversed, end)]?.startsWith(end) === true;
  }
}

function backwards(text: string): string {
  return [...text].reverse().join('');
}

/** The index of the first text that does not come before the given one. */
function firstFrom(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Values by host, found by every host that has a name in common with theirs. */
export class OverlapIndex<V> {
  readonly #values = new Map<string, V[]>();
  /** The hosts without a star, written backwards and in order. */
  #reversed: readonly string[] | undefined;
  #lengths: readonly number[] | undefined;

  public add(host: string, value: V): void {
    const values = this.#values.get(host);
    if (values) values.push(value);
    else this.#values.set(host, [value]);
  }

  /** The hosts that are there, each with its values. */
  public get all(): Iterable<readonly [host: string, values: readonly V[]]> {
    return this.#values;
  }

  /** The hosts that have a name in common with a host. */
  public *touching(host: string): Generator<string> {
    this.#lengths ??= lengthsOf([...this.#values.keys()].filter((each) => each.startsWith('*')));
    if (this.#values.has(host)) yield host;
    const name = host.startsWith('*') ? host.slice(1) : host;
    for (const length of this.#lengths) {
      const wildcard = length - 1 > name.length ? undefined : `*${name.slice(name.length - length + 1)}`;
      if (wildcard !== undefined && wildcard !== host && this.#values.has(wildcard)) yield wildcard;
    }
    if (!host.startsWith('*')) return;
    this.#reversed ??= [...this.#values.keys()].map((each) => backwards(each)).sort();
    const end = backwards(name);
    for (let i = firstFrom(this.#reversed, end); this.#reversed[i]?.startsWith(end); i++) {
      const covered = backwards(this.#reversed[i]!);
      if (covered !== host && !(covered.startsWith('*') && covered.length <= host.length)) yield covered;
    }
  }

  /** The values of a host. */
  public of(host: string): readonly V[] {
    return this.#values.get(host) ?? [];
  }
}
