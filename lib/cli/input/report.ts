import type { Assumed, Located } from '../../analysis/pipeline';
import type { Finding, Severity } from '../../core/finding';
import type { SuppressedFinding } from '../../core/suppression/acknowledgement';
import type { TextPlace, Texts } from './texts';

/** What a check found, for the writers and the plugin. */
export interface Report {
  readonly findings: readonly Located<TextPlace>[];
  readonly suppressed: readonly Located<TextPlace, SuppressedFinding>[];
  /** How many Kubernetes objects were read. */
  readonly resources: number;
  /** How many of them were read without the lines with errors. */
  readonly parts: number;
  /** How many more there are that cannot be read. */
  readonly unread: number;
  /** How many inputs there were. */
  readonly files: number;
  /** What was taken to exist though it was not given. */
  readonly assumed: Assumed;
  readonly texts: Texts;
}

/** How many findings there are of each severity. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** Counts findings by severity. */
export function countsOf(findings: readonly { readonly finding: Finding }[]): Counts {
  const count = (severity: Severity): number => findings.filter(({ finding }) => finding.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}

/** `2 errors, 1 warning`: zero counts are left out. */
export function countsInWords({ errors, warnings, infos }: Counts): string {
  const counts = [plural(errors, 'error'), plural(warnings, 'warning'), plural(infos, 'info')].filter((count) => !count.startsWith('0 '));
  return counts.length === 0 ? 'no findings' : counts.join(', ');
}

/** `2 resources`, how many of them were read in part, and how many more cannot be read. */
export function resourcesInWords({ resources, parts, unread }: Pick<Report, 'resources' | 'parts' | 'unread'>): string {
  const except = [...parts === 0 ? [] : [`${parts} in part`], ...unread === 0 ? [] : [`${unread} more cannot be read`]];
  return plural(resources, 'resource') + (except.length === 0 ? '' : ` (${except.join(', ')})`);
}

/** What a check took for granted, and how to have it checked; undefined when it is nothing. */
export function assumedInWords({ assumed: { hosts } }: Pick<Report, 'assumed'>): string | undefined {
  if (hosts === 0) return undefined;
  return hosts === 1 ? '1 host outside of what was given is taken to exist; --closed or --context cluster.yaml checks it'
    : `${hosts} hosts outside of what was given are taken to exist; --closed or --context cluster.yaml checks them`;
}

/** `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
