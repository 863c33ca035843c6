import { renderResource } from '../../core/finding';
import { matchFromSpec } from '../../match/istio-match';
import { matchText, type RequestMatch } from '../../match/request-match';
import { isMatchWithin } from '../../match/within';
import { gatewaysOf } from '../../mesh/routed-destinations';
import { MESH } from '../../mesh/gateway-name';
import { isSameObject } from '../../mesh/mesh-entry';
import type { Mesh } from '../../mesh/mesh';
import type { HttpRouteSpec, MeshRoutes } from '../../mesh/virtual-services';
import type { Analyzer } from '../analyzer';

const routes = (name: string, prefix: string, created = '', host = 'shop.example.com', gateway = 'edge'): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop${created && `, creationTimestamp: "${created}"`}}
spec: {hosts: ["${host}"], gateways: [${gateway}], http: [{match: [{uri: {prefix: ${prefix}}}], route: [{destination: {host: ${name}}}]}]}
---`;

/** Of VirtualServices that istiod joins at a gateway, an older one takes the requests of a newer one. */
export const mergedOrder: Analyzer = {
  id: 'routes/merged-order',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Unreachable match: a VirtualService that counts as older takes its requests at the gateway',
  why: 'istiod joins the routes of VirtualServices with one host at one gateway: those of the one that was created first come first, of the same second those of the '
    + 'lower name; only routes for every request go to the end. A prefix ends anywhere, not at a slash. So the order of the routes depends on the order in which they were applied.',
  fix: 'write the routes of the host in one VirtualService, the longer prefix first; its routes may delegate to other VirtualServices',
  source: ['test/traffic/recorded/routes-joined-at-a-gateway.yaml', 'pilot/pkg/networking/core/gateway.go#ConfigGeneratorImpl.buildGatewayHTTPRouteConfig'],
  aliases: ['KIA1106'],
  reads: [],
  check(mesh, report) {
    const reported = new Set<string>();
    for (const { taken, by } of takenMatches(mesh)) {
      const key = `${taken.routes.entry.index} ${taken.path.join()}`;
      if (reported.has(key)) continue;
      reported.add(key);
      const [age, other] = [taken.routes.entry.created, by.routes.entry.created];
      const isKnown = age !== undefined && other !== undefined;
      report({ on: taken.on, path: taken.path }, {
        message: `Unreachable at Gateway ${taken.gateway}: ${renderResource(by.routes.entry.id)}${isKnown ? ', which is older,' : ''} takes requests whose ${matchText([by.match])}`
          + `${isKnown ? '' : ', unless it is created in a later second'}`,
        related: [{ on: by.on, path: by.path }],
      });
    }
  },
  good: [
    routes('a', '/api/v2') + routes('b', '/api'),
    routes('a', '/api') + routes('b', '/api/v2', '', 'other.example.com'),
    routes('a', '/api') + routes('b', '/api/v2', '', 'shop.example.com', 'other'),
    routes('a', '/') + routes('b', '/api'),
    routes('b', '/api/v2', '2026-01-01T00:00:00Z') + routes('a', '/api', '2026-01-02T00:00:00Z'),
  ],
  bad: [
    { yaml: routes('a', '/api') + routes('b', '/api-docs'), at: [1, 'spec.http[0].match[0]'] },
    { yaml: routes('b', '/api', '2026-01-01T00:00:00Z') + routes('a', '/api/v2', '2026-01-02T00:00:00Z'), at: [1, 'spec.http[0].match[0]'] },
  ],
};

interface PlacedMatch {
  readonly routes: MeshRoutes;
  readonly on: MeshRoutes['entry'];
  readonly path: readonly (string | number)[];
  readonly gateway: string;
  readonly match: RequestMatch;
}

/** How many earlier matches with one prefix a match is compared with, so that many alike cost no more than their number. */
const MOST_COMPARED = 20;

/** Matches whose requests an earlier VirtualService takes at a gateway, for the same host. */
function takenMatches(mesh: Mesh): { readonly taken: PlacedMatch; readonly by: PlacedMatch }[] {
  const found: { taken: PlacedMatch; by: PlacedMatch }[] = [];
  for (const [gateway, sharing] of sharedHosts(mesh)) {
    const byPrefix = new Map<string, PlacedMatch[]>();
    for (const routes of sharing) {
      const placed = routes.http.flatMap((route, i) => matchesAt(routes, route, i, gateway));
      for (const each of placed) {
        const by = earlierOf(byPrefix, each);
        if (by) found.push({ taken: each, by });
      }
      for (const each of placed) {
        const { path } = each.match;
        const prefix = path && 'prefix' in path ? path.prefix : path && 'exact' in path ? path.exact : undefined;
        if (prefix === undefined || (path && 'prefix' in path && prefix === '/')) continue;
        const known = byPrefix.get(prefix) ?? [];
        if (known.length < MOST_COMPARED) byPrefix.set(prefix, [...known, each]);
      }
    }
  }
  return found;
}

/** VirtualServices of one host at one gateway, in the order in which istiod joins them; two or more. */
function sharedHosts(mesh: Mesh): readonly (readonly [gateway: string, sharing: readonly MeshRoutes[]])[] {
  const byHost = new Map<string, MeshRoutes[]>();
  for (const routes of mesh.routes) {
    if (routes.http.length === 0) continue;
    for (const gateway of new Set(routes.gateways)) {
      if (gateway === MESH) continue;
      for (const host of new Set(routes.hosts)) {
        const key = `${gateway} ${host.toLowerCase()}`;
        const list = byHost.get(key);
        if (list) list.push(routes);
        else byHost.set(key, [routes]);
      }
    }
  }
  return [...byHost].filter(([, sharing]) => sharing.length > 1).map(([key, sharing]) => [key.slice(0, key.indexOf(' ')), sharing] as const);
}

/** The matches of a route at a gateway that are tests of requests alone. */
function matchesAt(routes: MeshRoutes, route: HttpRouteSpec, index: number, gateway: string): readonly PlacedMatch[] {
  if (!gatewaysOf(routes, route).includes(gateway)) return [];
  const { entry: on, index: number } = routes.placesOfHttp[index]!;
  return (route.match ?? []).flatMap((spec, m) => {
    const { match, others } = matchFromSpec(spec as Parameters<typeof matchFromSpec>[0]);
    return others.every((field) => field === 'name' || field === 'gateways')
      ? [{ routes, on, path: ['spec', 'http', number, 'match', m], gateway, match }] : [];
  });
}

/** An earlier match of another VirtualService that holds for every request of a match. */
function earlierOf(byPrefix: ReadonlyMap<string, readonly PlacedMatch[]>, placed: PlacedMatch): PlacedMatch | undefined {
  const { path } = placed.match;
  const text = path && 'prefix' in path ? path.prefix : path && 'exact' in path ? path.exact : undefined;
  if (text === undefined) return undefined;
  for (let length = Math.min(text.length, 512); length > 0; length -= 1) {
    const known = byPrefix.get(text.slice(0, length));
    const found = known?.find((each) => !isSameObject(each.routes.entry, placed.routes.entry) && isMatchWithin(placed.match, each.match));
    if (found) return found;
  }
  return undefined;
}
