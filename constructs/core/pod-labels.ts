import { labelProblems } from '../../lib/values/labels';

/** True for at least one label, all of which pods can have. @internal */
export function arePodLabels(labels: unknown): labels is Readonly<Record<string, string>> {
  if (typeof labels !== 'object' || labels === null || Array.isArray(labels)) return false;
  const values = Object.values(labels) as unknown[];
  return values.length > 0 && values.every((value) => typeof value === 'string') && labelProblems(labels as Record<string, string>).length === 0;
}
