import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { hostsMatch } from '../../../values/host-relation';
import { hostProblem } from './hosts-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

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

/** Duplicate host, or one that another of the list covers. */
export const hostsOverlap = defineRule<Spec>({
  id: 'virtual-service/hosts-overlap',
  ...REFUSED_BY_ISTIOD,
  summary: 'Duplicate host, or one that another of the list covers',
  fix: 'remove the narrower one, or give it a VirtualService of its own',
  source: ['pkg/config/validation/validation.go#ValidateVirtualService', 'pkg/config/host/name.go#Name.Matches'],
  good: [`spec: {hosts: [a.com, b.com, "*.c.com"], http: [{${TO_A}}]}`, withRoute(TO_A)],
  bad: [{ yaml: `spec: {hosts: [a.com, a.com], http: [{${TO_A}}]}`, at: 'spec.hosts[1]' }, { yaml: `spec: {hosts: [x.a.com, "*.a.com"], http: [{${TO_A}}]}`, at: 'spec.hosts[1]' }],
  check({ spec }, report) {
    const { hosts = [] } = spec;
    if (hosts.some((host) => hostProblem(spec, host) !== undefined)) return;
    const found = overlap(hosts);
    if (found) report(['spec', 'hosts', found.index], { message: `Expected each host once, got ${quote(hosts[found.index])} beside ${quote(found.other)}` });
  },
});
