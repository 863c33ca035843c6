import { choices, quote } from '../../core/quote';
import { hostsMatch } from '../../values/host-relation';
import { namespaceOf } from '../../mesh/mesh-entry';
import { gatewayHosts } from '../gateway-hosts';
import { atGateways } from '../at-gateways';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const SET = (host: string): string => 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop, namespace: shop}\n'
  + `spec: {hosts: [${host}], gateways: [public], http: [{directResponse: {status: 204}}]}\n`
  + '---\napiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: public, namespace: shop}\n'
  + 'spec: {selector: {istio: ingressgateway}, servers: [{hosts: ["*.example.com"], port: {number: 80, name: http, protocol: HTTP}}]}';

/** A VirtualService for a Gateway none of whose servers has one of its hosts. */
export const hostNotAtGateway: Analyzer = {
  id: 'routes/host-not-at-gateway',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a host that a server of the Gateway has',
  why: 'A Gateway takes only the routes of hosts that its servers have, and only from namespaces that they name: none of '
    + 'these routes holds there.',
  fix: 'write a host that the servers have, or add the host to a server',
  source: [
    'pkg/config/analysis/analyzers/virtualservice/gateways.go#vsHostInGateway',
    'https://istio.io/latest/docs/reference/config/analysis/ist0132/',
  ],
  aliases: ['IST0132'],
  reads: ['Gateway', 'VirtualService'],
  check(mesh, report) {
    reportOnce(report, atGateways(mesh).flatMap(({ entry, path, written, gateway }) => {
      const { hosts = [] } = entry.resource.spec as Partial<typeof entry.resource.spec>;
      const known = gateway ? gatewayHosts(gateway, namespaceOf(entry)) : [];
      if (hosts.some((host) => known.some((each) => hostsMatch(each, host)))) return [];
      // The hosts of a Gateway that is not given are unknown.
      if (!gateway && mesh.world === 'open') return [];
      const has = gateway && known.length > 0 ? `which has ${choices(known)} for the namespace` : 'which has none for the namespace';
      return [{
        key: gateway ? `${namespaceOf(gateway)}/${gateway.id.name}` : written,
        at: { on: entry, path },
        detail: {
          message: gateway ? `Expected a host of ${quote(written)}, ${has}, got ${choices(hosts)}` : `Expected a Gateway with ${choices(hosts)}, got ${quote(written)}, which does not exist`,
          related: gateway ? [{ on: gateway, path: ['spec', 'servers'] }] : [],
        },
      }];
    }));
  },
  good: [SET('shop.example.com'), SET('"*"')],
  bad: [{ yaml: SET('shop.example.org'), at: [0, 'spec.gateways[0]'] }],
};
