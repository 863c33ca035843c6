import type { RuleDoc } from '../../../lib/core/rule';

const EXTERNAL = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** Findings about an ExternalService. */
export const externalRules = {
  host: {
    ...EXTERNAL,
    id: 'external-service/host',
    summary: 'Expected the full name of a service outside the mesh',
    why: 'Istio completes a name without dots with a namespace, and a name of the cluster belongs to a Service: clients would reach something else.',
    fix: "write the name that clients ask DNS for, such as 'api.partner.com'; a service that has only an address gets a name of yours, and addresses",
    source: 'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry',
  },
  noPorts: {
    ...EXTERNAL,
    id: 'external-service/no-ports',
    summary: 'Expected ports by name, each with number and protocol',
    why: 'Proxies know a service by its ports: without any its traffic stays unknown.',
    fix: "write ports: { https: { number: 443, protocol: 'TLS' } }",
    source: 'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry',
  },
  tcpWithoutAddresses: {
    ...EXTERNAL,
    id: 'external-service/tcp-without-addresses',
    summary: 'Expected addresses beside a TCP port',
    why: 'Plain TCP asks for no host, so without addresses the proxies listen on the port number of every address and take all its traffic for this service.',
    fix: "give the addresses of the service, or write 'auto-allocated' if the proxies resolve DNS, or declare the port as TLS if clients use TLS",
    source: [
      'pkg/config/validation/validation.go#ValidateServiceEntry',
      'https://istio.io/latest/docs/ops/configuration/traffic-management/dns-proxy/',
    ],
  },
  sharedAddress: {
    ...EXTERNAL,
    id: 'external-service/shared-address',
    summary: 'Expected an address or a port of its own for each TCP service',
    why: 'A proxy routes plain TCP by address and port alone: the connections of one of the services would reach the other.',
    fix: 'take the addresses that are not its own out of one of the two, or keep it from the namespaces of the other with exportTo',
    source: 'https://istio.io/latest/docs/ops/configuration/traffic-management/dns-proxy/',
  },
  hostTwice: {
    ...EXTERNAL,
    severity: 'warning',
    id: 'external-service/host-twice',
    summary: 'Expected one ExternalService for a host that a namespace sees',
    why: 'A proxy follows one of them, and the policy of the other is not applied.',
    fix: 'make it once and export it to the namespaces that need it, or keep each to its own namespace',
    source: ['pilot/pkg/model/sidecar.go#SidecarScope.appendSidecarServices', 'test/traffic/recorded/external-services.yaml'],
  },
  notExternal: {
    ...EXTERNAL,
    id: 'external-service/expected',
    summary: 'Expected an ExternalService',
    why: 'Only what is outside the mesh leaves it.',
    fix: 'make an ExternalService for the host',
    source: 'https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/',
  },
} as const satisfies Record<string, RuleDoc>;
