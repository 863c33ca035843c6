import { quote } from '../../../core/quote';
import { isWildcardHost } from '../../../values/host-name';
import { isHostSubset } from '../../../values/host-relation';
import { isIp } from '../../../values/ip';
import { isGatewaySniHost } from '../../../values/sni-host';
import { rulesOf, type Spec, TO_A } from './rule-rows';

const tls = (match: string, hosts = '[a.com]'): string => `spec: {hosts: ${hosts}, tls: [{match: ${match}, ${TO_A}}]}`;
const AT = 'spec.tls[0].match[0].sniHosts';

/** True for a name that a match on SNI may have; where sidecars match too, Istio's own names are not possible. */
function isSni({ gateways = [] }: Spec, sni: string): boolean {
  return gateways.includes('mesh') ? isWildcardHost(sni) : isGatewaySniHost(sni);
}

/** What routes of TLS and TCP connections may be. */
export const connectionRoutes = rulesOf([
  {
    name: 'tls-match-missing',
    summary: 'Expected a match with a server name in a TLS route',
    fix: 'add match with sniHosts',
    source: 'VS-TLS-001, VS-TLS-002; validation.go validateTLSRoute, validateTLSMatch',
    good: [tls('[{sniHosts: [a.com]}]')],
    bad: [[tls('[]'), 'spec.tls[0].match'], [tls('[{sniHosts: []}]'), AT]],
    check({ tls: routes = [] }, report) {
      routes.forEach(({ match }, i) => {
        if (match.length === 0) report(['spec', 'tls', i, 'match'], { message: 'Expected at least one match, got []' });
        match.forEach(({ sniHosts }, m) => {
          if (sniHosts.length === 0) report(['spec', 'tls', i, 'match', m, 'sniHosts'], { message: 'Expected at least one server name, got []' });
        });
      });
    },
  },
  {
    name: 'connection-route-missing',
    summary: 'Expected a destination in a TLS or TCP route',
    fix: 'add route with at least one destination',
    source: 'VS-TLS-010, VS-TCP-001; validation.go validateTLSRoute, validateTCPRoute',
    good: [tls('[{sniHosts: [a.com]}]'), `spec: {hosts: [a.com], tcp: [{${TO_A}}]}`],
    bad: [['spec: {hosts: [a.com], tcp: [{}]}', 'spec.tcp[0].route'], ['spec: {hosts: [a.com], tls: [{match: [{sniHosts: [a.com]}]}]}', 'spec.tls[0].route']],
    check(spec, report) {
      for (const protocol of ['tls', 'tcp'] as const) {
        (spec[protocol] ?? []).forEach(({ route = [] }, i) => {
          if (route.length === 0) report(['spec', protocol, i, 'route'], { message: 'Expected at least one destination, got none' });
        });
      }
    },
  },
  {
    name: 'sni-name',
    summary: 'Expected server names in sniHosts',
    fix: 'write a host name or *.suffix',
    source: 'VS-TLS-003; validation.go validateSniHost',
    good: [tls('[{sniHosts: [x.a.com]}]', '["*.a.com"]')],
    bad: [[tls('[{sniHosts: [a_b.com]}]'), `${AT}[0]`]],
    check(spec, report) {
      spec.tls?.forEach(({ match }, i) => match.forEach(({ sniHosts }, m) => sniHosts.forEach((sni, s) => {
        if (isSni(spec, sni) || isIp(sni)) return;
        report(['spec', 'tls', i, 'match', m, 'sniHosts', s], { message: `Expected a server name, got ${quote(sni)}` });
      })));
    },
  },
  {
    name: 'sni-outside-hosts',
    summary: 'Expected server names that the hosts of the VirtualService cover',
    why: 'istiod refuses the resource. It compares as written: a short name does not cover its full one.',
    fix: 'add the name to hosts, or match one of them',
    source: 'VS-TLS-005; validation.go validateSniHost',
    good: [tls('[{sniHosts: [x.a.com, "*.x.a.com"]}]', '["*.a.com"]')],
    bad: [[tls('[{sniHosts: [b.com]}]'), `${AT}[0]`]],
    check(spec, report) {
      const { hosts = [] } = spec;
      spec.tls?.forEach(({ match }, i) => match.forEach(({ sniHosts }, m) => sniHosts.forEach((sni, s) => {
        if (!isSni(spec, sni) || hosts.some((host) => isHostSubset(sni, host))) return;
        report(['spec', 'tls', i, 'match', m, 'sniHosts', s], { message: `Expected a name that hosts cover, got ${quote(sni)}` });
      })));
    },
  },
  {
    name: 'sni-is-ip',
    severity: 'warning',
    summary: 'Expected a server name, not an IP address, in sniHosts',
    why: 'Clients do not send addresses as SNI, so the match never holds.',
    fix: 'match destinationSubnets in a tcp route',
    source: 'VS-TLS-004; validation.go validateSniHost',
    good: [tls('[{sniHosts: [a.com]}]')],
    bad: [[tls('[{sniHosts: [10.0.0.1]}]'), `${AT}[0]`]],
    check(spec, report) {
      spec.tls?.forEach(({ match }, i) => match.forEach(({ sniHosts }, m) => sniHosts.forEach((sni, s) => {
        if (isSni(spec, sni) || !isIp(sni)) return;
        report(['spec', 'tls', i, 'match', m, 'sniHosts', s], { message: `Expected a server name, got the address ${quote(sni)}` });
      })));
    },
  },
]);
