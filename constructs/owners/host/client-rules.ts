import { compareText } from '../../../lib/core/compare-text';
import { labelsKey } from '../../../lib/values/labels';
import type { Contribution } from '../../../lib/composition/contribution';

/** A DestinationRule that only the clients with these labels follow. @internal */
export interface ClientRule {
  readonly labels: Readonly<Record<string, string>>;
  /** The same text for the same labels. */
  readonly key: string;
}

/** The client selectors that policies of a contribution have, one for each set of labels. @internal */
export function clientRulesOf({ policies = [] }: Omit<Contribution, 'by'>): ClientRule[] {
  const selectors = policies.flatMap(({ clients }) => (clients ? [clients] : []));
  return [...new Map(selectors.map((labels) => [labelsKey(labels), labels]))].map(([key, labels]) => ({ key, labels }));
}

/** The id of the construct that writes a client rule. @internal */
export function clientRuleId(labels: ClientRule['labels']): string {
  return `Clients-${Object.entries(labels).map(([label, value]) => `${label}=${value}`).sort().join(',')}`;
}

/**
 * What the name of each client rule ends with, by its key: the values of its labels, and a number where another set of labels has the
 * same values.
 *
 * @internal
 */
export function clientRuleSuffixes(keys: Iterable<string>): ReadonlyMap<string, string> {
  const sorted = [...keys].sort(compareText);
  const suffixes = sorted.map(valuesText);
  return new Map(sorted.map((key, i) => {
    const suffix = suffixes[i]!;
    return [key, suffixes.indexOf(suffix) === i ? suffix : `${suffix}-${i}`];
  }));
}

function valuesText(key: string): string {
  const values = (JSON.parse(key) as [label: string, value: string][]).map(([, value]) => value);
  return values.sort().join('-').toLowerCase().replace(/[^a-z0-9.-]/g, '-') || 'clients';
}
