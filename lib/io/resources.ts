import type { Path } from '../core/finding';
import { isObject } from '../core/is-object';

/** An object of a document, and where in the document it begins. */
export interface FoundResource {
  readonly value: unknown;
  readonly prefix: Path;
}

/** The objects that a document stands for, in order: itself, or the items of a list as `kubectl get -o yaml` writes it, however nested. */
export function resourcesOf(document: unknown): FoundResource[] {
  const found: FoundResource[] = [];
  // A list of its own instead of calls: a hostile document has any depth.
  const open: FoundResource[] = [{ value: document, prefix: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const items = itemsOf(next.value);
    if (!items) found.push(next);
    else for (let at = items.length - 1; at >= 0; at--) open.push({ value: items[at], prefix: [...next.prefix, 'items', at] });
  }
  return found;
}

/** The items of a list, with what a typed list leaves out. */
function itemsOf(value: unknown): readonly unknown[] | undefined {
  const { apiVersion, kind, items } = (value ?? {}) as Record<string, unknown>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return undefined;
  if (kind === 'List') return items;
  const implied = { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items.map((item: unknown) => (isObject(item) ? { ...implied, ...item } : item));
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
