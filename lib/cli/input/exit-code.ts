import { type FailOn, isAtLeast } from '../../core/fail-on';
import { isUnread } from '../../core/file-rules';
import type { Finding } from '../../core/finding';

/** The exit codes of the command. */
export const EXIT = { fine: 0, findings: 1, unread: 2 } as const;

/** 2 when something could not be read, 1 when a finding is at least as severe as `failOn`, else 0. */
export function exitCode(findings: readonly { readonly finding: Finding }[], failOn: FailOn): number {
  if (findings.some(({ finding }) => isUnread(finding.rule))) return EXIT.unread;
  return findings.some(({ finding }) => isAtLeast(finding.severity, failOn)) ? EXIT.findings : EXIT.fine;
}
