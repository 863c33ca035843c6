import type { Construct, IConstruct } from 'constructs';
import { type DestinationFields, RouteTarget, type Viewpoint } from '../../core/route-target';

/** A service, a port of it, or a version of it, as a target for routes. Its host is written in full. */
export class ServiceTarget extends RouteTarget {
  /** @internal */
  public constructor(
    owner: Construct | undefined,
    /** The full name of the service. */
    public readonly host: string,
    private readonly port: number | undefined,
    private readonly subset?: string,
    /** The protocol of the port, where the service has no owner in the app. @internal */
    public readonly _protocol?: string,
    /** The full name as a construct writes it; unset: `host`. */
    private readonly hostIn?: (construct: IConstruct) => string,
  ) {
    super(owner);
  }

  /** The same on another port: needed when the service has more than one. */
  public onPort(port: number): ServiceTarget {
    return new ServiceTarget(this._owner, this.host, port, this.subset, undefined, this.hostIn);
  }

  /** @internal */
  public _destination({ construct }: Pick<Viewpoint, 'construct'>): DestinationFields {
    return {
      host: this.hostIn ? this.hostIn(construct) : this.host,
      ...(this.subset === undefined ? {} : { subset: this.subset }),
      ...(this.port === undefined ? {} : { port: { number: this.port } }),
    };
  }
}
