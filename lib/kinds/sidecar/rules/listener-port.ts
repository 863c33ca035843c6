import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { type Detail, defineRule, type Rule } from '../../../core/rule';
import { dnsLabel } from '../../../values/host-name';
import { port as portNumber } from '../../../values/port';
import { protocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import type { SidecarPort, SidecarSpec } from '../api';

/** Every port of a listener, and whether it may be 0 for a socket. */
function* ports({ ingress = [], egress = [] }: Json<SidecarSpec>): Generator<{ at: Path; port: Json<SidecarPort>; isEgress: boolean }> {
  for (const [i, { port }] of ingress.entries()) yield { at: ['spec', 'ingress', i, 'port'], port, isEgress: false };
  for (const [i, { port }] of egress.entries()) if (port) yield { at: ['spec', 'egress', i, 'port'], port, isEgress: true };
}

interface Row {
  readonly name: string;
  readonly field: keyof SidecarPort;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly source: string;
  readonly good: string;
  readonly bad: readonly string[];
  problem(port: Json<SidecarPort>, isEgress: boolean): Detail['message'] | undefined;
}

const rows: readonly Row[] = [
  {
    name: 'port-number',
    field: 'number',
    summary: 'Expected a port number from 1 to 65535',
    why: 'istiod refuses the resource. Only an egress listener on a unix socket has the number 0.',
    fix: 'write the number of the port',
    source: 'SC-014, SC-036',
    good: '{number: 80}',
    bad: ['{number: 70000}'],
    problem: ({ number = 0 }, isEgress) => {
      const reason = number === 0 && isEgress ? undefined : portNumber.test(number);
      return reason && `Expected ${portNumber.expected}, got ${number}: ${reason}`;
    },
  },
  {
    name: 'port-name',
    field: 'name',
    summary: 'Expected a port name of letters, digits and hyphens',
    why: 'istiod refuses the resource.',
    fix: 'rename the port',
    source: 'SC-012, SC-032',
    good: '{number: 80, name: http-web}',
    bad: ['{number: 80, name: http_web}'],
    problem: ({ name }) => {
      const reason = name ? dnsLabel.test(name) : undefined;
      return reason && `Expected ${dnsLabel.expected}, got ${quote(name)}: ${reason}`;
    },
  },
  {
    name: 'port-protocol',
    field: 'protocol',
    summary: 'Expected a protocol that Istio knows',
    why: 'istiod refuses the resource.',
    fix: 'write one of the protocols, or leave it out and let the proxy find out',
    source: 'SC-013, SC-032',
    good: '{number: 80, protocol: GRPC}',
    bad: ['{number: 80, protocol: SMTP}'],
    problem: (port) => {
      const reason = port.protocol ? protocol.test(port.protocol) : undefined;
      return reason && `Expected ${protocol.expected}, got ${quote(port.protocol)}: ${reason}`;
    },
  },
  {
    name: 'no-target-port',
    field: 'targetPort',
    summary: 'Expected no target port: it has no effect on a proxy',
    why: 'istiod refuses the resource.',
    fix: 'remove it; an ingress listener forwards to defaultEndpoint',
    source: 'SC-011, SC-031',
    good: '{number: 80, targetPort: 0}',
    bad: ['{number: 80, targetPort: 8080}'],
    problem: ({ targetPort = 0 }) => (targetPort > 0 ? `Expected no targetPort, got ${targetPort}` : undefined),
  },
];

/** What the port of a listener may be. */
export const listenerPort: readonly Rule<Json<SidecarSpec>>[] = rows.map(({ name, field, problem, good, bad, ...words }) => defineRule({
  id: `sidecar/${name}`,
  severity: 'error',
  authority: 'istiod',
  ...words,
  check({ spec }, report) {
    for (const { at, port, isEgress } of ports(spec)) {
      const message = problem(port, isEgress);
      if (message !== undefined) report([...at, field], { message });
    }
  },
  good: [`spec: {ingress: [{port: ${good}}], egress: [{port: ${good}, hosts: ["./*"]}]}`],
  bad: bad.flatMap((port) => [
    { yaml: `spec: {ingress: [{port: ${port}}]}`, at: `spec.ingress[0].port.${field}` },
    { yaml: `spec: {egress: [{port: ${port}, hosts: ["./*"]}]}`, at: `spec.egress[0].port.${field}` },
  ]),
}));
