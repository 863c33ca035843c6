import type { Construct } from 'constructs';
import type { Path } from '../../lib/core/finding';
import { markCopy } from '../../lib/core/package-copy';

/** A destination in Istio's words. @internal */
export interface DestinationFields {
  readonly host: string;
  readonly subset?: string;
  readonly port?: { readonly number: number };
}

/** Where a route can lead: a host, a port of it, or a subset of its endpoints. */
export abstract class RouteTarget {
  static {
    markCopy(this.prototype);
  }

  /**
   * Gives the target a share of the route's traffic.
   *
   * @param weight share in proportion to the other targets' weights; a whole number, 0 for none
   * @example
   * virtualService.addHttpRoute('split', { to: [reviews.subset('v1').weighted(90), reviews.subset('v2').weighted(10)] });
   */
  public weighted(weight: number): WeightedTarget {
    return new WeightedTarget(this, weight);
  }

  /** @internal */
  protected constructor(
    /** The construct that the target belongs to, if it belongs to one. @internal */
    public readonly _owner: Construct | undefined,
  ) {}

  /** The destination as seen from a resource of that namespace. @internal */
  public abstract _destination(from: Viewpoint): DestinationFields;
}

/** A construct that stands for one place to route to: a service with one port, a reference to one, or a DestinationRule. */
export interface Routable {
  /** The place. */
  readonly target: RouteTarget;
}

/** The same, as a route takes it. @internal */
export interface RoutableConstruct {
  /** @throws ConfigError where it stands for more than one place */
  _routeTarget(by: Construct, at: Path): RouteTarget;
}

/** True for constructs that stand for a place, and references to them. @internal */
export function isRoutable(value: unknown): value is RoutableConstruct {
  return typeof value === 'object' && value !== null && typeof (value as Partial<RoutableConstruct>)._routeTarget === 'function';
}

/** Where a reference is written: names are short in their own namespace and full elsewhere. @internal */
export interface Viewpoint {
  readonly construct: Construct;
  readonly namespace: string | undefined;
}

/** A target and its share of a route's traffic. */
export class WeightedTarget {
  static {
    markCopy(this.prototype);
  }

  /** @internal */
  public constructor(
    /** Where the share goes. */
    public readonly destination: RouteTarget,
    /** The share, in proportion to the other weights of the route. */
    public readonly weight: number,
  ) {}
}

/**
 * A host by its name, for what no construct stands for.
 *
 * @example
 * virtualService.addHttpRoute('default', { to: Destination.host('reviews', { port: 9080 }) });
 */
export class Destination extends RouteTarget {
  /**
   * A host that routes can lead to.
   *
   * @param host written as it is; a name without dots means a service in the namespace of the resource that has the route
   * @param options what of the host is meant
   */
  public static host(host: string, options: DestinationOptions = {}): Destination {
    return new Destination(host, options);
  }

  private constructor(private readonly host: string, private readonly options: DestinationOptions) {
    super(undefined);
  }

  /** @internal */
  public _destination(): DestinationFields {
    const { port, ...rest } = this.options;
    return { host: this.host, ...rest, ...(port === undefined ? {} : { port: { number: port } }) };
  }
}

/** The port or the subset of a host that a route leads to. */
export interface DestinationOptions {
  /**
   * Port number, 1 to 65535.
   *
   * @default - the only port of the service, else the port that the client asked for
   */
  readonly port?: number;
  /** Name of a subset in the host's DestinationRule; prefer {@link DestinationRule.subset}, which cannot be misspelt. */
  readonly subset?: string;
}
