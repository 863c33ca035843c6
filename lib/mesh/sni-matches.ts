import type { Path } from '../core/finding';
import { gatewaysOf } from './routed-destinations';
import { MESH } from './gateway-name';
import type { MeshRoutes } from './virtual-services';

type TlsMatch = NonNullable<MeshRoutes['tls'][number]['match']>[number];

/** A match of TLS connections, and where it is written. */
export interface PlacedTlsMatch {
  readonly routes: MeshRoutes;
  readonly match: TlsMatch;
  readonly path: Path;
  /** The server names that it is for. */
  readonly serverNames: readonly string[];
}

/** The matches of TLS routes that hold at a gateway, or for `mesh`, in their order. */
export function tlsMatchesOf(routes: MeshRoutes, gateway: string): readonly PlacedTlsMatch[] {
  return routes.tls.flatMap((each, i) => {
    if (!gatewaysOf(routes, each).includes(gateway) || (each.route ?? []).length === 0) return [];
    return (each.match ?? []).flatMap((match, m) => {
      const { gateways = [], sniHosts = [] } = match;
      const holds = gateways.length === 0 || gateways.includes(gateway);
      return holds ? [{ routes, match, path: ['spec', 'tls', i, 'match', m], serverNames: sniHosts }] : [];
    });
  });
}

/** True for a match that holds for every sidecar that sees it. */
export function isForEverySidecar({ match: { gateways = [], sourceLabels = {}, sourceNamespace } }: PlacedTlsMatch): boolean {
  return (gateways.length === 0 || gateways.includes(MESH)) && Object.keys(sourceLabels).length === 0 && !sourceNamespace;
}
