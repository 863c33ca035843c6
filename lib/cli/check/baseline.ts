import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareText } from '../../core/compare-text';
import { isUnread } from '../../core/file-rules';
import { type Finding, type Path, renderPath } from '../../core/finding';
import { currentId } from '../../core/former-ids';
import { isObject } from '../../core/is-object';
import { quote } from '../../core/quote';
import { shown } from '../../core/shown';
import { scopeOfRule } from '../../core/package-rules';
import { reasonOf } from '../../io/read-file';
import { qualifiedKind } from '../../mesh/mesh-kind';
import type { Report } from '../input/report';
import type { Scope } from '../input/scope';
import { UsageError } from '../usage-error';

/**
 * Findings that are alike, as a baseline lists them. Neither their files nor their lines are in it, nor their places in a list: files are
 * renamed and entries are inserted. The count is what shows that there are more of them.
 */
export interface BaselineEntry {
  readonly rule: string;
  /** `VirtualService.networking.istio.io`; absent where the findings are about no resource. */
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** The field, without the positions of entries: `spec.http[].timeout`. */
  readonly path: string;
  readonly count: number;
}

/** What a baseline makes of a report. */
export interface Compared {
  /** The report with the findings that the baseline does not have. */
  readonly report: Report;
  /** How many findings the baseline has. */
  readonly known: number;
  /** What the baseline has more than was found, each with how many that is. */
  readonly stale: readonly BaselineEntry[];
}

const VERSION = 1;

/**
 * The entries of a baseline.
 *
 * @throws UsageError when it cannot be read, or is none
 */
export function readBaseline(file: string, cwd: string): readonly BaselineEntry[] {
  const none = (got: string): UsageError => new UsageError(`Expected a baseline in ${file}, got ${got}: --write-baseline ${file} writes one`);
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw none(reasonOf(error));
  }
  const { version, findings } = parsed(text) ?? {};
  if (version !== VERSION || !Array.isArray(findings)) throw none('another file');
  const wrong = findings.findIndex((entry) => !isEntry(entry));
  if (wrong >= 0) throw none(`${quote(findings[wrong])} as entry ${wrong}`);
  return (findings as BaselineEntry[]).map((entry) => ({ ...entry, rule: currentId(entry.rule) }));
}

function parsed(text: string): { readonly version?: unknown; readonly findings?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(entry: unknown): entry is BaselineEntry {
  if (!isObject(entry)) return false;
  const { rule, kind, namespace, name, path, count } = entry;
  const texts = [kind, namespace, name].filter((text) => text !== undefined);
  return [rule, path, ...texts].every((text) => typeof text === 'string') && Number.isSafeInteger(count) && (count as number) > 0;
}

/** Writes the findings of a report as a baseline, and gives its entries. What could not be read has no place in one. */
export function writeBaseline(file: string, cwd: string, { findings }: Report): readonly BaselineEntry[] {
  const byKey = new Map<string, BaselineEntry>();
  for (const { finding } of findings) {
    if (isUnread(finding.rule)) continue;
    const entry = entryOf(finding);
    const key = keyOf(entry);
    byKey.set(key, { ...entry, count: (byKey.get(key)?.count ?? 0) + 1 });
  }
  const entries = [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, entry]) => entry);
  writeFileSync(resolve(cwd, file), `${JSON.stringify({ version: VERSION, findings: entries }, undefined, 2)}\n`);
  return entries;
}

/** Takes the findings that a baseline has from a report: of more that are alike than it has, the last ones stay. */
export function withoutKnown(report: Report, baseline: readonly BaselineEntry[], scope: Scope): Compared {
  const left = new Map<string, BaselineEntry>();
  for (const entry of baseline) {
    const key = keyOf(entry);
    left.set(key, { ...entry, count: entry.count + (left.get(key)?.count ?? 0) });
  }
  const findings = report.findings.filter(({ finding }) => {
    const key = keyOf(entryOf(finding));
    const entry = left.get(key);
    if (!entry || entry.count === 0 || isUnread(finding.rule)) return true;
    left.set(key, { ...entry, count: entry.count - 1 });
    return false;
  });
  const stale = [...left.values()].filter(({ count, rule }) => count > 0 && isAsked(rule, scope));
  return { report: { ...report, findings }, known: report.findings.length - findings.length, stale };
}

/** False for a rule that the scope leaves out, so that none of its findings can be there. */
function isAsked(rule: string, scope: Scope): boolean {
  return scope === 'mesh' || (scopeOfRule(rule) ?? 'admission') === 'admission';
}

function entryOf({ rule, resource, path }: Finding): BaselineEntry {
  const fields = { path: withoutPositions(path), count: 1 };
  if (!resource) return { rule, ...fields };
  const { apiVersion, kind, namespace, name } = resource;
  return { rule, kind: qualifiedKind(apiVersion, kind), ...(namespace === undefined ? {} : { namespace }), name, ...fields };
}

function withoutPositions(path: Path): string {
  return path.map((step, i) => (typeof step === 'number' ? '[]' : renderPath(path.slice(i, i + 1)).replace(/^(?=[^[])/, i === 0 ? '' : '.'))).join('');
}

function keyOf({ rule, kind = '', namespace = '', name = '', path }: BaselineEntry): string {
  return JSON.stringify([rule, kind, namespace, name, path]);
}

/** Stale entries, each on a line. */
export function staleInWords(file: string, stale: readonly BaselineEntry[]): string {
  return `Stale in ${file}, as it is no longer found:\n${stale.map((entry) => `  ${inWords(entry)}\n`).join('')}`;
}

function inWords({ rule, kind, namespace, name, path, count }: BaselineEntry): string {
  const resource = kind === undefined ? '' : ` ${shown(kind)} ${namespace === undefined ? '' : `${shown(namespace)}/`}${shown(name ?? '')}`;
  return `${shown(rule)}${resource} ${shown(path)}`.trimEnd() + (count === 1 ? '' : ` (${count} times)`);
}
