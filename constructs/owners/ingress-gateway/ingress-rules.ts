import type { RuleDoc } from '../../../lib/core/rule';

const INGRESS = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** Findings about an IngressGateway. */
export const ingressRules = {
  notAService: {
    ...INGRESS,
    id: 'ingress-gateway/not-a-service',
    summary: 'Expected a service',
    why: 'A gateway serves the routes of a service, so it has to know the service and its patterns.',
    fix: 'hand over a MeshService or an ExternalService; for one of another team write MeshService.fromName(…)',
    source: 'docs/compose.md#exposures',
  },
  portMissing: {
    ...INGRESS,
    id: 'ingress-gateway/port-missing',
    summary: 'Expected one port of the service',
    why: 'A route goes to one port, and the service has several.',
    fix: "name the port: service.port('…')",
    source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination',
  },
  needsTlsPort: {
    ...INGRESS,
    id: 'ingress-gateway/needs-tls-port',
    summary: 'Expected a port that serves TLS',
    why: 'The gateway hands TLS on as it comes, so the service has to end it.',
    fix: 'expose a port with protocol HTTPS or TLS, or have the gateway end the TLS: https: { credentialName }',
    source: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sni-passthrough/',
  },
  pathUnseen: {
    ...INGRESS,
    id: 'ingress-gateway/path-unseen',
    summary: 'Expected one service for a host whose TLS is handed on',
    why: 'The gateway does not decrypt the requests, so it sees no path; the route would never be taken.',
    fix: 'write to(service), or have the gateway end the TLS: https: { credentialName }',
    source: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sni-passthrough/',
  },
  nothingExposed: {
    ...INGRESS,
    id: 'ingress-gateway/nothing-exposed',
    summary: 'Expected a service for the host',
    why: 'A host without services would respond with 404 to every request, so it is not written at all.',
    fix: "write to(service) or path('/…', service), or take the host away",
    source: [
      'pilot/pkg/networking/core/gateway.go#ConfigGeneratorImpl.buildGatewayHTTPRouteConfig',
      'https://istio.io/latest/docs/reference/config/analysis/ist0132/',
    ],
  },
  servedTwice: {
    ...INGRESS,
    id: 'ingress-gateway/served-twice',
    summary: 'Expected one gateway for each host and port of the same pods',
    why: 'istiod takes one of the two and silently drops the other.',
    fix: 'make the gateway once and hand it to whoever exposes a service, or give the pods of each gateway labels of their own',
    source: ['pilot/pkg/model/gateway.go#mergeGateways', 'https://istio.io/latest/docs/reference/config/analysis/ist0145/'],
    aliases: ['IST0145'],
  },
  notVisible: {
    ...INGRESS,
    id: 'ingress-gateway/not-visible',
    summary: 'Expected a service that the gateway sees',
    why: 'The gateway does not see what is not exported to its namespace: requests would get a 503, or bypass the policies of the service.',
    fix: "add the gateway's namespace to exportTo of the service",
    source: [
      'pilot/pkg/model/push_context.go#PushContext.IsServiceVisible',
      'https://istio.io/latest/docs/ops/configuration/mesh/configuration-scoping/',
    ],
  },
  wildcardService: {
    ...INGRESS,
    id: 'ingress-gateway/wildcard-service',
    summary: 'Expected one host behind a gateway',
    why: 'The gateway asks the service for its own name, and a wildcard is none: it would look for a server that is called so.',
    fix: 'make an ExternalService for the host that is meant',
    source: 'docs/gateways.md#addresses',
  },
  detourUnseen: {
    ...INGRESS,
    id: 'ingress-gateway/detour-unseen',
    summary: 'Expected requests for a service that is reached through an egress gateway',
    why: 'TLS that is handed on asks for the host of the ingress, which the egress gateway does not know.',
    fix: 'have the ingress gateway end the TLS: https: { credentialName }',
    source: 'docs/gateways.md#requests',
  },
  underWildcard: {
    ...INGRESS,
    id: 'ingress-gateway/under-wildcard',
    summary: 'Expected a host that a wildcard covers to be served as the wildcard is',
    why: 'istiod holds the routes of each on the servers of the other: clients get around the certificate or the https that one asks for, and the older of the two takes the requests of both.',
    fix: 'serve both alike, name the hosts of the wildcard one by one, or make another IngressGateway for pods of its own',
    source: ['pilot/pkg/networking/core/gateway.go#ConfigGeneratorImpl.buildGatewayHTTPRouteConfig', 'test/traffic/recorded/ingress-wildcard.yaml'],
  },
  sharedCertificate: {
    ...INGRESS,
    severity: 'warning',
    id: 'ingress-gateway/shared-certificate',
    summary: 'Conflicting gateways with one certificate',
    why: 'Browsers use a connection again for every host that its certificate is for, but a gateway knows only its own hosts and responds with 404 to the others.',
    fix: 'put the hosts of one certificate on one IngressGateway',
    source: [
      'https://istio.io/latest/docs/ops/common-problems/network-issues/#404-errors-occur-when-multiple-gateways-configured-with-same-tls-certificate',
      'https://istio.io/latest/docs/reference/config/analysis/ist0138/',
    ],
    aliases: ['IST0138'],
  },
} as const satisfies Record<string, RuleDoc>;
