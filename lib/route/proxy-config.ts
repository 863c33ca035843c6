import type { ProxyView } from '../mesh/proxy-view';
import { clusterOf } from './cluster';
import { type ClusterName, clusterText } from './cluster-name';
import { gatewayListeners } from './listeners/gateway-listeners';
import { inboundListeners } from './listeners/inbound-listeners';
import type { Listener } from './listeners/listener';
import { type MergedGateway, mergedGateway } from './listeners/merged-gateway';
import { outboundListeners, virtualOutbound } from './listeners/outbound-listeners';
import { gatewayRoutes } from './requests/gateway-routes';
import { inboundRoutes } from './requests/inbound-routes';
import type { RouteConfiguration } from './requests/route-configuration';
import { sidecarRoutes } from './requests/sidecar-routes';

/**
 * What istiod sends to one proxy: listeners with filter chains, routes of requests by hosts, clusters. Each part is worked out when it is
 * first asked for.
 */
export class ProxyConfig {
  #listeners: readonly Listener[] | undefined;
  #gateway: MergedGateway | undefined;
  readonly #clusters = new Map<string, boolean>();
  readonly #routes = new Map<string, RouteConfiguration>();

  /** @param view what the proxy sees of the mesh */
  public constructor(public readonly view: ProxyView) {}

  /** What a gateway opens of the Gateways that select it, and what it does not; a sidecar opens nothing. */
  public get gateway(): MergedGateway {
    return this.#gateway ??= mergedGateway(this.view);
  }

  /** Its listeners: of a sidecar those for outgoing connections come first. */
  public get listeners(): readonly Listener[] {
    return this.#listeners ??= Object.freeze(this.view.proxy.type === 'gateway'
      ? [...gatewayListeners(this.view, this.gateway)]
      : [...outboundListeners(this.view), virtualOutbound(this.view), ...inboundListeners(this.view)]);
  }

  /** The names of the route configurations that its listeners use. */
  public get routeNames(): readonly string[] {
    const chains = this.listeners.flatMap(({ chains: own, defaultChain }) => (defaultChain ? [...own, defaultChain] : own));
    return [...new Set(chains.flatMap(({ filter }) => (filter.reads === 'requests' ? [filter.routes] : [])))];
  }

  /** The route configuration of that name. */
  public routes(name: string): RouteConfiguration {
    const known = this.#routes.get(name);
    if (known) return known;
    const made = this.#routesOf(name);
    this.#routes.set(name, made);
    return made;
  }

  #routesOf(name: string): RouteConfiguration {
    if (this.view.proxy.type === 'gateway') return gatewayRoutes(this.view, this.gateway, name);
    return inboundRoutes(name) ?? sidecarRoutes(this.view, name);
  }

  /** True when it has a cluster; connections to one that it lacks are closed. */
  public hasCluster(cluster: ClusterName): boolean {
    if (cluster.to !== 'service') return true;
    const name = clusterText(cluster);
    const known = this.#clusters.get(name) ?? clusterOf(this.view, cluster.host, cluster.port, cluster.subset) !== undefined;
    this.#clusters.set(name, known);
    return known;
  }
}

const configs = new WeakMap<ProxyView, ProxyConfig>();

/** What istiod sends to the proxy that has this view of the mesh. */
export function compile(view: ProxyView): ProxyConfig {
  const known = configs.get(view);
  if (known) return known;
  const config = new ProxyConfig(view);
  configs.set(view, config);
  return config;
}
