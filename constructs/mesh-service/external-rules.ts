import type { RuleDoc } from '../../lib/core/rule';

/** What an ExternalService wants said. */
export const externalRules = {
  tcpWithoutAddresses: {
    id: 'external-service/tcp-without-addresses',
    severity: 'error',
    authority: 'cdk8s-istio',
    summary: 'Expected addresses beside a TCP port',
    why: 'Plain TCP asks for no host, so without addresses the proxies listen on the port number of every address and take all its traffic for this service.',
    fix: 'give the addresses of the service, or declare the port as TLS if that is what clients speak',
    source: 'patterns.md P28, P36; E-PRO-03',
  },
} as const satisfies Record<string, RuleDoc>;
