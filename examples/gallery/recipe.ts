import type { Chart } from 'cdk8s';
import type { Severities } from 'cdk8s-istio';

/** One manifest of the gallery: what it is for, and the code that writes it. */
export interface Recipe {
  /** One line: when to reach for it. */
  readonly title: string;
  /**
   * Makes the resource in `chart`. What it refers to, and another team would own, goes into `around`, which is checked with it but
   * not written.
   */
  readonly build: (chart: Chart, around: Chart) => unknown;
  /** Rules that warn of the manifest, which stays as its author published it, each with what to write today. */
  readonly known?: Readonly<Partial<Record<keyof Severities, string>>>;
}

/** A file of the gallery: recipes by the name of the manifest they write. */
export interface Topic {
  /** What the recipes have in common. */
  readonly title: string;
  /** The recipes, by the name of the file that they write. */
  readonly recipes: Readonly<Record<string, Recipe>>;
}
