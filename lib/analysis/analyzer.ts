import type { Path } from '../core/finding';
import type { Detail, RuleDoc, RuleId } from '../core/rule';
import type { Named } from '../mesh/absence';
import type { Mesh } from '../mesh/mesh';
import type { MeshEntry } from '../mesh/mesh-entry';
import type { MeshKind } from '../mesh/mesh-kind';

/** A field of an object of the mesh. */
export interface MeshPlace {
  /** The object. */
  readonly on: MeshEntry;
  /** Where in it: `['spec', 'host']`. */
  readonly path: Path;
}

/** What an analyzer reports at a place: its message, and the other objects that the finding is about. */
export interface MeshDetail extends Omit<Detail, 'related'> {
  /** The other objects that the finding is about. */
  readonly related?: readonly (Pick<MeshPlace, 'on'> & Partial<MeshPlace>)[];
  /**
   * What the finding says is missing. In an open world the finding is made only where `mesh.absenceOf` calls that likely, one severity
   * lower, and says so. In both worlds the fix names what may have been meant.
   */
  readonly missing?: Named;
}

/** How an analyzer reports a finding. */
export type ReportOn = (at: MeshPlace, detail: MeshDetail) => void;

/**
 * YAML documents that break the rule of an analyzer in a closed world, and that of no other analyzer in an open one; and the place of the
 * finding.
 */
export interface BadMesh {
  readonly yaml: string;
  /** The number of the document, from 0, and the path in it as people write it: `[1, 'spec.http[0].route[0]']`. */
  readonly at: readonly [document: number, path: string];
  /** Other analyzers that find something in it as well, because what is wrong has two effects. */
  readonly also?: readonly RuleId[];
}

/** What resources mean together. Pure: same resources, same findings, in whatever order they come. */
export interface Analyzer extends RuleDoc {
  /**
   * The kinds whose objects `check` asks the mesh for, or that it reads the entries of every kind; not what the mesh works out of objects,
   * such as services. A test compares it with what is asked.
   */
  readonly reads: readonly MeshKind[] | 'every kind';
  /**
   * Rules of constructs that find the same with the lines of the constructs: where one of them has a finding, the analyzer does
   * not run.
   */
  readonly coveredBy?: readonly RuleId[];
  check(mesh: Mesh, report: ReportOn): void;
  /** Sets of YAML documents without a finding, even in a closed world. With {@link bad} they are the analyzer's tests, and its page. */
  readonly good: readonly [string, ...string[]];
  readonly bad: readonly [BadMesh, ...BadMesh[]];
}
