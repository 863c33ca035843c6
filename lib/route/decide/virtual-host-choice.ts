import type { RouteConfiguration, VirtualHost } from '../requests/route-configuration';

/** A host without its port; an IPv6 address keeps its brackets. */
export function withoutPort(authority: string): string {
  const colon = authority.lastIndexOf(':');
  const hasPort = colon > authority.lastIndexOf(']') && /^[0-9]*$/.test(authority.slice(colon + 1)) && !isBareIpv6(authority);
  return hasPort ? authority.slice(0, colon) : authority;
}

function isBareIpv6(authority: string): boolean {
  return !authority.startsWith('[') && authority.indexOf(':') !== authority.lastIndexOf(':');
}

/** The hosts of a configuration by their domains, for one look-up a request. */
interface DomainIndex {
  readonly exact: ReadonlyMap<string, VirtualHost>;
  /** By the text after the star, the longest first. */
  readonly suffixes: readonly (readonly [suffix: string, host: VirtualHost])[];
  readonly rest: VirtualHost | undefined;
}

const indexes = new WeakMap<RouteConfiguration, DomainIndex>();

/** The virtual host that a request's host means: the one with that domain, else with the longest wildcard, else the one for all. */
export function virtualHostFor(configuration: RouteConfiguration, authority: string): VirtualHost | undefined {
  const { exact, suffixes, rest } = indexOf(configuration);
  const host = withoutPort(authority).toLowerCase();
  return exact.get(host) ?? suffixes.find(([suffix]) => host.length > suffix.length && host.endsWith(suffix))?.[1] ?? rest;
}

function indexOf(configuration: RouteConfiguration): DomainIndex {
  const known = indexes.get(configuration);
  if (known) return known;
  const exact = new Map<string, VirtualHost>();
  const suffixes: [string, VirtualHost][] = [];
  let rest: VirtualHost | undefined;
  for (const host of configuration.virtualHosts) {
    for (const domain of host.domains.map((each) => each.toLowerCase())) {
      if (domain === '*') rest ??= host;
      else if (domain.startsWith('*')) suffixes.push([domain.slice(1), host]);
      else if (!exact.has(domain)) exact.set(domain, host);
    }
  }
  const index = { exact, suffixes: suffixes.sort(([a], [b]) => b.length - a.length), rest };
  indexes.set(configuration, index);
  return index;
}
