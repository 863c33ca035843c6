import type { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import type { Claimant } from '../../lib/composition/model';
import type { Finding, Path } from '../../lib/core/finding';
import type { IstioObject } from './istio-object';

/** Makes a resource under a construct. @internal */
export type Make = (scope: Construct, id: string) => ApiObject;

/**
 * A resource of a host, which is written only when something is to be said in it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/
 * @example
 * const users = new MeshService(chart, 'users', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * users.virtualService.isWritten; // => false
 * new Resilience(chart, 'users-patience', { service: users, timeout: '3s' });
 * users.virtualService.isWritten; // => true
 */
export class HostResource extends Construct {
  private readonly patches: JsonPatch[] = [];
  private made: string | undefined;

  /** @internal */
  public constructor(
    scope: Construct, id: string, private readonly findings: () => readonly Finding[],
    private readonly saidBy?: (path: Path) => Claimant | undefined,
  ) {
    super(scope, id);
  }

  /** True when the resource is written. */
  public get isWritten(): boolean {
    return this.made !== undefined;
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
      const unmade = `Expected a ${this.node.id} to patch, but nothing is said that would need one`;
      this.node.addValidation({ validate: () => (this.isWritten ? [] : [unmade]) });
    }
    this.patches.push(...patches);
    for (const child of this.node.children) (child as ApiObject).addJsonPatch(...patches);
  }

  /** Has these resources written, in that order; made anew only when the key says that they are others. @internal */
  public _write(key: string, resources: readonly (readonly [id: string, make: Make])[]): void {
    if (key === this.made) return;
    for (const { node: { id } } of this.node.children) this.node.tryRemoveChild(id);
    this.made = key;
    for (const [i, [id, make]] of resources.entries()) {
      const object = make(this, id);
      object.addJsonPatch(...this.patches);
      if (!('_about' in object)) continue;
      if (i === 0) (object as IstioObject<unknown>)._about = this.findings;
      if (this.saidBy) (object as IstioObject<unknown>)._saidBy = this.saidBy;
    }
  }
}
