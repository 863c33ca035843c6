import { renderResource } from '../../core/finding';
import { choices, quote } from '../../core/quote';
import { selects } from '../../mesh/endpoint';
import { type MeshGateway, serversOf } from '../../mesh/gateways';
import type { RegisteredService } from '../../mesh/service';
import { policyOf } from '../../route/policy';
import { splitNamespacedHost } from '../../values/namespaced-host';
import { hostsMatch } from '../../values/host-relation';
import type { Analyzer } from '../analyzer';
import { detour, egressGateway, entry, hop, MUTUAL } from '../egress-yaml';

/** Clients connect to an egress gateway with mutual TLS and without the server name (SNI) that its server expects, so it refuses them. */
export const serverNameMissing: Analyzer = {
  id: 'egress/server-name-missing',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected the server name that a server of the egress gateway is for',
  why: 'A server with TLS takes connections whose server name is one of its hosts. The sidecar of a client sends the name of the gateway\'s own cluster, '
    + '`outbound_.443_._.egress…`, unless its rule has another one, so the gateway finds no filter chain and closes the connection: 503.',
  fix: 'write the host as "sni" into the TLS of the rule; with several hosts into that of a subset for each',
  source: ['test/traffic/recorded/egress-without-a-server-name.yaml', 'pilot/pkg/networking/core/cluster_tls.go#ClusterBuilder.buildUpstreamTLSSettings'],
  reads: [],
  check(mesh, report) {
    for (const { host, gateways, hop: { host: gatewayHost, port, subset, on, path, routes }, service } of mesh.detours) {
      if (!service || port === undefined) continue;
      const servers = gateways.flatMap((key) => mesh.gateway(key) ?? []).flatMap(serversOf)
        .filter(({ gateway, server }) => (gateway.workloads.length === 0 ? server.port.number === port && selectsPodsOf(service, gateway)
          : gateway.listeners.some((each) => (
            each.server === server && each.openedBy.some((opened) => opened.service === service && opened.port === port)
          ))));
      if (servers.length === 0 || servers.some(({ server }) => server.tls?.mode === undefined || server.tls.mode === 'PASSTHROUGH')) continue;
      const names = servers.flatMap(({ server }) => server.hosts.map((each) => splitNamespacedHost(each).host.toLowerCase()));
      if (names.includes('*')) continue;
      const rule = mesh.ruleOf(routes.namespace, service) ?? mesh.ruleOf(service.namespace, service);
      const { tls } = policyOf(rule, port, rule?.subsets.find(({ name }) => name === subset));
      if (tls?.mode === undefined || tls.mode === 'DISABLE') continue;
      const { sni = '' } = tls;
      if (sni !== '' && names.some((name) => hostsMatch(name, sni.toLowerCase()))) continue;
      const got = sni === '' ? 'none' : quote(sni);
      const at = rule!.entries[0]!;
      report({ on: at, path: ['spec'] }, {
        message: `Expected the server name ${choices(names)} in the TLS to ${quote(gatewayHost)} on port ${port}${subset === undefined ? '' : ` of subset ${quote(subset)}`}, got ${got}, `
          + `so ${renderResource(servers[0]!.gateway.entry.id)} closes connections for ${quote(host)}`,
        related: [{ on: servers[0]!.gateway.entry, path: ['spec', 'servers', servers[0]!.index, 'hosts'] }, { on, path }],
      });
    }
  },
  good: [
    entry + egressGateway(MUTUAL) + detour() + hop('mode: ISTIO_MUTUAL, sni: api.partner.com'),
    entry + egressGateway(MUTUAL, '"*"') + detour() + hop('mode: ISTIO_MUTUAL'),
  ],
  bad: [
    { yaml: entry + egressGateway(MUTUAL) + detour() + hop('mode: ISTIO_MUTUAL'), at: [5, 'spec'] },
    { yaml: entry + egressGateway(MUTUAL) + detour() + hop('mode: ISTIO_MUTUAL, sni: egress.egress.svc.cluster.local'), at: [5, 'spec'] },
  ],
};

/** True for a Service whose pods are those of a Gateway, as far as their selectors show it. */
function selectsPodsOf({ selector = {} }: RegisteredService, { entry }: MeshGateway): boolean {
  const { selector: pods = {} } = entry.resource.spec as { readonly selector?: Readonly<Record<string, string>> };
  return Object.keys(selector).length > 0 && selects(pods, selector);
}
