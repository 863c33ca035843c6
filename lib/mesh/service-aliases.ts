import type { RegisteredService } from './service';

/** The services, each with the names of ExternalName Services that stand for it. Source: model/push_context.go#resolveServiceAliases. */
export function withAliasNames(services: readonly RegisteredService[]): readonly RegisteredService[] {
  const meaning = new Map(services.flatMap(({ resolution, host, aliasOf }) => (
    resolution === 'ALIAS' && aliasOf !== undefined ? [[host, aliasOf] as const] : []
  )));
  if (meaning.size === 0) return services;
  const aliases = new Map<string, RegisteredService[]>();
  for (const service of services) {
    const host = service.resolution === 'ALIAS' ? lastOf(service.host, meaning) : undefined;
    if (host !== undefined) aliases.set(host, [...aliases.get(host) ?? [], service]);
  }
  return services.map((service) => {
    const own = aliases.get(service.host);
    return own ? { ...service, aliases: own.sort(byNamespace).map(({ host }) => host) } : service;
  });
}

/** The name at the end of a chain of aliases; undefined for a circle. */
function lastOf(alias: string, meaning: ReadonlyMap<string, string>): string | undefined {
  const seen = new Set<string>();
  let name = alias;
  for (;;) {
    const next = meaning.get(name);
    if (next === undefined) return name;
    if (seen.has(name)) return undefined;
    seen.add(name);
    name = next;
  }
}

function byNamespace(a: RegisteredService, b: RegisteredService): number {
  return a.namespace === b.namespace ? (a.host < b.host ? -1 : 1) : a.namespace < b.namespace ? -1 : 1;
}
