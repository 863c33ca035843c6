import type { Construct } from 'constructs';
import type { MutualTlsMode, PeerAuthenticationSpec } from '../../lib/kinds/peer-authentication/api';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { meshOptionsOf } from '../core/mesh-options';
import { withTarget } from '../core/policy-target';
import { translate } from '../core/translate';
import type { WorkloadPods } from '../core/workload';
import { IstioPeerAuthentication } from '../l1/peer-authentication';

/** What every workload of a namespace accepts, or of the mesh. */
export interface PeerAuthenticationForAll {
  /** DISABLE: plaintext alone. PERMISSIVE: plaintext and mutual TLS. STRICT: mutual TLS alone. UNSET: as a wider policy says. */
  readonly mode: MutualTlsMode;
  /** Without labels the policy is for all workloads. */
  readonly workload?: never;
  /** Istio has modes of single ports for single workloads only: name them in `workload`. */
  readonly portLevelMtls?: never;
}

/** What single workloads accept, on all their ports. */
export interface PeerAuthenticationForWorkload {
  /** The pods of the workload, in the namespace of the policy. */
  readonly workload: WorkloadPods;
  /** DISABLE: plaintext alone. PERMISSIVE: plaintext and mutual TLS. STRICT: mutual TLS alone. UNSET: as a wider policy says. */
  readonly mode: MutualTlsMode;
  /**
   * What single ports accept, by the number of the workload's port; not the port of the Service.
   *
   * @default - every port accepts what `mode` says
   */
  readonly portLevelMtls?: Readonly<Record<number, MutualTlsMode>>;
}

/** What single ports of single workloads accept; the others are as a wider policy says. */
export interface PeerAuthenticationForPorts {
  /** The pods of the workload, in the namespace of the policy. */
  readonly workload: WorkloadPods;
  /** What the other ports accept: as a wider policy says, unless a mode is given. */
  readonly mode?: undefined;
  /** What the ports accept, by the number of the workload's port; not the port of the Service. */
  readonly portLevelMtls: Readonly<Record<number, MutualTlsMode>>;
}

/** What {@link PeerAuthentication} takes. */
export type PeerAuthenticationProps = IstioResourceProps
  & (PeerAuthenticationForAll | PeerAuthenticationForWorkload | PeerAuthenticationForPorts);

/** What {@link PeerAuthentication.forMesh} takes. */
export interface MeshPeerAuthenticationProps extends IstioResourceProps {
  /** What every workload of the mesh accepts, unless a policy of its namespace or its own says something else. */
  readonly mode: MutualTlsMode;
  /**
   * The mesh's root namespace, which its policies are in.
   *
   * @default - the root namespace of {@link MeshOptions}, 'istio-system' unless set
   */
  readonly rootNamespace?: string;
}

/**
 * Whether workloads accept plaintext, mutual TLS or both from other workloads: all of a namespace, or those with the given labels, and if
 * need be each port on its own.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 * @example
 * new PeerAuthentication(chart, 'default', { mode: 'STRICT' });
 * new PeerAuthentication(chart, 'metrics', { workload: { labels: { app: 'db' } }, mode: 'STRICT', portLevelMtls: { 9187: 'PERMISSIVE' } });
 */
export class PeerAuthentication extends IstioResource<PeerAuthenticationSpec> {
  /**
   * What all workloads of the mesh accept: a policy in the mesh's root namespace, whatever the namespace of the chart.
   *
   * @example
   * PeerAuthentication.forMesh(chart, 'mesh', { mode: 'STRICT' });
   */
  public static forMesh(scope: Construct, id: string, props: MeshPeerAuthenticationProps): PeerAuthentication {
    const { rootNamespace = meshOptionsOf(scope).rootNamespace, metadata, ...rest } = props;
    return new PeerAuthentication(scope, id, { ...rest, metadata: { ...metadata, namespace: rootNamespace } });
  }

  public readonly resource: IstioPeerAuthentication;
  private readonly props: PeerAuthenticationProps;

  public constructor(scope: Construct, id: string, props: PeerAuthenticationProps) {
    super(scope, id);
    this.props = props;
    this.resource = new IstioPeerAuthentication(this, 'Resource', this._l1Props(props));
  }

  /** @internal */
  protected _toSpec(): PeerAuthenticationSpec {
    const { metadata: _, mode, portLevelMtls: ports, ...rest } = this.props;
    const withMode = translate(withTarget(rest), 'mode', mode, 'mtls', mutualTls);
    return translate(withMode, 'ports', ports, 'portLevelMtls', portLevelMtls);
  }
}

function mutualTls(mode: MutualTlsMode): { readonly mode: MutualTlsMode } {
  return { mode };
}

/** A map of modes; what is none goes through as it is, for the check to see. */
function portLevelMtls(ports: unknown): unknown {
  if (typeof ports !== 'object' || ports === null || Array.isArray(ports)) return ports;
  const modes = Object.entries(ports as Readonly<Record<string, MutualTlsMode | undefined>>);
  return Object.fromEntries(modes.map(([port, mode]) => [port, mode && mutualTls(mode)]));
}
