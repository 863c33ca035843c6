import { isUnread } from '../../core/file-rules';
import type { Finding } from '../../core/finding';

/** The exit codes of the command. */
export const EXIT = { fine: 0, findings: 1, unread: 2 } as const;

/** From which severity on findings fail the command. */
export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;
/** One of {@link FAIL_ON}. */
export type FailOn = (typeof FAIL_ON)[number];

const RANK: Readonly<Record<FailOn, number>> = { info: 1, warning: 2, error: 3, never: 4 };

/** 2 when something could not be read, 1 when a finding is at least as severe as `failOn`, else 0. */
export function exitCode(findings: readonly { readonly finding: Finding }[], failOn: FailOn): number {
  if (findings.some(({ finding }) => isUnread(finding.rule))) return EXIT.unread;
  return findings.some(({ finding }) => RANK[finding.severity] >= RANK[failOn]) ? EXIT.findings : EXIT.fine;
}
