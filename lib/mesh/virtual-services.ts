import type { Flat } from '../values/types';
import { qualifyHost } from '../values/host-name';
import type { SpecOf } from '../kinds/specs';
import { mergedRoutes, type OutsideRoute, type PlacedRoute, routesOutside } from './delegates';
import { gatewayKey, MESH } from './gateway-name';
import { byAge, type EntryOf, type EntrySource, namespaceOf } from './mesh-entry';
import type { MeshSettings } from './mesh-settings';

/** The spec of a VirtualService, with its alternatives side by side. */
export type RoutesSpec = Flat<SpecOf<'VirtualService'>>;
/** One of its HTTP routes. */
export type HttpRouteSpec = NonNullable<RoutesSpec['http']>[number];

/** A VirtualService as proxies follow it: names completed, the routes of its delegates in their place. */
export interface MeshRoutes {
  /** The VirtualService. */
  readonly entry: EntryOf<'VirtualService'>;
  /** The namespace that it is in. */
  readonly namespace: string;
  /** Its hosts, completed. */
  readonly hosts: readonly string[];
  /** The gateways that it is for: `mesh`, or `namespace/name`. */
  readonly gateways: readonly string[];
  /** Its routes of requests, those of delegates among them. */
  readonly http: readonly HttpRouteSpec[];
  /** Where each of these routes stands: the VirtualService, or the delegate of it, and the place among the routes of that. */
  readonly placesOfHttp: readonly Omit<PlacedRoute, 'route'>[];
  /** Routes of delegates that no request takes, because the route that names the delegate does not let it through. */
  readonly outside: readonly OutsideRoute[];
  /** Its routes of TLS connections. */
  readonly tls: NonNullable<RoutesSpec['tls']>;
  /** Its routes of other connections. */
  readonly tcp: NonNullable<RoutesSpec['tcp']>;
}

/** The VirtualServices of a mesh, and who follows them. */
export class VirtualServices {
  /** Those with hosts, the oldest first. */
  public readonly all: readonly MeshRoutes[];
  readonly #settings: MeshSettings;
  readonly #public = new Map<string, MeshRoutes[]>();
  /** By gateway and namespace: what is for that namespace alone, and what other namespaces export to it. */
  readonly #own = new Map<string, MeshRoutes[]>();
  readonly #exported = new Map<string, MeshRoutes[]>();

