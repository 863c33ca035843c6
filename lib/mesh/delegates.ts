import type { EntryOf } from './mesh-entry';
import type { HttpRouteSpec } from './virtual-services';

type Match = NonNullable<HttpRouteSpec['match']>[number];
type TextMatch = NonNullable<Match['uri']>;

/** A route of requests, and the VirtualService that it stands in: for a route of a delegate, the delegate. */
export interface PlacedRoute {
  /** The route. */
  readonly route: HttpRouteSpec;
  /** The VirtualService. */
  readonly entry: EntryOf<'VirtualService'>;
  /** Its place among the routes of that VirtualService. */
  readonly index: number;
}

/** The routes that a delegate has for a root in a namespace; undefined when it does not exist, or is not exported to there. */
export type FindDelegate = (name: string, namespace: string) => readonly PlacedRoute[] | undefined;

/** A route of a delegate that the route `root` of a VirtualService leaves out, because no request matches both. */
export interface OutsideRoute extends Omit<PlacedRoute, 'route'> {
  /** The place of the route that names the delegate. */
  readonly root: number;
}

/** The routes of delegates that are left out, because no request that the root lets through takes them. */
export function routesOutside(routes: readonly PlacedRoute[], namespace: string, find: FindDelegate): readonly OutsideRoute[] {
  return routes.flatMap(({ route: root, index: at }) => {
    const inner = root.delegate && find(root.delegate.name ?? '', root.delegate.namespace || namespace);
    return inner?.flatMap(({ route, entry, index }) => (mergedRoute(root, route) ? [] : [{ entry, index, root: at }])) ?? [];
  });
}

/** The routes of a VirtualService, each with a delegate replaced by the routes of that. A route whose delegate is missing is lost. */
export function mergedRoutes(routes: readonly PlacedRoute[], namespace: string, find: FindDelegate): readonly PlacedRoute[] {
  return routes.flatMap((root) => {
    const { delegate } = root.route;
    if (!delegate) return [root];
    const inner = find(delegate.name ?? '', delegate.namespace || namespace) ?? [];
    return inner.flatMap((placed) => {
      const route = mergedRoute(root.route, placed.route);
      return route ? [{ ...placed, route }] : [];
    });
  });
}

/** Of these fields, that of the delegate counts as a whole where it has one. */
const INHERITED = [
  'rewrite', 'directResponse', 'timeout', 'retries', 'fault', 'mirror', 'mirrorPercent', 'mirrorPercentage', 'corsPolicy', 'mirrors', 'headers',
] as const;

function mergedRoute(root: HttpRouteSpec, delegate: HttpRouteSpec): HttpRouteSpec | undefined {
  const match = mergedMatches(root.match ?? [], delegate.match ?? []);
  if (!match) return undefined;
  const missing = INHERITED.filter((field) => delegate[field] === undefined && root[field] !== undefined);
  const inherited = Object.fromEntries(missing.map((field) => [field, root[field]]));
  const name = joinedName(root.name, delegate.name);
  return { ...delegate, ...inherited, ...(name === undefined ? {} : { name }), match } as HttpRouteSpec;
}

function joinedName(root: string | undefined, delegate: string | undefined): string | undefined {
  return root && delegate ? `${root}-${delegate}` : delegate || root;
}

/** Undefined when a match of the delegate holds for no request that the root lets through. */
function mergedMatches(root: readonly Match[], delegate: readonly Match[]): readonly Match[] | undefined {
  if (root.length === 0) return delegate;
  if (delegate.length === 0) return root;
  const merged: Match[] = [];
  for (const inner of delegate) {
    const outer = root.filter((each) => !isConflict(each, inner));
    if (outer.length === 0) return undefined;
    merged.push(...outer.map((each) => mergedMatch(each, inner)));
  }
  return merged;
}

function mergedMatch(root: Match, delegate: Match): Match {
  const name = joinedName(root.name, delegate.name);
  return {
    ...delegate,
    ...(name === undefined ? {} : { name }),
    ...first('uri', delegate, root),
    ...first('scheme', delegate, root),
    ...first('method', delegate, root),
    ...first('authority', delegate, root),
    headers: { ...root.headers, ...delegate.headers },
    withoutHeaders: { ...root.withoutHeaders, ...delegate.withoutHeaders },
    queryParams: { ...root.queryParams, ...delegate.queryParams },
    sourceLabels: { ...root.sourceLabels, ...delegate.sourceLabels },
    ...first('port', delegate, root),
    ...first('sourceNamespace', delegate, root),
    ...first('statPrefix', delegate, root),
    gateways: delegate.gateways && delegate.gateways.length > 0 ? delegate.gateways : root.gateways,
  } as Match;
}

function first<K extends keyof Match>(field: K, delegate: Match, root: Match): Partial<Match> {
  const value = delegate[field] || root[field];
  return value === undefined ? {} : { [field]: value } as Partial<Match>;
}

function isConflict(root: Match, leaf: Match): boolean {
  if ((['uri', 'scheme', 'method', 'authority'] as const).some((field) => isTextConflict(root[field], leaf[field]))) return true;
  for (const field of ['headers', 'withoutHeaders', 'queryParams'] as const) {
    const outer = new Map(Object.entries(root[field] ?? {}) as [string, TextMatch][]);
    const inner = Object.entries(leaf[field] ?? {}) as [string, TextMatch][];
    if (inner.some(([key, text]) => isTextConflict(outer.get(key), text))) return true;
  }
  if (Boolean(root.ignoreUriCase) !== Boolean(leaf.ignoreUriCase)) return true;
  if (root.port && leaf.port && root.port !== leaf.port) return true;
  if (root.sourceNamespace && leaf.sourceNamespace !== root.sourceNamespace) return true;
  const labels = root.sourceLabels ?? {};
  if (Object.entries(leaf.sourceLabels ?? {}).some(([key, value]) => Object.hasOwn(labels, key) && labels[key] !== value)) return true;
  const { gateways: outer = [] } = root;
  const { gateways: inner = [] } = leaf;
  return outer.length > 0 && inner.length > 0 && (outer.length < inner.length || inner.some((gateway) => !outer.includes(gateway)));
}

/** True when no text that the root lets through is one that the delegate matches, or when istiod cannot tell. */
function isTextConflict(root: TextMatch | undefined, leaf: TextMatch | undefined): boolean {
  if (!root || !leaf) return false;
  if (root.regex && (leaf.regex || leaf.prefix || leaf.exact)) return true;
  if (leaf.regex && (root.regex || root.prefix || root.exact)) return true;
  if (root.exact) return Boolean(leaf.prefix) || leaf.exact !== root.exact;
  if (root.prefix) {
    if (leaf.prefix) return !leaf.prefix.startsWith(root.prefix);
    if (leaf.exact) return !leaf.exact.startsWith(root.prefix);
  }
  return true;
}
