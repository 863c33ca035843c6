import { quote } from '../../core/quote';
import { isForEverySidecar, tlsMatchesOf } from '../../mesh/sni-matches';
import type { Analyzer } from '../analyzer';
import { tlsEntries, tlsRoutes } from '../tls-yaml';

/** The subnets of one TLS match hold for all later matches of the listener. */
export const subnetsStick: Analyzer = {
  id: 'connections/subnets-stick',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected matches without subnets in front of those with subnets',
  why: 'istiod keeps the subnets of one TLS match for all later matches of the same listener, in other VirtualServices too. A later match without subnets then holds '
    + 'for connections to these subnets alone; other connections pass by the routes, to the address that the application asked for.',
  fix: 'write the match without subnets first, or give each match its subnets',
  source: ['test/traffic/recorded/subnets-of-an-earlier-match.yaml', 'pilot/pkg/networking/core/tls.go#buildSidecarOutboundTLSFilterChainOpts'],
  reads: [],
  check(mesh, report) {
    for (const routes of mesh.routes) {
      if (routes.tls.length === 0) continue;
      const sticking = new Map<number, ReturnType<typeof tlsMatchesOf>[number]>();
      for (const placed of tlsMatchesOf(routes, 'mesh')) {
        const { match: { destinationSubnets = [], port = 0, sniHosts = [] } } = placed;
        const earlier = sticking.get(port) ?? sticking.get(0);
        if (destinationSubnets.length > 0) {
          if (isForEverySidecar(placed)) sticking.set(port, placed);
        } else if (earlier) {
          report({ on: routes.entry, path: placed.path }, {
            message: `Expected a match for ${quote(sniHosts[0])} that holds for all addresses, got one behind a match for ${earlier.match.destinationSubnets!.join(', ')}, `
              + 'whose subnets istiod keeps for this one',
            related: [{ on: routes.entry, path: [...earlier.path, 'destinationSubnets'] }],
          });
        }
      }
    }
  },
  good: [
    tlsRoutes('a.example.com', ['sniHosts: [a.example.com]', 'sniHosts: [a.example.com], destinationSubnets: [10.0.0.0/8]']),
    tlsRoutes('a.example.com', ['port: 443, sniHosts: [a.example.com], destinationSubnets: [10.0.0.0/8]', 'port: 8443, sniHosts: [a.example.com]']),
  ],
  bad: [
    {
      yaml: tlsEntries('a.example.com') + tlsRoutes('a.example.com', ['sniHosts: [a.example.com], destinationSubnets: [10.0.0.0/8]', 'sniHosts: [a.example.com]']),
      at: [1, 'spec.tls[1].match[0]'],
    },
  ],
};
