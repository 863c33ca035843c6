import type { Construct } from 'constructs';
import type { Path } from '../../lib/core/finding';
import { isObject } from '../../lib/core/is-object';
import { quote } from '../../lib/core/quote';
import { refuse } from '../core/refuse';
import { routeRules } from '../core/route-rules';

/** The options of a route that was given as `(name, options)` or as `(options)`. @internal */
export function named<Route extends { readonly name?: string }>(
  construct: Construct, first: string | Route, options: Route | undefined, at: Path,
): Route {
  if (typeof first !== 'string') return first;
  if (!isObject(options)) return options === undefined ? { name: first } as Route : options;
  if (options.name !== undefined && options.name !== first) {
    refuse(construct, routeRules.partTwice, [...at, 'name'], { message: `Expected one name, got ${quote(first)} and ${quote(options.name)}` });
  }
  return { ...options, name: first };
}

/** Refuses a word of ours beside the field of Istio's that it becomes: one of the two would be lost. @internal */
export function assertWrittenOnce(
  construct: Construct, route: object, words: readonly (readonly [ours: string, field: string])[], at: Path,
): void {
  for (const [ours, field] of words) {
    if ((route as Record<string, unknown>)[ours] === undefined || !Object.hasOwn(route, field)) continue;
    refuse(construct, routeRules.partTwice, [...at, field], { message: `Expected ${quote(ours)} or ${quote(field)}, got both` });
  }
}
