import type { Path } from '../core/finding';
import { type EntryOf, type EntrySource, namespaceOf } from './mesh-entry';
import type { RoutesSpec } from './virtual-services';

/** A destination of a VirtualService. */
export interface RouteDestination {
  readonly entry: EntryOf<'VirtualService'>;
  readonly namespace: string;
  /** The path of the destination. */
  readonly path: Path;
  /** Whether it is one of a route, or gets copies of the requests. */
  readonly of: 'http' | 'tcp' | 'tls' | 'mirror';
  readonly host: string;
  readonly subset: string;
  /** The number of the port; unset where none is named. */
  readonly port: number | undefined;
}

/** Every destination of the VirtualServices, each with its place, as it is written. */
export function routeDestinations(mesh: EntrySource): readonly RouteDestination[] {
  return mesh.all('VirtualService').flatMap((entry) => [...destinationsIn(entry)]);
}

/** The destinations of one VirtualService. */
export function* destinationsIn(entry: EntryOf<'VirtualService'>): Generator<RouteDestination> {
  const namespace = namespaceOf(entry);
  const { http = [], tcp = [], tls = [] } = entry.resource.spec as RoutesSpec;
  const made = (path: Path, of: RouteDestination['of'], destination: Written | undefined): RouteDestination => ({
    entry, namespace, path, of, host: destination?.host ?? '', subset: destination?.subset ?? '', port: destination?.port && (destination.port.number ?? 0),
  });
  for (const [of, list] of [['tcp', tcp], ['tls', tls], ['http', http]] as const) {
    for (const [i, { route = [] }] of list.entries()) {
      for (const [d, { destination }] of route.entries()) yield made(['spec', of, i, 'route', d, 'destination'], of, destination);
    }
  }
  for (const [i, { mirror, mirrors = [] }] of http.entries()) {
    if (mirror) yield made(['spec', 'http', i, 'mirror'], 'mirror', mirror);
    for (const [m, { destination }] of mirrors.entries()) yield made(['spec', 'http', i, 'mirrors', m, 'destination'], 'mirror', destination);
  }
}

/** A destination as far as it is sound. */
interface Written {
  readonly host?: string;
  readonly subset?: string;
  readonly port?: { readonly number?: number };
}
