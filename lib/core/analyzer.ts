import type { Detail, RuleDoc } from './rule';
import type { Path } from './finding';

/** How an analyzer speaks: about the resource at that place of the input. */
export type ReportOn = (index: number, at: Path, detail: Detail & { readonly relatedIndex?: readonly number[] }) => void;

/** A set of resources that breaks the rule of an analyzer, as YAML documents, and the place: document number and path. */
export interface BadMesh {
  readonly yaml: string;
  readonly document: number;
  readonly at: string;
}

/** What resources mean together. Pure: same resources, same findings, whatever their order. */
export interface Analyzer<M> extends RuleDoc {
  check(mesh: M, report: ReportOn): void;
  readonly good: readonly string[];
  readonly bad: readonly BadMesh[];
}
