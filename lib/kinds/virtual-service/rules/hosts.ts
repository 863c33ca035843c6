import { quote } from '../../../core/quote';
import { isWildcardHost } from '../../../values/host-name';
import { hostsMatch } from '../../../values/host-relation';
import { isIp } from '../../../values/ip';
import { isGatewaySniHost } from '../../../values/sni-host';
import { appliesToMesh, rulesOf, type Spec, TO_A, withRoute } from './rule-rows';

/** What is wrong with a host of the routes. */
function hostProblem(spec: Spec, host: string): string | undefined {
  const forMesh = appliesToMesh(spec);
  if (forMesh && host === '*') return '"*" would take the traffic to every host of the mesh';
  const hasSni = (spec.tls ?? []).some(({ match }) => match.some(({ sniHosts }) => sniHosts.length > 0));
  const isHost = !forMesh && hasSni ? isGatewaySniHost(host) : isWildcardHost(host);
  return isHost || isIp(host) ? undefined : 'it is no host name and no IP address';
}

/** The first host that an earlier one covers, or that covers an earlier one. */
function overlap(hosts: readonly string[]): { readonly index: number; readonly other: string } | undefined {
  const seen = new Set<string>();
  const wildcards: string[] = [];
  for (const [index, host] of hosts.entries()) {
    const isWildcard = host.startsWith('*');
    const other = seen.has(host) ? host
      : isWildcard ? hosts.slice(0, index).find((before) => hostsMatch(before, host))
        : wildcards.find((before) => hostsMatch(before, host));
    if (other !== undefined) return { index, other };
    seen.add(host);
    if (isWildcard) wildcards.push(host);
  }
  return undefined;
}

/** Which hosts routes are for. */
export const hostRules = rulesOf([
  {
    name: 'host-name',
    summary: 'Expected host names or IP addresses, and no bare "*" for the mesh',
    fix: 'write a name, a full host name or *.suffix; * only when every gateway is named',
    source: 'VS-TOP-007, VS-TOP-008; validation.go ValidateVirtualService, validateVirtualServiceHost',
    good: [`spec: {hosts: ["*"], gateways: [edge], http: [{${TO_A}}]}`, `spec: {hosts: [a, "*.b.com", 10.0.0.1], http: [{${TO_A}}]}`],
    bad: [[`spec: {hosts: ["*"], http: [{${TO_A}}]}`, 'spec.hosts[0]'], [`spec: {hosts: [a.com, a_b.com], http: [{${TO_A}}]}`, 'spec.hosts[1]']],
    check(spec, report) {
      spec.hosts?.forEach((host, i) => {
        const reason = hostProblem(spec, host);
        if (reason !== undefined) report(['spec', 'hosts', i], { message: `Expected a host that routes can be for, got ${quote(host)}: ${reason}` });
      });
    },
  },
  {
    name: 'hosts-overlap',
    summary: 'Duplicate host, or one that another of the list covers',
    fix: 'remove the narrower one, or give it a VirtualService of its own',
    source: 'VS-TOP-009; validation.go ValidateVirtualService',
    good: [`spec: {hosts: [a.com, b.com, "*.c.com"], http: [{${TO_A}}]}`, withRoute(TO_A)],
    bad: [[`spec: {hosts: [a.com, a.com], http: [{${TO_A}}]}`, 'spec.hosts[1]'], [`spec: {hosts: [x.a.com, "*.a.com"], http: [{${TO_A}}]}`, 'spec.hosts[1]']],
    check(spec, report) {
      const { hosts = [] } = spec;
      if (hosts.some((host) => hostProblem(spec, host) !== undefined)) return;
      const found = overlap(hosts);
      if (found) report(['spec', 'hosts', found.index], { message: `Expected each host once, got ${quote(hosts[found.index])} beside ${quote(found.other)}` });
    },
  },
]);
