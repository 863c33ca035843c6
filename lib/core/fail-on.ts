import type { Severity } from './finding';

/** From which severity on findings fail a check. */
export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;
/** One of {@link FAIL_ON}. */
export type FailOn = (typeof FAIL_ON)[number];

const RANK: Readonly<Record<FailOn, number>> = { info: 1, warning: 2, error: 3, never: 4 };

/** True for a severity that is at least as bad as the one asked for. */
export function isAtLeast(severity: Severity, failOn: FailOn): boolean {
  return RANK[severity] >= RANK[failOn];
}
