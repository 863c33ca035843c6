import type { Construct } from 'constructs';
import { markCopy } from '../../lib/core/package-copy';
import type { Viewpoint } from './route-target';

/** A construct that routes can bind to. */
export interface IGateway {
  /** The gateway as routes refer to it. */
  readonly ref: GatewayRef;
}

/** A Gateway resource as routes refer to it. */
export class GatewayRef {
  static {
    markCopy(this.prototype);
  }

  /** The sidecars of the mesh, which routes bind to when they name no gateway. */
  public static readonly mesh = new GatewayRef('mesh');

  /**
   * A Gateway that is made elsewhere.
   *
   * @param name `metadata.name` of the Gateway
   * @param namespace where it is; unset: in the namespace of the resource that refers to it
   */
  public static named(name: string, namespace?: string): GatewayRef {
    return new GatewayRef(name, namespace);
  }

  /** @internal */
  public constructor(
    /** `metadata.name` of the Gateway, or `mesh`. */
    public readonly name: string,
    /** The namespace of the Gateway; `undefined` for the one of the resource that refers to it. */
    public readonly namespace?: string,
    /** The construct that makes it, if one does. @internal */
    public readonly _owner?: Construct,
  ) {}

  /** The reference as seen from a resource of that namespace: short at home, `namespace/name` elsewhere. @internal */
  public _from({ namespace }: Pick<Viewpoint, 'namespace'>): string {
    return this.namespace === undefined || this.namespace === namespace ? this.name : `${this.namespace}/${this.name}`;
  }
}
