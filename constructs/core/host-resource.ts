import type { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { markCopy } from '../../lib/core/package-copy';
import type { IstioObject } from './istio-object';

/**
 * A resource of a host, which is written only when a contribution needs it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/
 * @example
 * const users = new MeshService(chart, 'users', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * users.virtualService.isWritten; // => false
 * new Resilience(chart, 'users-patience', { service: users, timeout: '3s' });
 * users.virtualService.isWritten; // => true
 */
export class HostResource extends Construct {
  static {
    markCopy(this.prototype);
  }

  private readonly patches: JsonPatch[] = [];
  private readonly objects: IstioObject<unknown>[] = [];

  /** @internal */
  public constructor(scope: Construct, id: string) {
    super(scope, id);
  }

  /** True when the resource is written. */
  public get isWritten(): boolean {
    return this.objects.length > 0;
  }

  /**
   * Patches the manifest after everything else, for what no pattern has a word for. What comes out is checked like the rest.
   *
   * @example
   * const ratings = new MeshService(chart, 'ratings', { ports: { http: { number: 9080, protocol: 'HTTP' } } });
   * new Resilience(chart, 'ratings-timeout', { service: ratings, timeout: '3s' });
   * ratings.virtualService.addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'ratings' }));
   */
  public addJsonPatch(...patches: JsonPatch[]): void {
    if (this.patches.length === 0 && patches.length > 0) {
      const unmade = `Expected a ${this.node.id} to patch, but no construct contributes anything that needs it`;
      this.node.addValidation({ validate: () => (this.isWritten ? [] : [unmade]) });
    }
    this.patches.push(...patches);
    for (const object of this.objects) object.addJsonPatch(...patches);
  }

  /** Makes a resource on first use. It stays for good: what later contributions change is decided when it is rendered. @internal */
  public _require(id: string, make: (scope: Construct, id: string) => IstioObject<unknown>): void {
    if (this.node.tryFindChild(id)) return;
    const object = make(this, id);
    this.objects.push(object);
    object.addJsonPatch(...this.patches);
  }
}
