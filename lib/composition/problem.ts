import type { RuleDoc } from '../core/rule';
import type { Claimant } from './model';

/** What is wrong with what constructs say about a host together. */
export interface Problem {
  readonly rule: RuleDoc;
  readonly message: string;
  readonly fix?: string;
  /** The construct to mend, and the others that are part of it. */
  readonly by: Claimant;
  readonly others: readonly Claimant[];
}
