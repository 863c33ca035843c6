import type { RuleDoc } from '../core/rule';
import type { Claimant } from './claim';

/** A conflict between constructs about one host. */
export interface Problem {
  readonly rule: RuleDoc;
  readonly message: string;
  readonly fix?: string;
  /** The construct to change. */
  readonly by: Claimant;
  /** The other constructs of the conflict. */
  readonly others: readonly Claimant[];
}
