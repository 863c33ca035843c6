import type { MatchLabelsSelector } from '../_shared/match-labels/api';

/**
 * Whether workloads accept plaintext, mutual TLS or both from other workloads. Of all policies that reach a workload the narrowest
 * that sets a mode counts: that of its port, of the workload, of its namespace, of the mesh.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication
 */
export type PeerAuthenticationSpec = PeerAuthenticationBase & (PeerAuthenticationOfWorkloads | PeerAuthenticationOfAll);

/** The settings of every policy, whatever its target. */
export interface PeerAuthenticationBase {
  /**
   * What the workloads accept, on every port that has no setting of its own.
   *
   * @default - the mode of the next wider policy, and PERMISSIVE when none sets one
   */
  readonly mtls?: MutualTls;
}

/** A policy for some workloads: the only one that may have modes by port. */
export interface PeerAuthenticationOfWorkloads {
  /** The workloads of the policy's namespace. In the mesh's root namespace a policy with a selector is of no effect elsewhere. */
  readonly selector: MatchLabelsSelector;
  /**
   * What single ports accept, by the number of the workload's port, 1 to 65535; not the port of the Service. At least one.
   *
   * @default - every port accepts what `mtls` allows
   */
  readonly portLevelMtls?: Readonly<Record<string, MutualTls>>;
}

/** A policy for all workloads of its namespace, or of the mesh when it is in the root namespace. */
export interface PeerAuthenticationOfAll {
  /**
   * The workloads of the policy's namespace. Of several policies without a selector in one namespace the oldest counts.
   *
   * @default - all workloads of the namespace, and of the mesh when the namespace is its root
   */
  readonly selector?: MatchLabelsSelector;
  /** Modes by port are for selected workloads only: the API server refuses them without labels in `selector`. */
  readonly portLevelMtls?: never;
}

/**
 * What a workload or one of its ports accepts.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication-MutualTLS
 */
export interface MutualTls {
  /**
   * Plaintext, mutual TLS or both.
   *
   * @default 'UNSET'
   */
  readonly mode?: MutualTlsMode;
}

/**
 * What is accepted. DISABLE: plaintext alone. PERMISSIVE: plaintext and mutual TLS. STRICT: mutual TLS alone, with a certificate of the
 * mesh. UNSET: the mode of the next wider policy, and PERMISSIVE when no policy sets one.
 */
export type MutualTlsMode = 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';
