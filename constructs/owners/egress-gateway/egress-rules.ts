import type { RuleDoc } from '../../../lib/core/rule';

const EGRESS = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** Findings about detours through an egress gateway. */
export const egressRules = {
  notAGateway: {
    ...EGRESS,
    id: 'egress-gateway/expected',
    summary: 'Expected an EgressGateway',
    why: 'Only the construct that owns the gateway writes what sidecars and gateway have to agree on.',
    fix: 'make an EgressGateway for the pods that leave the mesh, and hand it to the patterns that go through it',
    source: 'docs/gateways.md#leaving-the-mesh',
  },
  unknownPort: {
    ...EGRESS,
    id: 'egress-gateway/unknown-port',
    summary: 'Expected a port of the gateway',
    why: 'Nothing listens on a port that the Service of the gateway does not have.',
    fix: 'add the port to ports of the EgressGateway, or name one that it has',
    source: ['pilot/pkg/model/gateway.go#resolvePorts', 'https://istio.io/latest/docs/reference/config/analysis/ist0162/'],
    aliases: ['IST0162'],
  },
  wildcard: {
    ...EGRESS,
    id: 'egress-gateway/wildcard-host',
    summary: 'Expected one host',
    why: 'The gateway cannot ask DNS for a wildcard, and has no address of its own to pass on: it would call itself.',
    fix: 'make an ExternalService for each host that is called, or let sidecars call the hosts directly',
    source: 'docs/gateways.md#addresses',
  },
  resolution: {
    ...EGRESS,
    id: 'egress-gateway/resolution',
    summary: 'Expected endpoints that the gateway can find',
    why: 'With resolution NONE the gateway calls the address that it was called on itself, in a loop; workloads are looked for in its own namespace.',
    fix: 'let the gateway find the endpoints by DNS: Resolution.dns(), or give their addresses: Resolution.static(…)',
    source: ['docs/gateways.md#addresses', 'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution'],
  },
  whoSees: {
    ...EGRESS,
    id: 'egress-gateway/who-sees',
    summary: 'Expected the clients to be named once',
    why: 'The clients of the detour decide who sees a service behind an egress gateway; any other client would be sent to a gateway that refuses it.',
    fix: 'take exportTo out of the ExternalService, and name the namespaces in clients',
    source: 'docs/gateways.md#who-sees-the-host',
  },
} as const satisfies Record<string, RuleDoc>;
