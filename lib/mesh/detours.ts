import type { RoutedDestination } from './routed-destinations';
import { MESH } from './gateway-name';
import type { RegisteredService } from './service';

/** A route of sidecars to a host through an egress gateway. */
export interface Detour {
  /** The host that clients call. */
  readonly host: string;
  /** The gateways at which the same VirtualService sends on to it, as `namespace/name`. */
  readonly gateways: readonly string[];
  /** The route to the gateway's Service. */
  readonly hop: RoutedDestination;
  /** The Service of the gateway, where it is known. */
  readonly service: RegisteredService | undefined;
}

/** What detours are found in. */
interface DetourSource {
  readonly destinations: readonly RoutedDestination[];
  service(host: string, namespace: string): RegisteredService | undefined;
}

/** The routes of sidecars that lead to another host, of VirtualServices that send on to their own hosts at a gateway. */
export function detoursOf(mesh: DetourSource): readonly Detour[] {
  const sentOn = new Map<string, Set<string>>();
  for (const { routes, host, gateways } of mesh.destinations) {
    if (!routes.hosts.includes(host)) continue;
    for (const gateway of gateways) {
      if (gateway === MESH) continue;
      const key = `${routes.entry.index} ${host}`;
      const known = sentOn.get(key);
      if (known) known.add(gateway);
      else sentOn.set(key, new Set([gateway]));
    }
  }
  if (sentOn.size === 0) return [];
  return mesh.destinations.flatMap((hop): readonly Detour[] => {
    if (hop.isMirror || !hop.gateways.includes(MESH) || hop.routes.hosts.includes(hop.host)) return [];
    return hop.routes.hosts.flatMap((host) => {
      const gateways = sentOn.get(`${hop.routes.entry.index} ${host}`);
      return gateways ? [{ host, gateways: [...gateways], hop, service: mesh.service(hop.host, hop.routes.namespace) }] : [];
    });
  });
}
