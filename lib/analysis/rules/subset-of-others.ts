import { renderResource } from '../../core/finding';
import { choices, quote } from '../../core/quote';
import type { RoutedDestination } from '../../mesh/routed-destinations';
import type { Mesh } from '../../mesh/mesh';
import { type EntryOf, namespaceOf } from '../../mesh/mesh-entry';
import { qualifyHost } from '../../values/host-name';
import type { Analyzer } from '../analyzer';
import { routesTo, rule, service } from '../rule-yaml';

const subset = (name: string): string => `subsets: [{name: ${name}, labels: {version: ${name}}}]`;

/** A route leads to a subset that some clients do not have, because they follow another rule, or none. */
export const subsetOfOthers: Analyzer = {
  id: 'rules/subset-of-others',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected a rule with the subset for all clients that follow the route',
  why: 'A client follows one rule of a host: of its own namespace, else of the namespace of the service, else of the root namespace, as far as it is exported to '
    + 'the client. Istio does not join rules that are exported to different namespaces, and a rule in a third namespace is for the clients of that one alone. To a client without '
    + 'the subset its cluster does not exist, so requests to it respond with 503.',
  fix: 'define all subsets of the host in one rule, in the namespace of the service, exported to all clients',
  source: ['test/traffic/recorded/rules-for-two-audiences.yaml', 'pilot/pkg/model/push_context.go#PushContext.destinationRule'],
  reads: ['DestinationRule'],
  check(mesh, report) {
    const rules = mesh.all('DestinationRule');
    if (rules.length === 0) return;
    const defined = rulesByHost(mesh, rules);
    for (const each of mesh.destinations) {
      const ofHost = each.subset === undefined ? [] : defined.get(each.host) ?? [];
      const having = ofHost.find(({ resource: { spec: { subsets = [] } } }) => subsets.some(({ name }) => name === each.subset));
      const named = having && mesh.namedService(each.host, each.routes.namespace);
      if (!having || !named) continue;
      const without = clientsOf(mesh, each, ofHost, named.namespace).filter((namespace) => {
        const followed = mesh.ruleOf(namespace, named);
        // A rule of the client's own namespace that hides another is a finding at that rule.
        if (followed?.namespace === namespace && namespace !== named.namespace) return false;
        return followed?.subsets.some(({ name }) => name === each.subset) !== true;
      });
      if (without.length === 0) continue;
      const followed = mesh.ruleOf(without[0]!, named)?.entries[0];
      report({ on: each.on, path: [...each.path, 'subset'] }, {
        message: `Expected a rule with the subset ${quote(each.subset)} for clients in ${choices(without).replaceAll(' or ', ' and ')}, which follow `
          + `${followed ? renderResource(followed.id) : 'no rule'} and not ${renderResource(having.id)}, so their requests respond with 503`,
        related: [{ on: having, path: ['spec', 'subsets'] }, ...followed ? [{ on: followed, path: ['spec', 'host'] }] : []],
      });
    }
  },
  good: [
    service + rule('shop', 'subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]') + routesTo(['v1', 'v2']),
    service + rule('shop', subset('v1'), 'a') + rule('shop', subset('v2'), 'b') + routesTo(['v1', 'v2']),
    service + rule('web', subset('v1')) + routesTo(['v1'], 'web', 'exportTo: [.], '),
    service + rule('istio-system', subset('v1')) + routesTo(['v1']),
  ],
  bad: [
    {
      yaml: service + rule('shop', `${subset('v1')}, exportTo: [red]`, 'a') + rule('shop', `${subset('v2')}, exportTo: [blue]`, 'b') + routesTo(['v1', 'v2']),
      at: [3, 'spec.http[0].route[0].destination.subset'],
    },
    { yaml: service + rule('config', subset('v1')) + routesTo(['v1']), at: [2, 'spec.http[0].route[0].destination.subset'] },
  ],
};

function rulesByHost(mesh: Mesh, rules: readonly EntryOf<'DestinationRule'>[]): ReadonlyMap<string, readonly EntryOf<'DestinationRule'>[]> {
  const { clusterDomain } = mesh.settings;
  const byHost = new Map<string, EntryOf<'DestinationRule'>[]>();
  for (const entry of rules) {
    const { host } = entry.resource.spec as { readonly host?: string };
    if (host === undefined) continue;
    const full = qualifyHost(host, namespaceOf(entry), clusterDomain);
    byHost.set(full, [...byHost.get(full) ?? [], entry]);
  }
  return byHost;
}

/**
 * The namespaces whose clients certainly take a route: those to which it or a rule of its host is exported by name, that of the
 * gateway's pods, and that of the service where the route is in there too.
 */
function clientsOf(mesh: Mesh, { routes, gateways }: RoutedDestination, rules: readonly EntryOf<'DestinationRule'>[], home: string): readonly string[] {
  const ofGateways = gateways.flatMap((key) => mesh.gateway(key)?.workloads ?? []).map(({ namespace }) => namespace);
  if (!gateways.includes('mesh')) return [...new Set(ofGateways)];
  const { exportTo = [] } = routes.entry.resource.spec;
  const named = [...exportTo, ...rules.flatMap(({ resource: { spec } }) => spec.exportTo ?? [])].filter((to) => to !== '*' && to !== '.' && to !== '~');
  const own = routes.namespace === home ? [home] : [];
  return [...new Set([...named, ...own, ...ofGateways])].filter((namespace) => mesh.seesRoutes(namespace, routes));
}
