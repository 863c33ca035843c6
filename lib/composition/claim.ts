import type { SourceLocation } from '../core/finding';

/** The construct that claims something about a host. */
export interface Claimant {
  /** Its path in the construct tree. */
  readonly construct: string;
  /** The line that made it, when known. */
  readonly source?: SourceLocation;
}

/**
 * How much a claim insists: an explicit one wins over a default of another construct, and a default that its construct needs wins over one
 * that is only usual.
 */
export type Strength = 'explicit' | 'needed' | 'default';

/** A value and the construct that claimed it. */
export interface Claimed<T> {
  /** What was claimed. */
  readonly value: T;
  /** The construct that claimed it. */
  readonly by: Claimant;
  /** Unset: `explicit`. */
  readonly strength?: Exclude<Strength, 'explicit'>;
}

const STRENGTHS: readonly (Strength | undefined)[] = ['default', 'needed', 'explicit'];

/** The order of two strengths: positive when the first one wins. */
export function compareStrength(a: Strength = 'explicit', b: Strength = 'explicit'): number {
  return STRENGTHS.indexOf(a) - STRENGTHS.indexOf(b);
}
