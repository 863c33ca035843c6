/**
 * How many values a document has, aliases written out, and how many of them aliases may bring
 * (go.yaml.in/yaml/v2 decode.go#allowedAliasRatio).
 */
export class AliasBudget {
  /** Values so far, aliases written out. */
  public count = 0;
  private fromAliases = 0;
  private isSpent = false;

  /** Counts an alias of so many values, and returns what is wrong with that many, once. */
  public spend(size: number): string | undefined {
    this.count += size;
    this.fromAliases += size;
    const isTooMuch = this.fromAliases > 100 && this.count > 1000 && this.fromAliases / this.count > allowedShare(this.count);
    if (!isTooMuch || this.isSpent) return undefined;
    this.isSpent = true;
    return `Expected few values from aliases, got ${this.fromAliases > 1e9 ? 'billions' : this.fromAliases} of them`;
  }
}

/** Much of a small document may come from aliases, little of a large one. */
function allowedShare(count: number): number {
  const [low, high] = [400_000, 4_000_000];
  if (count <= low) return 0.99;
  return count >= high ? 0.1 : 0.99 - 0.89 * ((count - low) / (high - low));
}
