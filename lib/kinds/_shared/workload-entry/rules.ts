import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineRule, type Report, type Rule, type RuleDoc } from '../../../core/rule';
import { isFqdn } from '../../../values/host-name';
import { ip, isIp } from '../../../values/ip';
import type { Json } from '../../../values/types';
import { isUnixAddress } from '../../../values/unix-socket';
import type { WorkloadEntrySpec } from './api';

/** A workload, where it stands, and what its address may be. */
export interface PlacedWorkload {
  readonly at: Path;
  readonly workload: Json<WorkloadEntrySpec>;
  /** `any`: an IP address, a host name or a socket; `ip`: no host name; `resolved`: no socket, and never empty; unset: not looked at. */
  readonly address?: 'any' | 'ip' | 'resolved';
}

/** How a workload is written into a spec of the kind, and where it then stands. */
export interface WorkloadExample {
  readonly yaml: (workload: string) => string;
  readonly at: string;
}

type Places<Spec> = (spec: Spec) => Iterable<PlacedWorkload>;

interface Row extends Omit<RuleDoc, 'id'> {
  readonly name: string;
  readonly good: readonly string[];
  readonly bad: readonly { readonly workload: string; readonly at: string }[];
  check(placed: PlacedWorkload, report: Report): void;
}

const socket: Row = {
  name: 'socket-without-ports',
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected no ports beside a unix socket',
  why: 'The API server refuses the resource: a socket has no ports, not even an empty list of them.',
  fix: 'remove ports, or write an IP address',
  source: 'WE-004',
  cel: ['(has(self.address) ? self.address : "").startsWith("unix://") ? !has(self.ports) : true'],
  good: ['{address: "unix:///run/app.sock"}', '{address: 10.0.0.1, ports: {http: 8080}}'],
  bad: [{ workload: '{address: "unix:///run/app.sock", ports: {}}', at: '.ports' }],
  check({ at, workload: { address, ports } }, report) {
    if (ports === undefined || address === undefined || !isUnixAddress(address)) return;
    report([...at, 'ports'], { message: `Expected no ports beside the socket ${quote(address)}, got ${quote(ports)}` });
  },
};

const addresses: readonly Row[] = [
  {
    name: 'address-or-network',
    severity: 'error',
    authority: 'api-server',
    summary: 'Expected the address of the workload, or its network',
    why: 'The API server refuses the resource: nothing says where the workload is.',
    fix: 'add the address',
    source: 'WE-001',
    cel: ['has(self.address) || has(self.network)'],
    good: ['{address: 10.0.0.1}'],
    bad: [{ workload: '{weight: 1}', at: '' }],
    check({ at, workload: { address, network } }, report) {
      if (address === undefined && network === undefined) report(at, { message: 'Expected an address or a network, got neither' });
    },
  },
  {
    name: 'address-not-empty',
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected an address that is not empty',
    why: 'istiod refuses the resource: nothing says where the workload is.',
    fix: 'write the address',
    source: 'WE-001, SE-027; validation.go validateWorkloadEntry',
    good: ['{address: 10.0.0.1, network: ""}'],
    bad: [{ workload: '{address: ""}', at: '' }],
    check({ at, workload, address }, report) {
      if (workload.address || !address || (workload.network && address !== 'resolved')) return;
      if (workload.address === undefined && workload.network === undefined) return;
      report(at, { message: `Expected an address, got ${workload.address === undefined ? 'none' : 'an empty one'}` });
    },
  },
  {
    name: 'address-form',
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected an IP address, or a host name where it is resolved',
    why: 'istiod refuses the resource.',
    fix: 'write the address alone: no scheme, port or prefix length; a host name needs a service with resolution DNS',
    source: 'WE-005, SE-022, SE-027; validation.go validateWorkloadEntry',
    good: ['{address: 10.0.0.1}', '{address: "::1"}'],
    bad: [{ workload: '{address: 10.0.0.0/8}', at: '.address' }],
    check({ at, workload: { address = '' }, address: may }, report) {
      if (address === '' || may === undefined || isIp(address) || (may !== 'resolved' && isUnixAddress(address))) return;
      if (may !== 'ip' && isFqdn(address)) return;
      const expected = may === 'ip' ? 'an IP address with resolution STATIC' : 'an IP address or a host name';
      const reason = may === 'ip' && isFqdn(address) ? 'it is a host name, which needs resolution DNS' : ip.test(address);
      report([...at, 'address'], { message: `Expected ${expected}, got ${quote(address)}: ${reason}` });
    },
  },
  {
    name: 'network-without-address',
    severity: 'warning',
    authority: 'istiod',
    summary: 'Expected an address beside the network',
    why: 'Without one the workload can only be reached through the gateway of its network.',
    fix: 'add the address, if proxies of the same network are to reach it',
    source: 'WE-002; validation.go validateWorkloadEntry',
    good: ['{address: 10.0.0.1, network: vm-net}'],
    bad: [{ workload: '{network: vm-net}', at: '' }],
    check({ at, workload, address }, report) {
      if (workload.address || !workload.network || !address || address === 'resolved') return;
      report(at, { message: `Expected an address in the network ${quote(workload.network)}, got none` });
    },
  },
];

/** What the address of a workload may be, as rules of a kind. */
export function workloadRules<Spec>(topic: string, places: Places<Spec>, example: WorkloadExample): readonly Rule<Spec>[] {
  return [...addresses, socket].map((row) => ruleOf(row, topic, places, example));
}

/** A socket has no ports: the one rule that holds for a template as well. */
export function socketRule<Spec>(topic: string, places: Places<Spec>, example: WorkloadExample): Rule<Spec> {
  return ruleOf(socket, topic, places, example);
}

function ruleOf<Spec>(row: Row, topic: string, places: Places<Spec>, example: WorkloadExample): Rule<Spec> {
  const { name, check, good, bad, ...words } = row;
  return defineRule<Spec>({
    id: `${topic}/${name}`,
    ...words,
    check({ spec }, report) {
      for (const placed of places(spec)) check(placed, report);
    },
    good: good.map(example.yaml),
    bad: bad.map(({ workload, at }) => ({ yaml: example.yaml(workload), at: `${example.at}${at}` })),
  });
}
