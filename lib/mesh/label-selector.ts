import { asLabels, asList, asObject, asText, asTexts } from './unchecked';

/** A choice by labels, as Kubernetes writes it; undefined for one that Kubernetes refuses. */
export type LabelTest = (labels: Readonly<Record<string, string>>) => boolean;

/** Reads `matchLabels` and `matchExpressions`. What is not written chooses everything, what is wrong chooses nothing. */
export function labelTest(selector: unknown): LabelTest {
  if (selector === undefined || selector === null) return () => true;
  const { matchLabels, matchExpressions } = asObject(selector);
  const wanted = Object.entries(asLabels(matchLabels));
  const conditions = asList(matchExpressions).map((each) => condition(asObject(each)));
  if (conditions.includes(undefined)) return () => false;
  return (labels) => wanted.every(([key, value]) => labels[key] === value) && conditions.every((test) => test!(labels));
}

function condition({ key, operator, values }: Readonly<Record<string, unknown>>): LabelTest | undefined {
  const label = asText(key) ?? '';
  const among = new Set(asTexts(values));
  switch (operator) {
    case 'In': return among.size === 0 ? undefined : (labels) => Object.hasOwn(labels, label) && among.has(labels[label]!);
    case 'NotIn': return among.size === 0 ? undefined : (labels) => !Object.hasOwn(labels, label) || !among.has(labels[label]!);
    case 'Exists': return among.size > 0 ? undefined : (labels) => Object.hasOwn(labels, label);
    case 'DoesNotExist': return among.size > 0 ? undefined : (labels) => !Object.hasOwn(labels, label);
    default: return undefined;
  }
}
