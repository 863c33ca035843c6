import { check, type Finding, renderPath } from 'cdk8s-istio';
import { type FormatRun, printTable } from './format';

/** A resource and what the real control plane said to it. */
export interface Case {
  readonly id: string;
  readonly ok: boolean;
  readonly why?: readonly { readonly layer: string; readonly text: string }[];
  readonly warnings?: readonly string[];
  readonly doc: { readonly kind: string };
}

/** What we say to it: does the cluster refuse, does istiod warn? */
export interface Verdict {
  readonly refusals: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** Our verdict, by the contract: errors of the API server and of istiod refuse, warnings of istiod warn. */
export function verdict({ doc }: Case): Verdict {
  const findings = check([doc], { scope: 'admission' });
  return {
    refusals: findings.filter(({ severity, authority }) => severity === 'error' && (authority === 'api-server' || authority === 'istiod')),
    warnings: findings.filter(({ severity, authority }) => severity === 'warning' && authority === 'istiod'),
  };
}

/**
 * How the two differ, in a line; `undefined` when they agree. Warnings are compared only of what both accept, as in a cluster. Of an
 * EnvoyFilter, about which istiod always warns, their number is compared.
 */
export function disagreement(given: Case, { refusals, warnings }: Verdict): { kind: 'refused' | 'accepted' | 'warned' | 'silent'; text: string } | undefined {
  const upstream = [...given.why?.map(({ layer, text }) => `${layer}: ${text}`) ?? [], ...given.warnings ?? []].join(' | ') || 'accepted';
  const ours = [...refusals, ...warnings].map(({ rule, path, message }) => `${rule} @ ${renderPath(path)}: ${message}`).join(' | ') || 'nothing';
  const text = `${given.doc.kind} ${given.id}\n    upstream: ${upstream}\n    ours:     ${ours}`;
  if (given.ok !== (refusals.length === 0)) return { kind: given.ok ? 'refused' : 'accepted', text };
  const most = given.doc.kind === 'EnvoyFilter' ? Infinity : 1;
  const missed = Math.min((given.warnings ?? []).length, most) - Math.min(warnings.length, most);
  return given.ok && missed !== 0 ? { kind: missed > 0 ? 'silent' : 'warned', text } : undefined;
}

/** Compares all cases and prints agreement by kind. */
export const runAdmission: FormatRun<Case> = (cases, print, most) => {
  const kinds = [...new Set(cases.map(({ doc }) => doc.kind))].sort();
  const all = cases.map((given) => ({ given, differs: disagreement(given, verdict(given)) }));
  const rows = [...kinds, 'all'].map((kind) => {
    const of = all.filter(({ given }) => kind === 'all' || given.doc.kind === kind);
    const count = (...differences: string[]): number => of.filter(({ differs }) => differs && differences.includes(differs.kind)).length;
    const accepted = of.filter(({ given }) => given.ok).length;
    const percent = (wrong: number, total: number): string => `${total === 0 ? '100.00' : (100 * (1 - wrong / total)).toFixed(2)} %`;
    return [
      kind, String(of.length), percent(count('refused', 'accepted'), of.length), percent(count('warned', 'silent'), accepted),
      String(count('refused')), String(count('accepted')), String(count('warned')), String(count('silent')),
    ];
  });
  printTable([['kind', 'cases', 'ok', 'warned', 'false refusals', 'false acceptances', 'false warnings', 'missed warnings'], ...rows], print);
  const wrong = all.flatMap(({ differs }) => differs ?? []);
  if (wrong.length > 0) print(`\nThe first of ${wrong.length} disagreements:`);
  for (const { kind, text } of wrong.slice(0, most)) print(`  ${{ refused: 'we refuse', accepted: 'we accept', warned: 'we warn', silent: 'we do not warn' }[kind]} ${text}`);
  return wrong.length === 0;
};
