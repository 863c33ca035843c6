import { isUnread } from '../core/file-rules';
import type { Finding, Severity } from '../core/finding';
import type { SuppressedFinding } from '../core/suppression/acknowledgement';
import type { FailOn } from './options';
import type { Places } from './places';

/** What a check found, for whoever writes it down. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** How many Kubernetes objects were seen. */
  readonly resources: number;
  /** How many inputs there were. */
  readonly files: number;
  readonly places: Places;
}

/** How many findings there are of each severity. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** The exit codes of the command. */
export const EXIT = { fine: 0, findings: 1, unread: 2 } as const;

const RANK: Readonly<Record<FailOn, number>> = { info: 1, warning: 2, error: 3, never: 4 };

/** Counts findings by severity. */
export function countsOf(findings: readonly Finding[]): Counts {
  const count = (severity: Severity): number => findings.filter((found) => found.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}

/** 2 when something could not be read, 1 when something is as bad as asked for, else 0. */
export function exitCode({ findings }: Report, failOn: FailOn): number {
  if (findings.some(({ rule }) => isUnread(rule))) return EXIT.unread;
  return findings.some(({ severity }) => RANK[severity] >= RANK[failOn]) ? EXIT.findings : EXIT.fine;
}

/** `2 errors, 1 warning`, without what there is none of. */
export function sayCounts({ errors, warnings, infos }: Counts): string {
  const said = [plural(errors, 'error'), plural(warnings, 'warning'), plural(infos, 'info')].filter((one) => !one.startsWith('0 '));
  return said.length === 0 ? 'no findings' : said.join(', ');
}

/** `1 file`, `2 files`. */
export function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
