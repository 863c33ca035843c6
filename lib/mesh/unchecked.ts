import { isObject } from '../core/is-object';

// Kubernetes objects and MeshConfig come without a check of their fields, so each field is read with its type in doubt.

/** The text, if it is one and not empty. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The whole number, if it is one; a number of a port that is written as text counts too. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'string' && /^\d{1,9}$/.test(value)) return Number(value);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** The list; an empty one for anything else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts of a list. */
export function asTexts(value: unknown): readonly string[] {
  return asList(value).filter((entry): entry is string => typeof entry === 'string');
}

/** The object; an empty one for anything else. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject<unknown>(value) ? value : {};
}

/** The entries of an object whose values are text: labels, a selector. */
export function asLabels(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(asObject(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
