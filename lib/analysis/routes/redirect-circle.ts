import { renderPath, renderResource } from '../../core/finding';
import { MESH } from '../../mesh/gateway-name';
import { isServerFor, routesOfServer } from '../../mesh/gateways';
import { namespaceOf } from '../../mesh/mesh-entry';
import { isTlsProtocol } from '../../values/protocol';
import type { Mesh } from '../../mesh/mesh';
import type { HttpRouteSpec, MeshRoutes } from '../../mesh/virtual-services';
import type { Analyzer } from '../analyzer';

const gateway = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec: {selector: {istio: edge}, servers: [
  {port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]},
  {port: {number: 443, name: https, protocol: HTTPS}, hosts: ["*"], tls: {mode: SIMPLE, credentialName: edge}}]}
---`;
const redirects = (name: string, ...routes: readonly string[]): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop}
spec: {hosts: [${name}.example.com], gateways: [edge], http: [${routes.map((route) => `{${route}}`).join(', ')}]}
---`;
const TO_A = 'route: [{destination: {host: a}}]';

/** Redirects that lead back to themselves. */
export const redirectCircle: Analyzer = {
  id: 'routes/redirect-circle',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected redirects that end at a route',
  why: 'A browser follows a redirect until it gives up: ERR_TOO_MANY_REDIRECTS. Routes at a port in the clear hold at the port with TLS too, unless their match names the '
    + 'port or the scheme.',
  fix: 'let the match of the redirect leave out the requests that it makes: name the port, the scheme or the path',
  source: ['test/traffic/recorded/redirects-in-a-circle.yaml', 'pilot/pkg/networking/core/route/route.go#ApplyRedirect'],
  reads: [],
  check(mesh, report) {
    let byHost: ReadonlyMap<string, readonly MeshRoutes[]> | undefined;
    for (const routes of mesh.routes) {
      for (const [index, route] of routes.http.entries()) {
        if (!route.redirect) continue;
        byHost ??= routesByHost(mesh);
        const circle = circleFrom(mesh, byHost, { routes, index });
        if (!circle) continue;
        const { entry, index: number } = routes.placesOfHttp[index]!;
        const via = circle.filter((step) => step.routes !== routes || step.index !== index);
        report({ on: entry, path: ['spec', 'http', number, 'redirect'] }, {
          message: via.length === 0 ? 'Expected a redirect that leaves the requests of its own route, got one that they take again'
            : `Expected redirects that end, got one that comes back by ${via.map(stepText).join(' and ')}`,
          related: via.map((step) => {
            const place = step.routes.placesOfHttp[step.index]!;
            return { on: place.entry, path: ['spec', 'http', place.index, 'redirect'] };
          }),
        });
      }
    }
  },
  good: [
    gateway + redirects('a', 'match: [{port: 80}], redirect: {scheme: https}', TO_A),
    gateway + redirects('a', 'match: [{uri: {exact: /}}], redirect: {uri: /home}', TO_A),
    gateway + redirects('a', 'redirect: {authority: b.example.com}') + redirects('b', TO_A),
    gateway + redirects('a', 'match: [{headers: {x: {exact: y}}}], redirect: {uri: /}'),
    gateway.replace('mode: SIMPLE, credentialName: edge', 'mode: PASSTHROUGH') + redirects('a', 'redirect: {scheme: https}'),
  ],
  bad: [
    { yaml: gateway + redirects('a', 'redirect: {scheme: https}'), at: [1, 'spec.http[0].redirect'] },
    { yaml: gateway + redirects('a', 'match: [{uri: {prefix: /home}}], redirect: {uri: /home/}', TO_A), at: [1, 'spec.http[0].redirect'] },
    {
      yaml: gateway + redirects('a', 'redirect: {authority: b.example.com}') + redirects('b', 'redirect: {authority: a.example.com}'),
      at: [1, 'spec.http[0].redirect'],
    },
  ],
};

/** A route that redirects. */
interface Step {
  readonly routes: MeshRoutes;
  readonly index: number;
}

/** What is known of a request. */
interface Request {
  readonly host: string | undefined;
  readonly path: string;
  readonly scheme: string | undefined;
  readonly port: number | undefined;
}

function stepText({ routes, index }: Step): string {
  const { entry, index: number } = routes.placesOfHttp[index]!;
  return `${renderPath(['spec', 'http', number])} of ${renderResource(entry.id)}`;
}

function routesByHost(mesh: Mesh): ReadonlyMap<string, readonly MeshRoutes[]> {
  const byHost = new Map<string, MeshRoutes[]>();
  for (const routes of mesh.routes) for (const host of new Set(routes.hosts)) byHost.set(host, [...byHost.get(host) ?? [], routes]);
  return byHost;
}

/** The redirects that a request goes through before it comes to the first one again; undefined unless it certainly does. */
function circleFrom(mesh: Mesh, byHost: ReadonlyMap<string, readonly MeshRoutes[]>, first: Step): readonly Step[] | undefined {
  const start = firstRequest(first);
  const steps: Step[] = [];
  let step = first;
  let request = start && redirected(first, start);
  while (request && steps.length < 20) {
    steps.push(step);
    const next = taker(mesh, byHost, step.routes, request);
    if (!next) return undefined;
    const again = redirected(next, request);
    if (!again) return undefined;
    if (next.routes === first.routes && next.index === first.index && isSame(again, redirected(first, start!)!)) return steps;
    step = next;
    request = again;
  }
  return undefined;
}

