import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { isTcpProtocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** With plain TCP, an address does not identify the host. */
export const hostsShareAddress = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/hosts-share-address',
  onlyWith: ['addresses'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected one host for addresses with a TCP port',
  why: 'A TCP connection to the address does not name its host, so it goes to the endpoints of all hosts.',
  fix: 'write one ServiceEntry for each host',
  source: 'pkg/config/validation/validation.go#ValidateServiceEntry',
  check({ spec }, report) {
    const { resolution, hosts, addresses = [], ports = [] } = spec;
    if ((resolution !== 'DNS' && resolution !== 'DNS_ROUND_ROBIN') || hosts.length <= 1 || addresses.length === 0) return;
    const tcp = ports.find(({ protocol = '' }) => isTcpProtocol(protocol));
    if (tcp) report(['spec', 'hosts'], { message: `Expected one host with addresses and the ${tcp.protocol} port ${quote(tcp.name)}, got ${hosts.length}` });
  },
  good: [
    'spec: {hosts: [a.com, b.com], resolution: DNS, addresses: [10.0.0.1], ports: [{number: 80, name: http, protocol: HTTP}]}',
  ],
  bad: [
    {
      yaml: 'spec: {hosts: [a.com, b.com], resolution: DNS, addresses: [10.0.0.1], ports: [{number: 443, name: tls, protocol: TLS}]}',
      at: 'spec.hosts',
    },
  ],
});
