import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { protocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** The protocol of a port is a known one, or unset. */
export const portProtocol = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/port-protocol',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a protocol that Istio knows',
  why: 'istiod refuses the resource.',
  fix: 'write one of the protocols, or leave it out for the proxy to detect',
  source: 'pkg/config/validation/validation.go#ValidateProtocol',
  check({ spec }, report) {
    (spec.ports ?? []).forEach((port, i) => {
      const reason = port.protocol ? protocol.test(port.protocol) : undefined;
      if (reason !== undefined) report(['spec', 'ports', i, 'protocol'], { message: `Expected ${protocol.expected}, got ${quote(port.protocol)}: ${reason}` });
    });
  },
  good: [
    'spec: {hosts: [a.com], resolution: DNS, ports: [{number: 80, name: a, protocol: grpc}, {number: 81, name: b, protocol: ""}]}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], resolution: DNS, ports: [{number: 80, name: a, protocol: HBONE}]}', at: 'spec.ports[0].protocol' },
  ],
});
