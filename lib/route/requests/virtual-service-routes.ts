import { selects } from '../../mesh/endpoint';
import type { Proxy } from '../../mesh/proxy-view';
import type { HttpRouteSpec, MeshRoutes } from '../../mesh/virtual-services';
import { defined } from '../limits';
import { corsOf, faultOf } from './behaviours';
import { joinedChanges, operationsOf } from './header-changes';
import { directResponse, forward, redirect, type RouteContext } from './route-action';
import type { Route, RouteAction, RouteOrigin } from './route-configuration';
import { isCatchAll, routeMatch } from './route-match';

type Match = NonNullable<HttpRouteSpec['match']>[number];

/**
 * The routes of a VirtualService for a listener: those whose port, gateway and client fit, up to the first that takes every request.
 * Source: route/route.go#BuildHTTPRoutesForVirtualService.
 */
export function virtualServiceRoutes(
  { entry: root, http, placesOfHttp }: MeshRoutes, gateway: string, context: RouteContext,
): readonly Route[] {
  const routes: Route[] = [];
  for (const [i, spec] of http.entries()) {
    const { entry, index } = placesOfHttp[i]!;
    const path = ['spec', 'http', index];
    const { match = [] } = spec;
    if (match.length === 0) {
      routes.push(translated(spec, undefined, context, { entry, path, root }));
      return routes;
    }
    for (const [j, each] of match.entries()) {
      if (!isFor(each, context.view.proxy, context.port, gateway)) continue;
      const route = translated(spec, each, context, { entry, path: entry === root ? [...path, 'match', j] : path, root });
      routes.push(route);
      if (isCatchAll(route.match)) return routes;
    }
  }
  return routes;
}

/** What a match says about the client and the listener: istiod decides it. Source: route/route.go#sourceMatchHTTP. */
function isFor(
  { port, gateways = [], sourceLabels = {}, sourceNamespace }: Match, proxy: Proxy, listenPort: number, gateway: string,
): boolean {
  if (port && port !== listenPort) return false;
  if (gateways.length > 0) return gateways.includes(gateway);
  return selects(sourceLabels, proxy.labels) && (!sourceNamespace || sourceNamespace === proxy.namespace);
}

function actionOf(spec: HttpRouteSpec, context: RouteContext): RouteAction {
  if (spec.redirect) return redirect(spec.redirect, context);
  return spec.directResponse ? directResponse(spec.directResponse) : forward(spec, context);
}

/** Source: route/route.go#TranslateRoute. */
function translated(spec: HttpRouteSpec, match: Match | undefined, context: RouteContext, origin: RouteOrigin): Route {
  const own = operationsOf(spec.headers);
  const isForwarded = !spec.redirect && !spec.directResponse;
  const only = isForwarded && spec.route?.length === 1 ? operationsOf(spec.route[0]!.headers) : undefined;
  return defined({
    name: `${spec.name ?? ''}${match?.name ? `.${match.name}` : ''}`,
    match: routeMatch(match),
    action: actionOf(spec, context),
    requestHeaders: joinedChanges(own.request, only?.request),
    responseHeaders: joinedChanges(own.response, only?.response),
    fault: faultOf(spec.fault),
    cors: corsOf(spec.corsPolicy),
    origin,
  });
}
