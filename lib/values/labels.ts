import { compareText } from '../core/compare-text';
import { quote } from '../core/quote';
import type { ValueRule } from '../core/value-rule';
import { defineValue } from '../core/value-rule';

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/;
const NAME_LENGTH = 63;
const PREFIX = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/;
const PREFIX_LENGTH = 253;

/** The key of a pod or workload label: a name, perhaps with a DNS name and a slash before it. */
export const labelKey = defineValue({
  id: 'value/label-key',
  severity: 'error',
  authority: 'istiod',
  summary: 'A label key is a name, perhaps with a DNS name before it',
  why: 'istiod refuses the resource: Kubernetes has no such label.',
  fix: 'write the key as it stands on the pods: app, or topology.kubernetes.io/zone',
  source: 'pkg/config/labels/instance.go#validateTagKey',
  expected: 'a label key',
  test(key) {
    const slash = key.indexOf('/');
    const name = key.slice(slash + 1);
    if (slash === 0) return 'nothing stands before the slash';
    if (slash > PREFIX_LENGTH) return `the part before the slash is longer than ${PREFIX_LENGTH} characters`;
    if (slash > 0 && !key.slice(0, slash).split('.').every((label) => PREFIX.test(label))) return 'the part before the slash is no DNS name';
    if (name === '') return slash < 0 ? 'it is empty' : 'nothing stands after the slash';
    if (name.includes('/')) return 'it has more than one slash';
    return name.length > NAME_LENGTH ? `the name is longer than ${NAME_LENGTH} characters` : nameProblem(name);
  },
  good: ['app', 'topology.kubernetes.io/zone', 'a_b.c-D', 'A/1', 'a'.repeat(63), `${'a'.repeat(253)}/x`],
  bad: ['', '/', '/app', 'istio.io/', 'a/b/c', '-app', 'app-', 'a b', 'a*', 'a_b/c', 'a..b/c', 'a'.repeat(64), `${'a'.repeat(254)}/x`],
});

/** The value of a label. Istio does not limit its length; Kubernetes does where the label is set. */
export const labelValue = defineValue({
  id: 'value/label-value',
  severity: 'error',
  authority: 'istiod',
  summary: 'A label value is empty or a name',
  why: 'istiod refuses the resource: Kubernetes has no such label.',
  fix: 'write the value as it stands on the pods',
  source: 'pkg/config/labels/instance.go#Instance.Validate',
  expected: 'a label value',
  test: (value) => (value === '' ? undefined : nameProblem(value)),
  good: ['', 'v1', '1.0.3', 'a_B-c', 'a'.repeat(64)],
  bad: ['-v1', 'v1-', '.', 'a b', 'a/b', '*', 'é'],
});

function nameProblem(text: string): string | undefined {
  if (NAME.test(text)) return undefined;
  const other = /[^A-Za-z0-9_.-]/u.exec(text);
  return other ? `${quote(other[0])} is no letter, digit, hyphen, underscore or dot` : 'it does not start and end with a letter or digit';
}

/** What is wrong with one label of a map. */
export interface LabelProblem {
  /** The key of the label. */
  readonly key: string;
  /** The rule that refuses its key or its value. */
  readonly rule: ValueRule;
  /** The rule's reason. */
  readonly reason: string;
}

/** What is wrong with the keys and values of a label map, in its order. */
export function labelProblems(labels: Readonly<Record<string, string>>): readonly LabelProblem[] {
  const problems: LabelProblem[] = [];
  for (const [key, value] of Object.entries(labels)) {
    const ofKey = labelKey.test(key);
    if (ofKey !== undefined) problems.push({ key, rule: labelKey, reason: ofKey });
    const ofValue = labelValue.test(value);
    if (ofValue !== undefined) problems.push({ key, rule: labelValue, reason: ofValue });
  }
  return problems;
}

/** True when every pod with the narrow labels has the wide ones. */
export function areLabelsWithin(narrow: Readonly<Record<string, string>>, wide: Readonly<Record<string, string>>): boolean {
  return Object.entries(wide).every(([label, value]) => narrow[label] === value);
}

/** A text that two maps of labels share exactly when they are the same, whatever the order of their keys. */
export function labelsKey(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => compareText(a, b)));
}

/** True when both have the same labels, whatever the order of their keys. */
export function sameLabels(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return labelsKey(a) === labelsKey(b);
}

/** Labels in words: `app=shop, version=v1`. */
export function labelsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels).map(([label, value]) => `${label}=${value}`).join(', ');
}
