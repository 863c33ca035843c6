import { isDeepStrictEqual } from 'node:util';
import { clusterText } from '../../lib/route/cluster-name';
import { decideRequest, type RequestDecision, type RequestForwarded } from '../../lib/route/decide/decide-request';
import { compile, type ProxyConfig } from '../../lib/route/proxy-config';
import { type FormatRun, printTable } from './format';
import { type MeshCase, viewsOf } from './mesh-case';

/** A mesh, proxies in it, and requests at them. */
export interface RoutingCase extends MeshCase {
  readonly requests: readonly RequestSpec[];
  /** What becomes of them; not there in a case that is only asked. */
  readonly answers?: readonly unknown[];
}

interface RequestSpec {
  readonly proxy: string;
  readonly port: number;
  readonly method?: string;
  readonly host: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly times?: number;
  /** The name of a route configuration; without it that of the port. */
  readonly route?: string;
}

/** Our answers to a case, in the form of the recorded ones. */
export function decideRouting(given: RoutingCase): unknown[] {
  const views = viewsOf(given);
  return given.requests.map((request) => {
    const config = compile(views.get(request.proxy)!);
    const name = routesOf(config, request);
    if (name === undefined) return { error: 'no route configuration' };
    const { method = 'GET', host, path = '/', headers = {} } = request;
    const decision = decideRequest(config, config.routes(name), {
      method, path, authority: host, scheme: 'http', headers: Object.entries(headers).flatMap(([key, value]) => sent(key, value)),
    });
    return answerOf(decision);
  });
}

function sent(name: string, value: string | readonly string[]): readonly (readonly [string, string])[] {
  return [value].flat().map((each) => [name.toLowerCase(), each as string] as const);
}

/** The route configuration that a request is for: the recorded ones went by name, without a listener. */
function routesOf({ routeNames }: ProxyConfig, { port, route }: RequestSpec): string | undefined {
  const wanted = route === undefined ? [String(port), `http.${port}`] : [route];
  return routeNames.find((name) => wanted.includes(name))
    ?? routeNames.find((name) => name.endsWith(`:${port}`) || name.startsWith(`https.${port}.`));
}

function answerOf({ route, outcomes, mirrors }: RequestDecision): unknown {
  const clusters: Record<string, number> = {};
  for (const outcome of outcomes) {
    const key = outcome.is === 'forwarded' ? clusterText(outcome.cluster) : `(${outcome.status})`;
    clusters[key] = (clusters[key] ?? 0) + outcome.share;
  }
  // Chance decides between several; what they have apart from the cluster is that of the last one.
  const forwarded = outcomes.filter((outcome): outcome is RequestForwarded => outcome.is === 'forwarded').pop();
  const responded = outcomes.find((outcome) => outcome.is === 'responded');
  const isResponded = !forwarded && responded?.is === 'responded';
  const copies: Record<string, number> = {};
  for (const { cluster, share } of mirrors) copies[clusterText(cluster)] = (copies[clusterText(cluster)] ?? 0) + share;
  return {
    status: isResponded ? responded.status : 200,
    clusters,
    ...(route && route.name !== '' && !(isResponded && responded.why === 'preflight') && { route: route.name }),
    ...(isResponded && responded.location !== undefined && { location: responded.location }),
    ...(isResponded && responded.body && { body: responded.body }),
    ...(forwarded && arrived(forwarded)),
    ...(Object.keys(copies).length > 0 && { mirrors: copies }),
  };
}

function arrived({ request: { path, authority, method, headers } }: RequestForwarded): object {
  return { path, authority, method, headers: asReceived(headers) };
}

/** Headers of which a server written in JavaScript keeps the first value. */
const FIRST_ONLY: ReadonlySet<string> = new Set([
  'age', 'authorization', 'content-type', 'etag', 'from', 'referer', 'user-agent', 'location', 'proxy-authorization',
]);

/** Headers as the server has them that the recorded requests reached: each once. */
function asReceived(headers: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const received: Record<string, string> = {};
  for (const [name, value] of headers) {
    const known = received[name];
    if (known === undefined) received[name] = value;
    else if (!FIRST_ONLY.has(name)) received[name] = `${known}${name === 'cookie' ? '; ' : ', '}${value}`;
  }
  return received;
}

interface Answer {
  readonly error?: unknown;
  readonly clusters?: Shares;
  readonly mirrors?: Shares;
  readonly times?: number;
  readonly names?: unknown;
}

type Shares = Readonly<Record<string, number>>;

/** True when both answers are the same: shares within what was sampled, and what chance decides by its share alone. */
export function isSameRouting(theirs: Answer, ours: Answer): boolean {
  if (theirs.error !== undefined || ours.error !== undefined) return (theirs.error === undefined) === (ours.error === undefined);
  const { clusters = {}, mirrors = {}, times, ...rest } = theirs;
  const { clusters: ownClusters = {}, mirrors: ownMirrors = {}, ...own } = ours;
  const isChance = Object.keys(ownClusters).length > 1 || Object.keys(clusters).length > 1;
  const tolerance = times === undefined ? 0 : 0.2;
  const isSame = isChance || isDeepStrictEqual(rest, own);
  return isSame && areClose(clusters, ownClusters, tolerance) && areClose(mirrors, ownMirrors, tolerance);
}

function areClose(a: Shares, b: Shares, tolerance: number): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => Math.abs((a[key] ?? 0) - (b[key] ?? 0)) <= tolerance + 1e-9);
}

/** Both answers to each request of a case. */
export function compareRouting(given: RoutingCase): { readonly ask: RequestSpec; readonly theirs: Answer; readonly ours: Answer }[] {
  const ours = JSON.parse(JSON.stringify(decideRouting(given))) as Answer[];
  return given.requests.map((ask, i) => ({ ask, theirs: (given.answers?.[i] ?? {}) as Answer, ours: ours[i]! }));
}

/** Compares all cases and prints agreement, at sidecars and at gateways. */
export const runRouting: FormatRun<RoutingCase> = (cases, print, most) => {
  const counts = new Map<string, { asked: number; agreed: number }>();
  const wrong: string[] = [];
  for (const given of cases) {
    const kinds = new Map(given.proxies.map(({ name, type }) => [name, type === 'router' ? 'at a gateway' : 'at a sidecar']));
    for (const { ask, theirs, ours } of compareRouting(given)) {
      const kind = kinds.get(ask.proxy)!;
      const count = counts.get(kind) ?? { asked: 0, agreed: 0 };
      counts.set(kind, count);
      count.asked++;
      if (isSameRouting(theirs, ours)) count.agreed++;
      else wrong.push(`  ${given.id} ${JSON.stringify(ask)}\n    Envoy: ${JSON.stringify(theirs)}\n    we: ${JSON.stringify(ours)}`);
    }
  }
  printTable([['request', 'asked', 'agreed'], ...[...counts].map(([kind, { asked, agreed }]) => [kind, String(asked), String(agreed)])], print);
  print(`${cases.length} meshes with requests, ${wrong.length} other answers`);
  for (const line of wrong.slice(0, most)) print(line);
  return wrong.length === 0;
};
