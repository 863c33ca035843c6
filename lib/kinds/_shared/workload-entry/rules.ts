import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import type { Rule } from '../../../core/rule';
import { defineTable, type RuleRow, type TableScope } from '../../../core/rule-table';
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

const socket: RuleRow<PlacedWorkload> = {
  id: ['service-entry/socket-without-ports', 'workload-entry/socket-without-ports', 'workload-group/socket-without-ports'],
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected no ports beside a unix socket',
  why: 'The API server refuses the resource: a socket has no ports, not even an empty list of them.',
  fix: 'remove ports, or write an IP address',
  source: ['istio.io/api/networking/v1alpha3/workload_entry.proto#WorkloadEntry', 'pkg/config/validation/validation.go#validateWorkloadEntry'],
  cel: ['(has(self.address) ? self.address : "").startsWith("unix://") ? !has(self.ports) : true'],
  good: ['{address: "unix:///run/app.sock"}', '{address: 10.0.0.1, ports: {http: 8080}}'],
  bad: [{ yaml: '{address: "unix:///run/app.sock", ports: {}}', at: '.ports' }],
  check({ at, workload: { address, ports } }, report) {
    if (ports === undefined || address === undefined || !isUnixAddress(address)) return;
    report([...at, 'ports'], { message: `Expected no ports beside the socket ${quote(address)}, got ${quote(ports)}` });
  },
};

const addresses: readonly RuleRow<PlacedWorkload>[] = [
  {
    id: ['service-entry/address-or-network', 'workload-entry/address-or-network'],
    severity: 'error',
    authority: 'api-server',
    summary: 'Expected the address of the workload, or its network',
    why: 'The API server refuses the resource: it does not locate the workload.',
    fix: 'add the address',
    source: ['istio.io/api/networking/v1alpha3/workload_entry.proto#WorkloadEntry', 'pkg/config/validation/validation.go#validateWorkloadEntry'],
    cel: ['has(self.address) || has(self.network)'],
    aliases: ['IST0106'],
    good: ['{address: 10.0.0.1}'],
    bad: [{ yaml: '{weight: 1}', at: '' }],
    check({ at, workload: { address, network } }, report) {
      if (address === undefined && network === undefined) report(at, { message: 'Expected an address or a network, got neither' });
    },
  },
  {
    id: ['service-entry/address-not-empty', 'workload-entry/address-not-empty'],
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected an address that is not empty',
    why: 'istiod refuses the resource: it does not locate the workload.',
    fix: 'write the address',
    source: ['pkg/config/validation/validation.go#validateWorkloadEntry', 'pkg/config/validation/validation.go#ValidateServiceEntry'],
    good: ['{address: 10.0.0.1, network: ""}'],
    bad: [{ yaml: '{address: ""}', at: '' }],
    check({ at, workload, address }, report) {
      if (workload.address || !address || (workload.network && address !== 'resolved')) return;
      if (workload.address === undefined && workload.network === undefined) return;
      report(at, { message: `Expected an address, got ${workload.address === undefined ? 'none' : 'an empty one'}` });
    },
  },
  {
    id: ['service-entry/address-form', 'workload-entry/address-form'],
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected an IP address, or a host name where it is resolved',
    why: 'istiod refuses the resource.',
    fix: 'write the address alone: no scheme, port or prefix length; a host name needs a service with resolution DNS',
    source: ['pkg/config/validation/validation.go#validateWorkloadEntry', 'pkg/config/validation/validation.go#ValidateServiceEntry'],
    good: ['{address: 10.0.0.1}', '{address: "::1"}'],
    bad: [{ yaml: '{address: 10.0.0.0/8}', at: '.address' }],
    check({ at, workload: { address = '' }, address: may }, report) {
      if (address === '' || may === undefined || isIp(address) || (may !== 'resolved' && isUnixAddress(address))) return;
      if (may !== 'ip' && isFqdn(address)) return;
      const expected = may === 'ip' ? 'an IP address with resolution STATIC' : 'an IP address or a host name';
      const reason = may === 'ip' && isFqdn(address) ? 'it is a host name, which needs resolution DNS' : ip.test(address);
      report([...at, 'address'], { message: `Expected ${expected}, got ${quote(address)}: ${reason}` });
    },
  },
  {
    id: ['service-entry/network-without-address', 'workload-entry/network-without-address'],
    severity: 'warning',
    authority: 'istiod',
    summary: 'Expected an address beside the network',
    why: 'Without one the workload can only be reached through the gateway of its network.',
    fix: 'add the address, if proxies of the same network are to reach it',
    source: 'pkg/config/validation/validation.go#validateWorkloadEntry',
    good: ['{address: 10.0.0.1, network: vm-net}'],
    bad: [{ yaml: '{network: vm-net}', at: '' }],
    check({ at, workload, address }, report) {
      if (workload.address || !workload.network || !address || address === 'resolved') return;
      report(at, { message: `Expected an address in the network ${quote(workload.network)}, got none` });
    },
  },
];

/** What a workload may be, as rules of a kind. Of a template only the rule on sockets holds, as each workload brings its own address. */
export function workloadRules<Spec>(scope: TableScope<Spec, PlacedWorkload>): readonly Rule<Spec>[] {
  return defineTable(scope, [...addresses, socket]);
}
