import { type ApiObjectMetadata, type ApiObjectMetadataDefinition, type JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { Path, ResourceId } from '../../lib/core/finding';
import { inputRules } from '../../lib/core/input';
import { isObject } from '../../lib/core/is-object';
import { markCopy } from '../../lib/core/package-copy';
import { quote } from '../../lib/core/quote';
import { checkedId } from './construct-id';
import type { IstioObject, IstioObjectProps } from './istio-object';
import { refuse, RESOURCE_ID } from './refuse';
import { assertWorkload } from './workload';

/** What every construct of an Istio resource takes beside its own fields. */
export interface IstioResourceProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made from the construct's path, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;
}

/** An Istio resource built from intent. What it writes is {@link resource}, which can be reached and patched. */
export abstract class IstioResource<Spec> extends Construct {
  static {
    markCopy(this.prototype);
  }

  /** The resource as it will stand in YAML. */
  public abstract readonly resource: IstioObject<Spec>;

  protected constructor(scope: Construct, id: string) {
    super(scope, checkedId(scope, id));
  }

  /** What identifies the resource, as soon as it is made. @internal */
  public get [RESOURCE_ID](): ResourceId | undefined {
    return (this.resource as IstioObject<Spec> | undefined)?._id;
  }

  /** `metadata.name`, generated or given. */
  public get name(): string {
    return this.resource.name;
  }

  /** The namespace of the resource; `undefined` when neither it nor its chart names one. */
  public get namespace(): string | undefined {
    return this.resource.metadata.namespace;
  }

  /** The resource's metadata, to add labels and annotations. */
  public get metadata(): ApiObjectMetadataDefinition {
    return this.resource.metadata;
  }

  /**
   * Patches the manifest after everything else, for what this construct has no word for. What comes out is checked like the rest.
   *
   * @example
   * entry.addJsonPatch(JsonPatch.add('/spec/exportTo', ['.']));
   */
  public addJsonPatch(...patches: JsonPatch[]): void {
    this.resource.addJsonPatch(...patches);
  }

  /** The props of the child that writes the resource; its spec is built when it is asked for. @internal */
  protected _l1Props(props: IstioResourceProps): IstioObjectProps<Spec> {
    const given: unknown = props;
    if (!isObject(given)) refuse(this, inputRules.notJson, [], { message: `Expected props, got ${quote(given)}`, fix: 'pass an object' });
    assertWorkload(this, given.workload);
    return { metadata: props.metadata, spec: Lazy.any({ produce: () => this._toSpec() }) as Spec };
  }

  /** Notes that the caller appends to a list of the spec, so that findings about the entry name that line. @internal */
  protected _recordAppended(list: Path, given: unknown, added: number): void {
    this.resource._recordSource([...list, (Array.isArray(given) ? given.length : 0) + added]);
  }

  /** The spec in Istio's words. Keys it does not know go in as they are, so that the check can say so. @internal */
  protected abstract _toSpec(): Spec;
}
