import type { Construct } from 'constructs';
import { qualifyHost } from '../../lib/values/host-name';
import { meshOptionsOf } from '../core/mesh-options';
import { type DestinationFields, RouteTarget, type Viewpoint } from '../core/route-target';

/** A construct that owns a host. @internal */
export interface HostOwner extends Construct {
  readonly host: string;
  readonly namespace: string | undefined;
}

/** The host of a {@link DestinationRule} as a target for routes: all its endpoints, whatever their subset. */
export class HostTarget extends RouteTarget {
  /** @internal */
  public constructor(private readonly rule: HostOwner, private readonly port?: number) {
    super(rule);
  }

  /** The same host, on one of its ports: needed when the service has more than one. */
  public onPort(port: number): HostTarget {
    return new HostTarget(this.rule, port);
  }

  /** @internal */
  public _destination(from: Viewpoint): DestinationFields {
    return { host: hostFrom(from, this.rule), ...portField(this.port) };
  }
}

/** A subset of a {@link DestinationRule} as a target for routes. */
export class Subset extends RouteTarget {
  /** @internal */
  public constructor(
    private readonly rule: HostOwner,
    /** The name of the subset. */
    public readonly name: string,
    private readonly port?: number,
  ) {
    super(rule);
  }

  /** The same subset, on one port of the host: needed when the service has more than one. */
  public onPort(port: number): Subset {
    return new Subset(this.rule, this.name, port);
  }

  /** @internal */
  public _destination(from: Viewpoint): DestinationFields {
    return { host: hostFrom(from, this.rule), subset: this.name, ...portField(this.port) };
  }
}

/** The host as a resource of another namespace must write it. */
function hostFrom(from: Viewpoint, rule: HostOwner): string {
  const { host, namespace } = rule;
  return namespace === undefined || namespace === from.namespace ? host : qualifyHost(host, namespace, meshOptionsOf(rule).clusterDomain);
}

function portField(port: number | undefined): Pick<DestinationFields, 'port'> {
  return port === undefined ? {} : { port: { number: port } };
}
