import { quote } from '../core/quote';
import { isDnsLabel } from './host-name';

/** What a list of namespaces is checked against. */
export interface ExportToContext {
  /** The namespace of the resource: what `.` stands for. Unset or empty: `default`. */
  readonly namespace?: string;
  /** A ServiceEntry may be exported to no namespace (`~`). */
  readonly isServiceEntry?: boolean;
  /** A DestinationRule for chosen workloads only is for its own namespace. */
  readonly hasWorkloadSelector?: boolean;
}

/** What is wrong with a list of namespaces, and at which entry; without an index, with the list. */
export interface ExportToProblem {
  readonly index?: number;
  readonly reason: string;
}

/** Everything that istiod refuses in a list of namespaces that may see a resource (G-EXPORT). */
export function exportToProblems(exportTo: readonly string[], context: ExportToContext): readonly ExportToProblem[] {
  const problems: ExportToProblem[] = [];
  const own = context.namespace || 'default';
  // What each entry means, and the first entry that means it.
  const seen = new Map<string, string>();
  exportTo.forEach((entry, index) => {
    const namespace = entry === '.' ? own : entry;
    const reason = repeated(entry, seen.get(namespace), own) ?? entryProblem(entry, namespace, context);
    if (reason === undefined) seen.set(namespace, entry);
    else problems.push({ index, reason });
  });
  if (context.hasWorkloadSelector && seen.size > 0 && (seen.size > 1 || !seen.has(own))) {
    problems.push({ reason: 'a DestinationRule with a workloadSelector is for its own namespace only' });
  }
  if (exportTo.length > 1) {
    if (seen.has('*')) problems.push({ index: exportTo.indexOf('*'), reason: '"*" stands alone: it means every namespace' });
    if (seen.has('~')) problems.push({ index: exportTo.indexOf('~'), reason: '"~" stands alone: it means no namespace' });
  }
  return problems;
}

function repeated(entry: string, before: string | undefined, own: string): string | undefined {
  if (before === undefined) return undefined;
  return before === entry ? `${quote(entry)} is there twice` : `"." and ${quote(own)} are the same namespace`;
}

function entryProblem(entry: string, namespace: string, context: ExportToContext): string | undefined {
  if (entry === '~') return context.isServiceEntry ? undefined : 'only a ServiceEntry may be exported to no namespace ("~")';
  return namespace === '*' || isDnsLabel(namespace) ? undefined : `${quote(entry)} is no namespace, and neither "." nor "*"`;
}

/** Something that is exported to namespaces, and the namespace that it is in. */
export interface Exported {
  readonly namespace: string;
  /** Unset or empty: the default of the mesh, which is every namespace. */
  readonly exportTo?: readonly string[];
}

/** True when what is in the namespace `home` is exported to the namespace `to`. */
export function isExported(exportTo: readonly string[] | undefined, home: string, to: string): boolean {
  return audienceOf({ exportTo, namespace: home })?.has(to) ?? true;
}

/** True when there is a namespace that both are exported to. */
export function areExportedTogether(one: Exported, two: Exported): boolean {
  const [first, second] = [audienceOf(one), audienceOf(two)];
  if (!first || !second) return (first ?? second)?.size !== 0;
  return [...first].some((namespace) => second.has(namespace));
}

/** True when each namespace that the second is exported to sees the first, too. */
export function isExportedAsFarAs(one: Exported, two: Exported): boolean {
  const [first, second] = [audienceOf(one), audienceOf(two)];
  if (!first) return true;
  return second !== undefined && [...second].every((namespace) => first.has(namespace));
}

/** The namespaces that something is exported to; undefined for every one. `*` counts before `~`, and `~` before the rest, as for istiod. */
function audienceOf({ exportTo = [], namespace }: Exported): ReadonlySet<string> | undefined {
  if (exportTo.length === 0 || exportTo.includes('*')) return undefined;
  if (exportTo.includes('~')) return new Set();
  return new Set(exportTo.map((to) => (to === '.' ? namespace : to)));
}
