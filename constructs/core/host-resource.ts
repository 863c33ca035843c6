import type { JsonPatch } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { compareText } from '../../lib/core/compare-text';
import { markCopy } from '../../lib/core/package-copy';
import type { IstioObject } from './istio-object';
import { orderChildren } from './cdk8s-patches';

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
  /** The resources, and where each stands among the others. */
  private readonly order = new Map<IstioObject<unknown>, string>();

  /** @internal */
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const orderOf = (child: IConstruct): string => this.order.get(child as IstioObject<unknown>) ?? '';
    orderChildren(this, (a, b) => compareText(orderOf(a), orderOf(b)));
  }

  /** True when the resource is written. */
  public get isWritten(): boolean {
    return this.order.size > 0;
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
    for (const object of this.order.keys()) object.addJsonPatch(...patches);
  }

  /**
   * Makes a resource on first use. It stays for good: what later contributions change about it is decided when it is rendered.
   *
   * @param order where it stands among the others
   * @internal
   */
  public _require(id: string, make: (scope: Construct, id: string) => IstioObject<unknown>, order = ''): void {
    if (this.node.tryFindChild(id)) return;
    const object = make(this, id);
    this.order.set(object, order);
    object.addJsonPatch(...this.patches);
  }
}
