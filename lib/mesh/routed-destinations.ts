import type { Path } from '../core/finding';
import type { MeshEntry } from './mesh-entry';
import type { MeshRoutes } from './virtual-services';

/** A host that a route sends to, and where that is written. */
export interface RoutedDestination {
  /** The VirtualService, as proxies follow it. */
  readonly routes: MeshRoutes;
  /** The host, completed. */
  readonly host: string;
  /** The subset of it; unset for all of its endpoints. */
  readonly subset: string | undefined;
  /** The number of its port; unset where none is named. */
  readonly port: number | undefined;
  /** What the route is for. */
  readonly protocol: 'http' | 'tls' | 'tcp';
  /** Its number among those of the VirtualService as proxies follow it. */
  readonly index: number;
  /** The gateways at which the route holds, `mesh` among them; none where its matches name others than the VirtualService. */
  readonly gateways: readonly string[];
  /** True for a copy of requests. */
  readonly isMirror: boolean;
  /** The object that has the destination, which may be a delegate. */
  readonly on: MeshEntry;
  /** Its place in there. */
  readonly path: Path;
}

/** The gateways at which a route of a VirtualService holds: those of its matches, or all. */
export function gatewaysOf(
  { gateways }: MeshRoutes, { match = [] }: { readonly match?: readonly { readonly gateways?: readonly string[] }[] },
): readonly string[] {
  if (match.length === 0 || match.some((each) => (each.gateways ?? []).length === 0)) return gateways;
  return gateways.filter((gateway) => match.some((each) => each.gateways!.includes(gateway)));
}

interface Destination {
  readonly host: string;
  readonly subset?: string;
  readonly port?: { readonly number?: number };
}

/** Every destination of a VirtualService, those of its delegates among them. */
export function destinationsOf(routes: MeshRoutes): readonly RoutedDestination[] {
  const found: RoutedDestination[] = [];
  const add = (place: Pick<RoutedDestination, 'protocol' | 'index' | 'on' | 'path' | 'gateways'>, { host, subset, port }: Destination, isMirror = false): void => {
    found.push({ routes, host, subset: subset || undefined, port: port?.number, isMirror, ...place });
  };
  for (const [index, each] of routes.http.entries()) {
    const { route = [], mirror, mirrors = [] } = each;
    const { entry: on, index: number } = routes.placesOfHttp[index]!;
    const at = (...rest: Path): Path => ['spec', 'http', number, ...rest];
    const place = { protocol: 'http', index, on, gateways: gatewaysOf(routes, each) } as const;
    for (const [i, { destination }] of route.entries()) add({ ...place, path: at('route', i, 'destination') }, destination);
    if (mirror?.host) add({ ...place, path: at('mirror') }, mirror, true);
    for (const [i, { destination }] of mirrors.entries()) add({ ...place, path: at('mirrors', i, 'destination') }, destination, true);
  }
  for (const protocol of ['tls', 'tcp'] as const) {
    for (const [index, each] of routes[protocol].entries()) {
      const gateways = gatewaysOf(routes, each);
      for (const [i, { destination }] of (each.route ?? []).entries()) {
        add({ protocol, index, gateways, on: routes.entry, path: ['spec', protocol, index, 'route', i, 'destination'] }, destination);
      }
    }
  }
  return found;
}
