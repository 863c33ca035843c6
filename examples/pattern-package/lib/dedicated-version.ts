import { assertOwner, header, Pattern, type MeshService } from 'cdk8s-istio';
import type { Construct } from 'constructs';

/** What {@link DedicatedVersion} takes. */
export interface DedicatedVersionProps<PortName extends string, VersionName extends string> {
  /** The service that all tenants call. */
  readonly service: MeshService<PortName, VersionName>;
  /** The version that is for these tenants. */
  readonly version: NoInfer<VersionName>;
  /** The tenants, as callers name them in the header `x-tenant`. */
  readonly tenants: readonly [string, ...string[]];
  /**
   * The most requests that the version works on at once.
   *
   * @default - as many as callers send
   */
  readonly maxRequests?: number;
}

/** Gives some tenants a version of their own, whatever part of the other requests it gets, and says so in its responses. */
export class DedicatedVersion<PortName extends string, VersionName extends string> extends Pattern {
  public constructor(scope: Construct, id: string, props: DedicatedVersionProps<PortName, VersionName>) {
    super(scope, id, props, {
      service: true, version: true, tenants: true, maxRequests: true,
    } satisfies Record<keyof DedicatedVersionProps<string, string>, true>);
    const { service, version, tenants, maxRequests } = props;
    assertOwner(this, service);
    if (!Array.isArray(tenants) || tenants.length === 0) this.refuseOption('tenants', 'Expected at least one tenant, got none');
    const requests = tenants.map((tenant) => header('x-tenant').exact(tenant));
    service.contribute(this, {
      exceptions: [{ name: id, when: requests, then: { kind: 'version', version } }],
      behaviours: [{ name: id, when: requests, behaviours: { responseHeaders: { 'x-served-by': version } } }],
      ...(maxRequests === undefined ? {} : {
        policies: [{ version, policy: { 'limits.requests': this.wholeOption('maxRequests', maxRequests, 1) } }],
      }),
    });
  }
}
