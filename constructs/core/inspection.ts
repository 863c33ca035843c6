import type { ApiObject } from 'cdk8s';
import type { Finding } from '../../lib/core/finding';

/** An object of the tree, and the manifest that is checked. */
export interface WrittenObject {
  readonly object: ApiObject;
  readonly json: unknown;
}

/** A finding about an object, from a construct that looks at all objects. */
export interface FoundOn {
  readonly on: ApiObject;
  readonly finding: Finding;
}

/** Looks at all objects of the tree when they are rendered. */
export type Inspection = (written: readonly WrittenObject[]) => readonly FoundOn[];
