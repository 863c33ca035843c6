import type { FailOn } from '../../core/fail-on';
import { isAtLeast } from '../../core/fail-on';
import type { Severity } from '../../core/finding';
import { SEVERITIES } from '../../core/suppression/severities';
import { type Counts, countsOf, type Report } from '../input/report';
import type { CheckRequest } from './options';

/** A report as a format writes it: perhaps not every finding, and the counts of all. */
export interface WrittenReport extends Report {
  readonly counts: Counts;
  /** How many findings of severity info are left out. */
  readonly hiddenInfos: number;
  /** How many findings are left out because they are more than were asked for. */
  readonly beyondMax: number;
  /** How many findings are in the baseline, and so not among these. */
  readonly known: number;
  /** True when findings alone are wanted. */
  readonly isQuiet: boolean;
  /** The least severity that fails the command. */
  readonly failOn: FailOn;
}

/** The findings that were asked for. One that fails the command is among them, whatever its severity. */
export function writtenReport(report: Report, request: CheckRequest, failOn: FailOn, known: number): WrittenReport {
  const { quiet = false, maxFindings = Infinity } = request;
  const least = leastSeverity(request);
  const shown = report.findings.filter(({ finding: { severity } }) => isAtLeast(severity, least) || isAtLeast(severity, failOn));
  return {
    ...report,
    findings: shown.length <= maxFindings ? shown : worst(shown, maxFindings),
    counts: countsOf(report.findings),
    hiddenInfos: quiet ? 0 : report.findings.length - shown.length,
    beyondMax: Math.max(0, shown.length - maxFindings),
    known,
    isQuiet: quiet,
    failOn,
  };
}

/** People get no infos unless they ask for them; programs get everything. */
function leastSeverity({ output, quiet = false, verbose = false }: CheckRequest): Severity {
  if (quiet) return 'error';
  return output === 'text' && !verbose ? 'warning' : 'info';
}

/** So many of the findings, the worst of them, in their order. */
function worst(findings: Report['findings'], count: number): Report['findings'] {
  const kept = new Set(SEVERITIES.flatMap((severity) => findings.filter(({ finding }) => finding.severity === severity)).slice(0, count));
  return findings.filter((located) => kept.has(located));
}
