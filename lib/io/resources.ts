import type { Path } from '../core/finding';
import { isObject } from '../core/is-object';

/** An object of a document, and where in the document it begins. */
export interface FoundResource {
  readonly value: unknown;
  readonly prefix: Path;
}

/** The objects that a document stands for: itself, or the items of a list as `kubectl get -o yaml` writes it. */
export function resourcesOf(value: unknown, prefix: Path = []): FoundResource[] {
  const { apiVersion, kind, items } = (value ?? {}) as Record<string, unknown>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return [{ value, prefix }];
  // The items of a typed list need not say what they are.
  const implied = kind === 'List' ? undefined : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items.flatMap((item: unknown, at) => (
    resourcesOf(implied && isObject(item) ? { ...implied, ...item } : item, [...prefix, 'items', at])
  ));
}

/** True for an object that means to be a resource, but does not say of which kind. */
export function lacksKind(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { apiVersion, kind, metadata, spec } = value;
  if (isText(apiVersion) && isText(kind)) return false;
  return isObject(metadata) && (isObject(spec) || apiVersion !== undefined || kind !== undefined);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
