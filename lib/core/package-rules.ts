import type { Severity } from './finding';
import { KNOWN_RULES, type RuleScope } from './known-rules.gen';

/** What is known of the rule of another package. */
export interface PackageRule {
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly source?: string;
}

const packageRules = new Map<string, PackageRule>();

/** Makes the rule of a package known, so that its findings can be acknowledged and given a severity. */
export function registerRule(id: string, rule: PackageRule): void {
  packageRules.set(id, rule);
}

/** The rule of a package, by its id. */
export function packageRule(id: string): PackageRule | undefined {
  return packageRules.get(id);
}

/** Who can run a rule; undefined for one that is not known. An analyzer of a package looks at many resources. */
export function scopeOfRule(id: string): RuleScope | undefined {
  if (Object.hasOwn(KNOWN_RULES, id)) return KNOWN_RULES[id as keyof typeof KNOWN_RULES].scope;
  return packageRules.has(id) ? 'mesh' : undefined;
}
