import type { IConstruct } from 'constructs';
import { comparedCopies, markCopy, otherCopyOf } from '../../lib/core/package-copy';
import { throwFinding } from './refuse';
import { synthesisRules } from './synthesis-rules';

/** Where 0.1.0, which marks no tree, keeps the state of one. */
const STATE_OF_0_1_0 = Symbol.for('cdk8s-istio.Synthesis');

/**
 * Takes a construct tree for this copy of the package. No copy ever reads what another one keeps of a tree.
 *
 * @throws ConfigError `construct/two-packages` when the tree is another copy's
 */
export function claimTree(root: IConstruct): void {
  const other = otherCopyOf(root);
  if (other || Object.hasOwn(root, STATE_OF_0_1_0)) {
    throwFinding(synthesisRules.twoPackages, undefined, [], { message: `Expected one copy of cdk8s-istio in an app, got ${comparedCopies(other)}` });
  }
  markCopy(root);
}
