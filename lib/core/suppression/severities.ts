import type { Severity } from '../finding';
import { currentId, type FormerRule, formerIdsOf } from '../former-ids';
import { KNOWN_RULES, type KnownRule } from '../known-rules.gen';
import { scopeOfRule } from '../package-rules';
import { quote } from '../quote';
import { closest } from '../suggest';

/** The severity that findings of a rule shall have, by rule. */
export type Severities = { readonly [Rule in KnownRule | FormerRule]?: Severity };

/** Every severity, the worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** True for the id of a rule of this package, or of an analyzer of another one. */
export function isKnownRule(rule: string): boolean {
  return scopeOfRule(rule) !== undefined;
}

/** The severity that findings of a rule shall have, written for its id or for one that it had before. */
export function severityOf(rule: string, severities: Severities): Severity | undefined {
  if (Object.hasOwn(severities, rule)) return severities[rule as keyof Severities];
  const former = formerIdsOf(rule).find((id) => Object.hasOwn(severities, id));
  return former && severities[former];
}

/** True for what the API server refuses: no setting and no acknowledgement can change that. */
export function isRefusedAnyway(named: string): boolean {
  const rule = currentId(named);
  return isOwnRule(rule) && KNOWN_RULES[rule].authority === 'api-server' && KNOWN_RULES[rule].severity === 'error';
}

function isOwnRule(rule: string): rule is KnownRule {
  return Object.hasOwn(KNOWN_RULES, rule);
}

/** What to write instead of a rule that there is none of: the one meant, or those that an upstream code stands for. */
export function meantRule(rule: string): string {
  const named = Object.entries(KNOWN_RULES).filter(([, { aliases }]) => aliases?.includes(rule)).map(([id]) => id);
  const [meant] = named.length > 0 ? [named.join(' or ')] : [closestRule(rule)];
  return meant === undefined ? 'write the id of a rule: `cdk8s-istio rules` lists them' : `write ${meant}`;
}

/**
 * What is wrong with a severity for a rule; `undefined` when nothing is.
 *
 * @param acknowledging how a finding of a rule is acknowledged where the severity is written
 */
export function wrongSeverity(rule: string, severity: unknown, acknowledging: (rule: string) => string): string | undefined {
  if (!isKnownRule(currentId(rule))) return `Unknown rule ${quote(rule)}: ${meantRule(rule)}`;
  if (SEVERITIES.includes(severity as Severity)) return undefined;
  const expected = `Expected "error", "warning" or "info" for ${rule}, got ${quote(severity)}`;
  return meansOff(severity) ? `${expected}: ${insteadOfOff(rule, acknowledging)}` : expected;
}

/** True for what other tools take for a rule that is switched off. */
export function meansOff(severity: unknown): boolean {
  return /^(?:off|none|no|never|ignored?|disabled?|silent|skip|hidden|false|0)$/i.test(String(severity));
}

/** What to write where a rule is to be switched off: no rule can be, but a finding can be acknowledged. */
export function insteadOfOff(rule: string, acknowledging: (rule: string) => string): string {
  if (isRefusedAnyway(rule)) return 'correct the resource, as the API server refuses it whatever is configured';
  return `acknowledge the findings that may stay, with a reason: ${acknowledging(rule)}`;
}

/** The rule that is closest: in its own topic first, as that is seldom misspelt. */
function closestRule(rule: string): string | undefined {
  const ids = Object.keys(KNOWN_RULES);
  const topic = rule.slice(0, rule.indexOf('/') + 1);
  return closest(rule, topic === '' ? ids : ids.filter((id) => id.startsWith(topic))) ?? closest(rule, ids);
}
