import type { ProxyView } from '../../mesh/proxy-view';
import type { RegisteredService } from '../../mesh/service';
import type { HttpRouteSpec } from '../../mesh/virtual-services';
import { type DestinationName, destinationCluster } from '../cluster-name';
import { routeHash } from '../hash-key';
import { defined } from '../limits';
import { seconds } from '../seconds';
import { retryPolicy, type RetrySpec, share } from './behaviours';
import { operationsOf } from './header-changes';
import type { DirectResponse, Forward, Mirror, NoAction, Redirect, RouteCluster } from './route-configuration';

/** What the routes of a VirtualService depend on. */
export interface RouteContext {
  readonly view: ProxyView;
  /** The port of the listener; at a gateway, of the server. */
  readonly port: number;
  /** True when the requests come through TLS. */
  readonly isTls: boolean;
  /** The service that a destination names. */
  readonly serviceOf: (host: string) => RegisteredService | undefined;
}

/** Source: route/route.go#applyHTTPRouteDestination. */
export function forward(spec: HttpRouteSpec, context: RouteContext): Forward {
  const { view } = context;
  const { route = [], rewrite: { uri, uriRegexRewrite, authority } = {}, timeout } = spec;
  const destinations = route.length === 1 ? route : route.filter(({ weight = 0 }) => weight > 0);
  const keys = destinations.map(({ destination: { host, subset = '', port } }) => routeHash(view.ruleOf(host), subset, port?.number));
  const only = route.length === 1 ? operationsOf(route[0]!.headers).host : undefined;
  const retries = spec.retries ?? view.settings.defaultHttpRetryPolicy as RetrySpec | undefined;
  return defined({
    does: 'forward',
    clusters: destinations.map((destination) => routeCluster(destination, route.length > 1, context)),
    timeout: seconds(timeout) ?? 0,
    retries: retryPolicy(retries, route.length === 1 && keys[0] !== undefined),
    mirrors: mirrorsOf(spec, context),
    hashes: keys.flatMap((key) => key ?? []),
    pathRewrite: uriRegexRewrite ? undefined : uri || undefined,
    regexRewrite: uriRegexRewrite && { regex: uriRegexRewrite.match ?? '', substitution: uriRegexRewrite.rewrite ?? '' },
    host: authority || operationsOf(spec.headers).host || only || undefined,
  });
}

type WeightedDestination = NonNullable<HttpRouteSpec['route']>[number];

/** Headers of a single destination stand among those of the route. */
function routeCluster(
  { destination, weight = 0, headers }: WeightedDestination, isOneOfSeveral: boolean, context: RouteContext,
): RouteCluster {
  const cluster = { to: 'service', ...clusterOf(destination, context) } as const;
  if (!isOneOfSeveral) return { cluster, weight: 1 };
  const { request, response, host } = operationsOf(headers);
  return defined({ cluster, weight, requestHeaders: request, responseHeaders: response, host: host || undefined });
}

function clusterOf(destination: DestinationName, { serviceOf, port }: RouteContext): ReturnType<typeof destinationCluster> {
  return destinationCluster(destination, serviceOf(destination.host), port);
}

/** Source: route/route.go#MirrorPercent, #MirrorPercentByPolicy. */
function mirrorsOf(spec: HttpRouteSpec, context: RouteContext): readonly Mirror[] {
  const { mirror, mirrorPercentage, mirrorPercent, mirror_percent: oldPercent, mirrors = [] } = spec;
  const percentOfMirror = mirrorPercentage ? share(mirrorPercentage.value) : mirrorPercent ?? oldPercent ?? 100;
  const all = [
    ...(mirror ? [{ destination: mirror, percent: percentOfMirror }] : []),
    ...mirrors.map(({ destination, percentage }) => ({ destination, percent: percentage ? share(percentage.value) : 100 })),
  ];
  return all.filter(({ destination, percent }) => destination?.host !== undefined && percent > 0)
    .map(({ destination, percent }) => ({ cluster: { to: 'service', ...clusterOf(destination, context) }, percent }));
}

const CODES: readonly number[] = [301, 302, 303, 307, 308];

/** Source: route/route.go#ApplyRedirect. */
export function redirect(spec: NonNullable<HttpRouteSpec['redirect']>, { port, isTls }: RouteContext): Redirect | NoAction {
  const { authority, uri, prefixRewrite, scheme, redirectCode } = spec;
  const status = redirectCode || 301;
  if (!CODES.includes(status)) return { does: 'nothing' };
  const wanted = spec.port ?? (spec.derivePort === 'FROM_REQUEST_PORT' ? port : 0);
  const final = scheme || (isTls ? 'https' : 'http');
  const isUsual = (wanted === 80 && final === 'http') || (wanted === 443 && final === 'https');
  return defined<Redirect>({
    does: 'redirect',
    status: status as Redirect['status'],
    scheme: scheme || undefined,
    host: authority || undefined,
    port: isUsual ? undefined : wanted || undefined,
    path: prefixRewrite ? undefined : uri || undefined,
    prefixRewrite: prefixRewrite || undefined,
  });
}

/** Source: route/route.go#ApplyDirectResponse. */
export function directResponse({ status, body }: NonNullable<HttpRouteSpec['directResponse']>): DirectResponse {
  const text = body?.string ?? (body?.bytes === undefined ? undefined : Buffer.from(body.bytes, 'base64').toString('utf8'));
  return defined({ does: 'respond', status, body: text });
}
