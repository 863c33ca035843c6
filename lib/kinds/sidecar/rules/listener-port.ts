import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineTable, REFUSED_BY_ISTIOD, type RuleRow } from '../../../core/rule-table';
import { dnsLabel } from '../../../values/host-name';
import { port as portNumber } from '../../../values/port';
import { protocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import type { SidecarPort, SidecarSpec } from '../api';

/** A port of a listener and where it stands; only one of an egress listener may be 0, for a socket. */
interface PlacedPort {
  readonly at: Path;
  readonly port: Json<SidecarPort>;
  readonly isEgress: boolean;
}

function* ports({ ingress = [], egress = [] }: Json<SidecarSpec>): Generator<PlacedPort> {
  for (const [i, { port }] of ingress.entries()) yield { at: ['spec', 'ingress', i, 'port'], port, isEgress: false };
  for (const [i, { port }] of egress.entries()) if (port) yield { at: ['spec', 'egress', i, 'port'], port, isEgress: true };
}

const rows: readonly RuleRow<PlacedPort>[] = [
  {
    id: 'sidecar/port-number',
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected a port number from 1 to 65535',
    why: 'istiod refuses the resource. Only an egress listener on a unix socket has the number 0.',
    fix: 'write the number of the port',
    source: [
      'pkg/config/validation/validation.go#validateSidecarIngressPortAndBind',
      'pkg/config/validation/validation.go#validateSidecarEgressPortBindAndCaptureMode',
    ],
    good: ['{number: 80}'],
    bad: [{ yaml: '{number: 70000}', at: '.number' }],
    check({ at, port: { number = 0 }, isEgress }, report) {
      const reason = number === 0 && isEgress ? undefined : portNumber.test(number);
      if (reason !== undefined) report([...at, 'number'], { message: `Expected ${portNumber.expected}, got ${number}: ${reason}` });
    },
  },
  {
    id: 'sidecar/port-name',
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected a port name of letters, digits and hyphens',
    fix: 'rename the port',
    source: [
      'pkg/config/validation/validation.go#validateSidecarIngressPortAndBind',
      'pkg/config/validation/validation.go#validateSidecarEgressPortBindAndCaptureMode',
    ],
    good: ['{number: 80, name: http-web}'],
    bad: [{ yaml: '{number: 80, name: http_web}', at: '.name' }],
    check({ at, port: { name } }, report) {
      const reason = name ? dnsLabel.test(name) : undefined;
      if (reason !== undefined) report([...at, 'name'], { message: `Expected ${dnsLabel.expected}, got ${quote(name)}: ${reason}` });
    },
  },
  {
    id: 'sidecar/port-protocol',
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected a protocol that Istio knows',
    fix: 'write one of the protocols, or leave it out for the proxy to detect',
    source: [
      'pkg/config/validation/validation.go#validateSidecarIngressPortAndBind',
      'pkg/config/validation/validation.go#validateSidecarEgressPortBindAndCaptureMode',
    ],
    good: ['{number: 80, protocol: GRPC}'],
    bad: [{ yaml: '{number: 80, protocol: SMTP}', at: '.protocol' }],
    check({ at, port }, report) {
      const reason = port.protocol ? protocol.test(port.protocol) : undefined;
      if (reason !== undefined) report([...at, 'protocol'], { message: `Expected ${protocol.expected}, got ${quote(port.protocol)}: ${reason}` });
    },
  },
  {
    id: 'sidecar/no-target-port',
    onlyWith: ['targetPort'],
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected no target port: it has no effect on a proxy',
    fix: 'remove it; an ingress listener forwards to defaultEndpoint',
    source: 'pkg/config/validation/validation.go#ValidateSidecar',
    good: ['{number: 80, targetPort: 0}'],
    bad: [{ yaml: '{number: 80, targetPort: 8080}', at: '.targetPort' }],
    check({ at, port: { targetPort = 0 } }, report) {
      if (targetPort > 0) report([...at, 'targetPort'], { message: `Expected no targetPort, got ${targetPort}` });
    },
  },
];

/** What the port of a listener may be. */
export const listenerPort = defineTable<Json<SidecarSpec>, PlacedPort>({
  topic: 'sidecar',
  parts: ports,
  examples: [
    { yaml: (port) => `spec: {ingress: [{port: ${port}}]}`, at: 'spec.ingress[0].port' },
    { yaml: (port) => `spec: {egress: [{port: ${port}, hosts: ["./*"]}]}`, at: 'spec.egress[0].port' },
  ],
}, rows);
