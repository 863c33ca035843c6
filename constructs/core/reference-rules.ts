import type { RuleDoc } from '../../lib/core/rule';

const REFERENCE = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** What a reference from one construct to another may be. Types say most of it; these are for programs without them. */
export const referenceRules = {
  unknownPort: {
    ...REFERENCE,
    id: 'reference/unknown-port',
    summary: 'Expected a port that the service has',
    why: 'Envoy has no cluster for that port; requests would get a 503.',
    fix: 'add the port to the service, or name one that it has',
    source: 'docs/input.md#references',
  },
  portMissing: {
    ...REFERENCE,
    id: 'reference/port-missing',
    summary: 'Expected one port of a service that has several',
    why: 'A route leads to one port. Without it istiod takes the port that the client called, for which the other service may have no cluster.',
    fix: "name the port: service.port('…')",
    source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination',
  },
  unknownSubset: {
    ...REFERENCE,
    id: 'reference/unknown-subset',
    summary: 'Expected a subset that the DestinationRule has',
    why: 'Envoy has no cluster of that name; requests would get a 503.',
    fix: 'add the subset to the DestinationRule, or name one that it has',
    source: ['https://istio.io/latest/docs/reference/config/analysis/ist0101/', 'docs/input.md#references'],
    aliases: ['IST0101', 'KIA1107'],
  },
  unknownVersion: {
    ...REFERENCE,
    id: 'reference/unknown-version',
    summary: 'Expected a version that the service has',
    why: 'Envoy has no cluster for it; requests would get a 503.',
    fix: 'add the version with its pod labels to versions of the service, or name one that it has',
    source: ['https://istio.io/latest/docs/reference/config/analysis/ist0101/', 'docs/input.md#references'],
    aliases: ['IST0101', 'KIA1107'],
  },
  undeclaredProtocol: {
    ...REFERENCE,
    id: 'reference/undeclared-protocol',
    summary: 'Expected a port with a declared protocol',
    why: 'Istio reads it from appProtocol or from the name of the port; without either it guesses, and routes for HTTP may never hold.',
    fix: "name the port after its protocol, such as 'http' or 'grpc-users', or set appProtocol",
    source: [
      'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
      'https://istio.io/latest/docs/reference/config/analysis/ist0118/',
    ],
    aliases: ['IST0118'],
  },
  otherApp: {
    ...REFERENCE,
    id: 'reference/other-app',
    summary: 'Expected a construct of the same app',
    why: 'A construct of another app is not in the output of this one, so the reference would have no target.',
    fix: 'make both in one app, or name the other by its host',
    source: 'docs/input.md#references',
  },
  notATarget: {
    ...REFERENCE,
    id: 'reference/not-a-target',
    summary: 'Expected a subset, a port or a destination',
    why: 'Only an object that knows its host can be routed to.',
    fix: 'write Destination.host(name), or take subset(...) or port(...) of the construct that owns the host',
    source: ['https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination', 'docs/input.md#references'],
  },
  unboundGateway: {
    ...REFERENCE,
    id: 'reference/unbound-gateway',
    summary: 'Expected a gateway of the VirtualService',
    why: 'A match only narrows where the routes hold: one on another gateway never holds, and the route is never taken.',
    fix: 'add the gateway to gateways of the VirtualService, or take it out of the match',
    source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest',
  },
  notADelegate: {
    ...REFERENCE,
    id: 'reference/not-a-delegate',
    summary: 'Expected a VirtualService without hosts',
    why: 'Istio takes no routes from a delegate that has hosts, and drops the route that names it.',
    fix: 'make it a DelegateVirtualService, or write { name, namespace } for one made elsewhere',
    source: ['https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate', 'pilot/pkg/model/virtualservice.go#isRootVs'],
  },
} as const satisfies Record<string, RuleDoc>;
