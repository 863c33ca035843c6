import type { ProxyView } from '../../mesh/proxy-view';
import type { RegisteredService } from '../../mesh/service';
import { isIp } from '../../values/ip';

/** The domains of a service: those that name it in full, and short names that other hosts may take from it. */
export interface ServiceDomains {
  readonly all: readonly string[];
  readonly short: ReadonlySet<string>;
}

/**
 * The values of `Host` that mean a service for a client: its name in the lengths that the client's DNS completes, and its addresses.
 * With a port each stands there with the port too. Source: httproute.go#generateVirtualHostDomains.
 */
export function serviceDomains(service: RegisteredService, { proxy: { namespace }, settings }: ProxyView, port?: number): ServiceDomains {
  const { host, resolution, registry, addresses, aliases = [] } = service;
  const named = [host, ...aliases].map((name) => ({ name, short: alternativeNames(name, namespace, settings.clusterDomain, port) }));
  const domains = named.flatMap(({ name, short }) => [...withPort(name, port), ...short]);
  // The pods of a headless service have names below it.
  const below = resolution === 'NONE' && registry === 'Kubernetes' ? domains.map((domain) => `*.${domain}`) : [];
  // istiod registers a ServiceEntry for each address; the last one stands for the host here.
  const own = registry === 'Kubernetes' ? addresses : addresses.slice(-1);
  return {
    all: [...domains, ...below, ...own.flatMap((address) => withPort(address, port))],
    short: new Set(named.flatMap(({ short }) => short)),
  };
}

/** Shorter forms of a name. Source: httproute.go#GenerateAltVirtualHosts, #generateAltVirtualHostsForKubernetesService. */
export function alternativeNames(host: string, namespace: string, clusterDomain: string, port?: number): readonly string[] {
  const absolute = [...(isIp(host) ? [] : [`${host}.`]), ...(port === undefined ? [] : [`${host}.:${port}`])];
  const end = `.svc.${clusterDomain}`;
  const at = host.indexOf('.svc.');
  const dot = host.indexOf('.');
  if (!host.endsWith(end) || at <= 0 || dot + 1 > at) return absolute;
  const inCluster = host.slice(0, at);
  const isOwn = host.slice(dot + 1, at) === namespace;
  const names = isOwn ? [host.slice(0, dot), `${inCluster}.svc`, inCluster] : [inCluster, `${inCluster}.svc`];
  return [...absolute, ...names.flatMap((name) => withPort(name, port))];
}

/** The domain of a name; an IPv6 address stands in brackets. */
export function withPort(name: string, port?: number): readonly string[] {
  const domain = name.includes(':') && isIp(name) ? `[${name}]` : name;
  return port === undefined ? [domain] : [domain, `${domain}:${port}`];
}

/** Takes domains for virtual hosts, each once. */
export class TakenDomains {
  readonly #taken = new Set<string>();
  readonly #known = new Set<string>();

  /** @param services the services that have a virtual host: no short name of another one stands for their full names */
  public constructor(services: readonly RegisteredService[]) {
    for (const { host } of services) this.#known.add(host);
  }

  /** The domains that are still free. Source: httproute.go#dedupeDomains. */
  public take(domains: readonly string[], short: ReadonlySet<string> = new Set()): readonly string[] {
    return domains.filter((domain) => {
      const key = domain.toLowerCase();
      if (this.#taken.has(key) || (short.has(domain) && this.#known.has(domain))) return false;
      this.#taken.add(key);
      return true;
    });
  }
}
