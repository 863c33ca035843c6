import { type LabelTest, labelTest } from './label-selector';
import type { EntrySource } from './mesh-entry';
import type { MeshSettings } from './mesh-settings';
import { namespaceLabels } from './namespace-labels';
import { asList, asObject } from './unchecked';

/** How widely the ServiceEntries of a namespace can be seen, whatever they say themselves. */
export type EntryVisibility = 'PUBLIC' | 'NAMESPACE' | 'NONE';

/**
 * How widely `serviceEntryVisibility` of the MeshConfig lets the ServiceEntries of a namespace be seen by sidecars; its first policy that
 * fits counts.
 */
export function entryVisibility(mesh: EntrySource, settings: MeshSettings): (namespace: string) => EntryVisibility {
  const { applyToSidecars, defaultVisibility, policies } = asObject(settings.serviceEntryVisibility);
  if (applyToSidecars !== true) return () => 'PUBLIC';
  const labelsOf = namespaceLabels(mesh);
  const rules = asList(policies).map(asObject).map(({ visibility, matchingRules }) => ({
    visibility: visibilityOf(visibility),
    tests: asList(matchingRules).map((rule) => asObject(rule).namespaceSelector)
      .map((selector) => (selector === undefined ? NOTHING : labelTest(selector))),
  }));
  return (namespace) => {
    const labels = labelsOf.get(namespace) ?? {};
    return rules.find(({ tests }) => tests.every((test) => test(labels)))?.visibility ?? visibilityOf(defaultVisibility);
  };
}

/** The test of a rule without a selector. */
const NOTHING: LabelTest = () => false;

function visibilityOf(written: unknown): EntryVisibility {
  return written === 'NAMESPACE' || written === 'NONE' ? written : 'PUBLIC';
}