  public constructor(mesh: EntrySource, settings: MeshSettings) {
    this.#settings = settings;
    const entries = [...mesh.all('VirtualService')].sort(byAge);
    const roots = entries.filter(({ resource: { spec: { hosts = [] } } }) => hosts.length > 0);
    const delegates = new Map(entries.filter(({ resource: { spec: { hosts = [] } } }) => hosts.length === 0)
      .map((entry) => [`${namespaceOf(entry)}/${entry.id.name}`, entry]));
    this.all = Object.freeze(roots.map((entry) => this.#routesOf(entry, delegates)));
    for (const routes of this.all) this.#add(routes);
    Object.freeze(this);
  }

  #routesOf(entry: EntryOf<'VirtualService'>, delegates: ReadonlyMap<string, EntryOf<'VirtualService'>>): MeshRoutes {
    const { hosts = [], gateways = [], http = [], tls = [], tcp = [] } = completed(entry, this.#settings.clusterDomain);
    const namespace = namespaceOf(entry);
    const delegateRoutes = (name: string, home: string): readonly PlacedRoute[] | undefined => {
      const delegate = delegates.get(`${home}/${name}`);
      if (!delegate || !this.isSeen(delegate, namespace)) return undefined;
      return placed(delegate, completed(delegate, this.#settings.clusterDomain).http ?? []);
    };
    const roots = placed(entry, http);
    const routes = mergedRoutes(roots, namespace, delegateRoutes);
    return Object.freeze({
      entry, namespace, hosts, gateways: gateways.length === 0 ? [MESH] : gateways, http: routes.map(({ route }) => route), tls, tcp,
      placesOfHttp: routes.map(({ entry: home, index }) => ({ entry: home, index })),
      outside: routesOutside(roots, namespace, delegateRoutes),
    });
  }

  #audience({ resource: { spec: { exportTo = [] } } }: EntryOf<'VirtualService'>): readonly string[] {
    return exportTo.length > 0 ? exportTo : this.#settings.defaultVirtualServiceExportTo;
  }

  /** True when proxies in a namespace see one. */
  public isSeen(entry: EntryOf<'VirtualService'>, namespace: string): boolean {
    return this.#audience(entry).some((to) => to === '*' || to === namespace || (to === '.' && namespaceOf(entry) === namespace));
  }

  #add(routes: MeshRoutes): void {
    const audience = this.#audience(routes.entry);
    for (const gateway of new Set(routes.gateways)) {
      if (audience.includes('*')) append(this.#public, gateway, routes);
      else if (!audience.includes('~')) {
        for (const to of new Set(audience.map((each) => (each === '.' ? routes.namespace : each)))) {
          append(to === routes.namespace ? this.#own : this.#exported, `${to} ${gateway}`, routes);
        }
      }
    }
  }

  /** What a proxy in a namespace follows for a gateway, or for `mesh`: what is for few namespaces comes first, and wins. */
  public for(namespace: string, gateway: string = MESH): readonly MeshRoutes[] {
    const key = `${namespace} ${gateway}`;
    return [...this.#own.get(key) ?? [], ...this.#exported.get(key) ?? [], ...this.#public.get(gateway) ?? []];
  }
}

function placed(entry: EntryOf<'VirtualService'>, routes: readonly HttpRouteSpec[]): readonly PlacedRoute[] {
  return routes.map((route, index) => ({ route, entry, index }));
}

function append(map: Map<string, MeshRoutes[]>, key: string, routes: MeshRoutes): void {
  const list = map.get(key);
  if (list) list.push(routes);
  else map.set(key, [routes]);
}

/** What routes of requests and of connections have in common. */
interface AnyRoute {
  readonly match?: readonly object[];
  readonly route?: readonly object[];
}

/** False for a destination without the host that the API server asks for. */
function leadsSomewhere(route: object): boolean {
  return (route as { readonly destination?: { readonly host?: string } }).destination?.host !== undefined;
}

/** The spec with full names of hosts and gateways. */
function completed(entry: EntryOf<'VirtualService'>, clusterDomain: string): RoutesSpec {
  const namespace = namespaceOf(entry);
  const spec = entry.resource.spec as RoutesSpec;
  const host = (name: string): string => qualifyHost(name, namespace, clusterDomain);
  const gateways = <T extends { readonly gateways?: readonly string[] }>(match: T): T => (
    match.gateways ? { ...match, gateways: match.gateways.map((name) => gatewayKey(name, namespace)) } : match
  );
  const destination = <T extends { readonly destination?: { readonly host: string } }>(route: T): T => (
    route.destination?.host === undefined ? route : { ...route, destination: { ...route.destination, host: host(route.destination.host) } }
  );
  const completedRoutes = <T extends AnyRoute>(list: readonly T[] | undefined): T[] | undefined => list?.map((each) => ({
    ...each,
    ...(each.match ? { match: each.match.map(gateways) } : {}),
    ...(each.route ? { route: each.route.map(destination).filter(leadsSomewhere) } : {}),
  }));
  return {
    ...spec,
    ...(spec.hosts ? { hosts: spec.hosts.map(host) } : {}),
    ...(spec.gateways ? { gateways: spec.gateways.map((name) => gatewayKey(name, namespace)) } : {}),
    http: completedRoutes(spec.http)?.map((route) => ({
      ...route,
      ...(route.mirror?.host ? { mirror: { ...route.mirror, host: host(route.mirror.host) } } : {}),
      ...(route.mirrors ? { mirrors: route.mirrors.map(destination).filter(leadsSomewhere) } : {}),
    })),
    tls: completedRoutes(spec.tls),
    tcp: completedRoutes(spec.tcp),
  } as RoutesSpec;
}
