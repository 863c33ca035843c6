import type { Construct } from 'constructs';
import type { Path } from '../../lib/core/finding';
import { quote } from '../../lib/core/quote';
import { refuse } from '../core/istio-resource';
import { isObject } from './is-object';
import { routeRules } from './route-rules';

/** The options of a route that was given as `(name, options)` or as `(options)`. @internal */
export function named<Route extends { readonly name?: string }>(
  construct: Construct, first: string | Route, options: Route | undefined, at: Path,
): Route {
  if (typeof first !== 'string') return first;
  if (!isObject(options)) return options === undefined ? { name: first } as Route : options;
  if (options.name !== undefined && options.name !== first) {
    refuse(construct, routeRules.twoNames, [...at, 'name'], { message: `Expected one name, got ${quote(first)} and ${quote(options.name)}` });
  }
  return { ...options, name: first };
}
