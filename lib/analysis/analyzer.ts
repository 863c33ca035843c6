import type { Path } from '../core/finding';
import type { Detail, RuleDoc } from '../core/rule';
import type { Mesh } from '../mesh/mesh';
import type { MeshEntry } from '../mesh/mesh-entry';
import type { MeshKind } from '../mesh/mesh-kind';

/** A field of an object of the mesh. */
export interface MeshPlace {
  readonly on: MeshEntry;
  readonly path: Path;
}

/** What an analyzer reports at a place: its message, and the other objects that the finding is about. */
export interface MeshDetail extends Omit<Detail, 'related'> {
  readonly related?: readonly (Pick<MeshPlace, 'on'> & Partial<MeshPlace>)[];
}

/** How an analyzer reports a finding. */
export type ReportOn = (at: MeshPlace, detail: MeshDetail) => void;

/** YAML documents that break the rule of an analyzer and of no other analyzer, and the place of its finding. */
export interface BadMesh {
  readonly yaml: string;
  /** The number of the document, from 0, and the path in it as people write it: `[1, 'spec.http[0].route[0]']`. */
  readonly at: readonly [document: number, path: string];
}

/** What resources mean together. Pure: same resources, same findings, in whatever order they come. */
export interface Analyzer extends RuleDoc {
  /** The kinds that `check` asks the mesh for, or that it reads the entries of every kind. A test compares it with what is asked. */
  readonly reads: readonly [MeshKind, ...MeshKind[]] | 'every kind';
  check(mesh: Mesh, report: ReportOn): void;
  /** Sets of YAML documents without a finding. With {@link bad} they are the analyzer's tests, and its page. */
  readonly good: readonly [string, ...string[]];
  readonly bad: readonly [BadMesh, ...BadMesh[]];
}