function isSame(a: Request, b: Request): boolean {
  return a.host === b.host && a.path === b.path && a.scheme === b.scheme && a.port === b.port;
}

/** A request that takes a route; undefined where other tests than those of path, port and scheme decide. */
function firstRequest({ routes, index }: Step): Request | undefined {
  const { match = [] } = routes.http[index]!;
  const host = routes.hosts.length === 1 && !routes.hosts[0]!.startsWith('*') ? routes.hosts[0] : undefined;
  const [only] = match;
  if (match.length > 1) return undefined;
  if (only && !isPlain(only)) return undefined;
  const path = only?.uri?.exact ?? only?.uri?.prefix ?? '/';
  if (only?.uri?.regex !== undefined) return undefined;
  return { host, path, scheme: only?.scheme?.exact, port: only?.port || undefined };
}

type Match = NonNullable<HttpRouteSpec['match']>[number];

function isPlain({ uri: _uri, scheme, port: _port, name: _name, gateways: _gateways, ...others }: Match): boolean {
  return (scheme === undefined || scheme.exact !== undefined)
    && Object.values(others).every((value) => value === undefined || value === false || (typeof value === 'object' && Object.keys(value as object).length === 0));
}

/** The request that a redirect makes of one; undefined where that is not certain. */
function redirected({ routes, index }: Step, request: Request): Request | undefined {
  const { redirect } = routes.http[index]!;
  if (!redirect) return undefined;
  const { uri, authority, scheme, port, prefixRewrite, derivePort } = redirect;
  if (uri?.includes('%') || prefixRewrite !== undefined || authority?.includes(':')) return undefined;
  const toPort = port ?? (derivePort === 'FROM_REQUEST_PORT' ? request.port : undefined);
  const toScheme = scheme ?? request.scheme;
  return {
    host: authority?.toLowerCase() ?? request.host,
    path: uri ?? request.path,
    scheme: toScheme,
    port: toPort ?? (toScheme === 'https' ? 443 : toScheme === 'http' ? 80 : request.port),
  };
}

/** The route that a request takes at the gateways of the redirect; undefined where that is not certain. */
function taker(mesh: Mesh, byHost: ReadonlyMap<string, readonly MeshRoutes[]>, from: MeshRoutes, request: Request): Step | undefined {
  const isBeside = ({ gateways }: MeshRoutes): boolean => gateways.some((each) => from.gateways.includes(each));
  const candidates = request.host === undefined ? [from] : (byHost.get(request.host) ?? []).filter(isBeside);
  if (candidates.length !== 1) return undefined; // joined routes depend on their age
  const [routes] = candidates as [MeshRoutes];
  if (request.scheme !== undefined && !isServed(mesh, routes, request)) return undefined;
  for (const index of candidatesOf(routes, request.path)) {
    const { match = [] } = routes.http[index]!;
    const verdicts = match.length === 0 ? [true] : match.map((each) => takes(each, request));
    if (verdicts.includes(true)) return { routes, index };
    if (verdicts.includes(undefined)) return undefined;
  }
  return undefined;
}

/** Routes by the one path that they match, and the numbers of all others. */
interface RoutesByPath {
  readonly exact: ReadonlyMap<string, readonly number[]>;
  readonly others: readonly number[];
}

const byPath = new WeakMap<MeshRoutes, RoutesByPath>();

/** The numbers of the routes that a request for a path may take, in their order. */
function candidatesOf(routes: MeshRoutes, path: string): readonly number[] {
  let index = byPath.get(routes);
  if (!index) {
    const exact = new Map<string, number[]>();
    const others: number[] = [];
    for (const [i, { match = [] }] of routes.http.entries()) {
      const only = match.length === 1 ? match[0]!.uri?.exact : undefined;
      if (only === undefined) others.push(i);
      else exact.set(only, [...exact.get(only) ?? [], i]);
    }
    index = { exact, others };
    byPath.set(routes, index);
  }
  return [...index.exact.get(path) ?? [], ...index.others].sort((a, b) => a - b);
}

/** True where a gateway of the routes has a server of that scheme for the host that does not redirect by itself. */
function isServed(mesh: Mesh, { gateways, namespace, hosts }: MeshRoutes, { scheme, host }: Request): boolean {
  if (gateways.includes(MESH)) return scheme === 'http';
  return gateways.flatMap((key) => mesh.gateway(key) ?? []).some(({ entry, listeners }) => listeners.some(({ server }) => (
    isServerFor(server, namespaceOf(entry), namespace, host === undefined ? hosts : [host]) && routesOfServer(server) === 'http'
    && (scheme === 'https' ? isTlsProtocol(server.port.protocol) : !isTlsProtocol(server.port.protocol) && server.tls?.httpsRedirect !== true)
  )));
}

function takes(match: Match, { path, scheme, port }: Request): boolean | undefined {
  if (match.port && port !== undefined && match.port !== port) return false;
  if (match.scheme?.exact !== undefined && scheme !== undefined && match.scheme.exact !== scheme) return false;
  const { exact, prefix, regex } = match.uri ?? {};
  if (exact !== undefined && exact !== path) return false;
  if (prefix !== undefined && !path.startsWith(prefix)) return false;
  const isOpen = regex !== undefined || !isPlain(match)
    || (match.port !== undefined && port === undefined) || (match.scheme !== undefined && scheme === undefined);
  return isOpen ? undefined : true;
}
