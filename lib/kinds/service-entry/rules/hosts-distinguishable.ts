import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { isHttpProtocol, isTlsProtocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** With several hosts, each connection has to name its host: as a request, or as the server name of TLS. */
export const hostsDistinguishable = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/hosts-distinguishable',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected only HTTP and TLS ports of a service with several hosts',
  why: 'istiod refuses the resource: connections on other ports do not name their host.',
  fix: 'name the protocol of each port, or write one ServiceEntry for each host',
  source: 'pkg/config/validation/validation.go#ValidateServiceEntry',
  check({ spec }, report) {
    const { resolution = 'NONE', hosts, ports = [] } = spec;
    if (resolution === 'NONE' || hosts.length <= 1) return;
    const at = ports.findIndex(({ protocol = '' }) => !isHttpProtocol(protocol) && !isTlsProtocol(protocol));
    if (at < 0) return;
    const { protocol } = ports[at]!;
    report(['spec', 'ports', at], { message: `Expected HTTP or TLS on each port of ${hosts.length} hosts, got ${protocol ? quote(protocol) : 'no protocol'}` });
  },
  good: [
    'spec: {hosts: [a.com, b.com], resolution: DNS, ports: [{number: 443, name: tls, protocol: TLS}]}',
    'spec: {hosts: [a.com, b.com], ports: [{number: 80, name: a, protocol: tcp}]}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com, b.com], resolution: DNS, ports: [{number: 3306, name: db, protocol: MYSQL}]}', at: 'spec.ports[0]' },
  ],
});
