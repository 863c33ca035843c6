import type { PolicyTarget } from '../_shared/policy-target/api';

/**
 * Who may do what with a workload. Of all policies about it, CUSTOM ones are asked first, then DENY, then ALLOW; a request that no ALLOW
 * policy allows is refused with 403 as soon as there is one, and everything is allowed while there is none.
 *
 * An empty spec is an ALLOW policy without rules: it allows nothing.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy
 */
export type AuthorizationPolicySpec = AuthorizationPolicyFields & PolicyTarget;

/** The settings of a policy, without its target. */
export interface AuthorizationPolicyFields {
  /**
   * The requests that the action is for: those that match at least one rule, of 512 at most. An empty rule matches every request.
   *
   * @default - no request matches: ALLOW then allows nothing; DENY and CUSTOM are refused by istiod
   */
  readonly rules?: readonly AuthorizationRule[];
  /**
   * What happens to the requests that match: ALLOW, DENY, AUDIT (marked for a telemetry plugin) or CUSTOM (an external authorizer decides).
   *
   * @default 'ALLOW'
   */
  readonly action?: AuthorizationAction;
  /** The external authorizer, for action CUSTOM only: the name of an extension provider in the mesh's configuration. */
  readonly provider?: AuthorizationProvider;
}

/** What happens to the requests that a policy matches. */
export type AuthorizationAction = 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';

/**
 * An external authorizer.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy-ExtensionProvider
 */
export interface AuthorizationProvider {
  /** Name of the extension provider in the mesh's configuration; needed with action CUSTOM. */
  readonly name?: string;
}

/**
 * Requests that match: from one of the sources, to one of the operations, and under all of the conditions. What is left out matches all.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule
 */
export interface AuthorizationRule {
  /** Where the request comes from: one of these, of 512 at most. */
  readonly from?: readonly AuthorizationFrom[];
  /** What the request is for: one of these. */
  readonly to?: readonly AuthorizationTo[];
  /** What else must hold: all of these. */
  readonly when?: readonly AuthorizationCondition[];
}

/** One source. */
export interface AuthorizationFrom {
  /** The source; istiod refuses the policy without it. */
  readonly source?: AuthorizationSource;
}

/** One operation. */
export interface AuthorizationTo {
  /** The operation; istiod refuses the policy without it. */
  readonly operation?: AuthorizationOperation;
}

/**
 * Where a request comes from. All fields that are there must match, each by one of its values. Values may start or end with `*`; what
 * comes from peers (principals, namespaces, service accounts, trust domains) needs mutual TLS.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
 */
export interface AuthorizationSource {
  /** Identities of workloads, as `trust-domain/ns/namespace/sa/service-account`. Not beside service accounts. */
  readonly principals?: readonly string[];
  /** Identities of workloads that are left out. Not beside service accounts. */
  readonly notPrincipals?: readonly string[];
  /** Identities of a token, as `issuer/subject`; `*` for any valid token. Needs a RequestAuthentication. */
  readonly requestPrincipals?: readonly string[];
  /** Identities of a token that are left out; `*` leaves out every request with a valid token. */
  readonly notRequestPrincipals?: readonly string[];
  /** Namespaces of workloads. Not beside service accounts. */
  readonly namespaces?: readonly string[];
  /** Namespaces of workloads that are left out. Not beside service accounts. */
  readonly notNamespaces?: readonly string[];
  /**
   * Service accounts, as `name` in the namespace of the policy or as `namespace/name`; at most 16 of 320 characters, without wildcards.
   */
  readonly serviceAccounts?: readonly string[];
  /** Service accounts that are left out; at most 16 of 320 characters, without wildcards. */
  readonly notServiceAccounts?: readonly string[];
  /** Trust domains of workloads, one star at either end. Needs Istio 1.30. */
  readonly trustDomains?: readonly string[];
  /** Trust domains of workloads that are left out, one star at either end. Needs Istio 1.30. */
  readonly notTrustDomains?: readonly string[];
  /** Addresses and CIDR blocks of the peer that connects. */
  readonly ipBlocks?: readonly string[];
  /** Addresses and CIDR blocks of the peer that are left out. */
  readonly notIpBlocks?: readonly string[];
  /** Addresses and CIDR blocks of the original client, as X-Forwarded-For or the proxy protocol gives them. */
  readonly remoteIpBlocks?: readonly string[];
  /** Addresses and CIDR blocks of the original client that are left out. */
  readonly notRemoteIpBlocks?: readonly string[];
}

/**
 * What a request is for. All fields that are there must match, each by one of its values. Hosts, methods and paths are of HTTP: for plain
 * TCP an ALLOW rule with them never matches, and a DENY rule ignores them and denies all the rest.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 */
export interface AuthorizationOperation {
  /** Hosts that are asked for, compared without regard to case; a star at either end. */
  readonly hosts?: readonly string[];
  /** Hosts that are left out. */
  readonly notHosts?: readonly string[];
  /** Ports of the workload, as decimal text. */
  readonly ports?: readonly string[];
  /** Ports of the workload that are left out, as decimal text. */
  readonly notPorts?: readonly string[];
  /** HTTP methods, such as GET; of gRPC it is always POST. */
  readonly methods?: readonly string[];
  /** HTTP methods that are left out. */
  readonly notMethods?: readonly string[];
  /** Paths: exact, with a star at either end, or a template with `{*}` for one part and `{**}` for the rest. */
  readonly paths?: readonly string[];
  /** Paths that are left out: exact, with a star at either end, or a template. */
  readonly notPaths?: readonly string[];
}

/**
 * Something else that must hold of a request. At least one of values and notValues is needed.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Condition
 */
export interface AuthorizationCondition {
  /** The attribute: `request.headers[…]`, `request.auth.claims[…]`, `source.ip`, `remote.ip`, `destination.port`, `connection.sni` … */
  readonly key: string;
  /** Values of which the attribute has one. */
  readonly values?: readonly string[];
  /** Values that the attribute does not have. */
  readonly notValues?: readonly string[];
}
