import type { RuleDoc } from '../../../lib/core/rule';

const ORIGINATION = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** Where a proxy can encrypt what an application sends. */
export const originationRules = {
  alreadyTls: {
    ...ORIGINATION,
    id: 'tls-origination/already-tls',
    summary: 'Expected a port that applications call in the clear',
    why: 'What applications send there is encrypted already: the proxy would encrypt it a second time, and the server would not understand it.',
    fix: "have applications call http://, on a port declared with { number: 80, protocol: 'HTTP' }, or take the construct away",
    source: 'https://istio.io/latest/docs/ops/common-problems/network-issues/#double-tls',
  },
  startTls: {
    ...ORIGINATION,
    id: 'tls-origination/starttls',
    summary: 'Expected a protocol that begins with TLS',
    why: 'MySQL begins in the clear and agrees on TLS later, in its own protocol, which a proxy does not implement.',
    fix: 'leave the encryption to the driver of the database',
    source: 'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/#server-first-protocols',
  },
  fixedPort: {
    ...ORIGINATION,
    id: 'tls-origination/fixed-port',
    summary: 'Expected endpoints that are called on the port that serves TLS',
    why: 'With resolution NONE the proxy calls the very address and port that the application called, so it would send TLS to a port that does not serve it.',
    fix: 'set resolution to Resolution.dns(), for a wildcard to Resolution.dynamicDns(), which calls port 443; or set that very port as targetPort',
    source: [
      'https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/',
      'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution',
    ],
  },
  serverName: {
    ...ORIGINATION,
    id: 'tls-origination/server-name',
    summary: 'Expected the name of the server',
    why: 'Plain TCP names no host, so the proxy does not know which of the names under a wildcard the certificate has to have.',
    fix: 'write sni, or make an ExternalService for each host',
    source: 'pilot/pkg/networking/core/cluster_tls.go#setAutoSniAndAutoSanValidation',
  },
} as const satisfies Record<string, RuleDoc>;
