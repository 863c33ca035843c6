import { ApiObject, type ApiObjectMetadata, Chart, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { markCopy } from '../../lib/core/package-copy';
import { finding, type RuleDoc } from '../../lib/core/rule';
import type { Claimant } from '../../lib/composition/claim';
import type { Finding, Path, ResourceId, SourceLocation } from '../../lib/core/finding';
import { inputRules, type ReportInput } from '../../lib/core/input';
import { isObject } from '../../lib/core/is-object';
import { covers } from '../../lib/core/prune';
import { quote } from '../../lib/core/quote';
import { apiVersionOf, type Kind } from '../../lib/kinds/kind';
import { kinds } from '../../lib/kinds/index';
import type { KindName } from '../../lib/kinds/kind-name';
import { checkedId } from './construct-id';
import { bindPlace, orderDocuments, type ResourcePlace } from './cdk8s-patches';
import { ISTIO_OBJECT } from './istio-object-mark';
import { claimantIn } from './lazy-spec';
import { meshOptionsOf } from './mesh-options';
import { refuse, refuseUnmade, RESOURCE_ID } from './refuse';
import { renderValue } from './render';
import { Source } from './source';
import { Synthesis } from './synthesis';

/** What every L1 construct takes. */
export interface IstioObjectProps<Spec> {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made from the construct's path, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /** The resource's spec, written to YAML as it stands. */
  readonly spec: Spec;
  /**
   * Group and version to write, such as `networking.istio.io/v1beta1`.
   *
   * @default - the best version that the target release serves
   */
  readonly apiVersion?: string;
  /** The line to name in findings, where it is not the one that makes the resource. @internal */
  readonly _source?: Source;
  /** Name and namespace, where later contributions can change them. @internal */
  readonly _place?: () => ResourcePlace;
}

/**
 * An Istio resource as it stands in YAML. It adds nothing and changes nothing: what is written in `spec` is in the manifest or
 * is an error.
 */
export abstract class IstioObject<Spec> extends ApiObject {
  static {
    markCopy(this.prototype);
  }

  /** Where in the user's program the resource was made, and fields that were set later. */
  private readonly source: Source;
  private setLater: { readonly at: Path; readonly source: Source }[] | undefined;
  private readonly spec: Spec;
  private readonly place: (() => ResourcePlace) | undefined;
  private readonly jsonPatches: JsonPatch[] = [];
  private rendered: Rendered | undefined;

  protected constructor(scope: Construct, id: string, kind: KindName, given: IstioObjectProps<Spec>) {
    const props = checkedProps(scope, id, kind, given);
    const place = props._place?.();
    super(scope, checkedId(scope, id), {
      kind,
      apiVersion: props.apiVersion ?? apiVersionOf(kinds[kind], meshOptionsOf(scope).release),
      metadata: props.metadata ?? (place && { name: place.name, namespace: place.namespace }),
    });
    this.place = props._place;
    if (this.place) bindPlace(this, this.place);
    this.source = props._source ?? new Source();
    this.spec = props.spec;
    Synthesis.of(this);
    orderDocuments(Chart.of(this));
  }

  /** Patches the manifest after everything else; what comes out is checked like the rest. */
  public override addJsonPatch(...ops: JsonPatch[]): void {
    for (const patch of ops) if (!isPatch(patch)) refuse(this, inputRules.patch, [], { message: `Expected a JsonPatch, got ${quote(patch)}`, fix: MAKE_A_PATCH });
    this.jsonPatches.push(...ops);
    for (const patch of ops) this._recordSource(pathOf(operationOf(patch).path));
  }

  /** The manifest, as plain JSON. */
  public override toJson(): unknown {
    // What was rendered to be checked is what is written; outside a synth nothing is kept, as the resource may have changed.
    return (this.rendered ?? this.render()).json;
  }

  /** @internal */
  public get [ISTIO_OBJECT](): true {
    return true;
  }

  /** @internal */
  public get [RESOURCE_ID](): ResourceId {
    return this._id;
  }

  /** Renders the manifest, with findings about input that is not JSON. With `keep`, `toJson` gives the same until `_forget`. @internal */
  public _render(keep: boolean): Rendered {
    const rendered = this.render();
    this.rendered = keep ? rendered : undefined;
    return this._rendersItself ? this.asRendered(rendered) : rendered;
  }

  /** True for a class, or an object, with a `toJson` of its own: what that gives is what is written. @internal */
  public get _rendersItself(): boolean {
    return this.toJson !== IstioObject.prototype.toJson;
  }

  /** Forgets what was kept. @internal */
  public _forget(): void {
    this.rendered = undefined;
  }

  /** The chart that writes the resource, where that is another than the one that it is in. @internal */
  public get _chart(): Chart | undefined {
    return this.place?.().chart;
  }

  /** Notes that the caller set a field, so that findings about it name that line. @internal */
  public _recordSource(at: Path): void {
    (this.setLater ??= []).push({ at, source: new Source() });
  }

  /** The line that made the field, as far as it is known. @internal */
  public _sourceOf(path: Path): SourceLocation | undefined {
    const set = this.setLater?.filter(({ at }) => covers(at, path)).sort((a, b) => b.at.length - a.at.length)[0];
    return set?.source.location ?? this.source.location;
  }

  /** The construct that claimed the field, unless it was set later. @internal */
  public _claimantOf(path: Path): Claimant | undefined {
    return this.setLater?.some(({ at }) => covers(at, path)) ? undefined : claimantIn(this.spec, path);
  }

  /** What identifies the resource. @internal */
  public get _id(): ResourceId {
    const { apiVersion, kind, metadata: { namespace }, name } = this;
    // A name that is no text is a finding itself, and findings have to name the resource.
    return { apiVersion, kind, ...(typeof namespace === 'string' ? { namespace } : {}), name: typeof name === 'string' ? name : '' };
  }

  private render(): Rendered {
    const findings: Finding[] = [];
    const report = this.reporting(findings);
    const metadata = this.attempt(() => this.metadata.toJson() as unknown, inputRules.notJson, ['metadata'], report);
    const spec = renderValue(this, this.spec, ['spec'], report);
    const json = { apiVersion: this.apiVersion, kind: this.kind, metadata, ...(spec === undefined ? {} : { spec }) };
    if (this.jsonPatches.length === 0) return { json, checked: this.asOwnKind(json, report), findings };
    let patched: unknown = json;
    for (const patch of this.jsonPatches) {
      const { op, path } = operationOf(patch);
      const result = this.attempt(() => [JsonPatch.apply(patched, patch) as unknown], inputRules.patch, [], report, ` ${quote(`${op} ${path}`)}`);
      if (result) [patched] = result as [unknown];
    }
    const whole = renderValue(this, patched, [], report);
    return { json: whole, checked: this.asOwnKind(whole, report), findings };
  }

  /** What its own `toJson` makes of the manifest. */
  private asRendered({ findings: before }: Rendered): Rendered {
    const findings = before.slice();
    const report = this.reporting(findings);
    const given = this.attempt(() => this.toJson(), inputRules.notJson, [], report, ' an error of toJson()');
    const json = renderValue(this, given, [], report);
    return { json, checked: this.asOwnKind(json, report), findings };
  }

  /** The manifest under the kind of the construct, whatever group and kind were written or patched in. */
  private asOwnKind(json: unknown, report: ReportInput): unknown {
    const { kind } = this;
    const own: Kind = kinds[kind as KindName];
    if (!isObject<unknown>(json)) {
      if (json !== undefined) report(inputRules.otherKind, [], { message: `Expected a ${kind}, got ${quote(json)}` });
      return undefined;
    }
    const isKind = json.kind === kind;
    const isGroup = typeof json.apiVersion === 'string' && json.apiVersion.startsWith(`${own.group}/`);
    if (isKind && isGroup) return json;
    const got = (field: string): string => `got ${json[field] === undefined ? `no "${field}"` : quote(json[field])}`;
    if (!isKind) report(inputRules.otherKind, ['kind'], { message: `Expected kind ${quote(kind)}, ${got('kind')}` });
    if (!isGroup) report(inputRules.otherKind, ['apiVersion'], { message: `Expected a version of the group ${own.group}, ${got('apiVersion')}` });
    return { ...json, kind, apiVersion: isGroup ? json.apiVersion : apiVersionOf(own, meshOptionsOf(this).release) };
  }

  private reporting(findings: Finding[]): ReportInput {
    return (rule, at, detail) => {
      findings.push(finding(rule, this._id, at, detail));
    };
  }

  private attempt(
    read: () => unknown, rule: RuleDoc, at: Path, report: ReportInput, what = '',
  ): unknown {
    try {
      return read();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
      report(rule, at, { message: `${rule.summary}, got${what || ' an error'}: ${reason}` });
      return undefined;
    }
  }
}

/** A manifest, and what in its input was not JSON. */
interface Rendered {
  readonly json: unknown;
  /** The same under the kind of the construct; `undefined` when it is no object. */
  readonly checked: unknown;
  readonly findings: readonly Finding[];
}

const MAKE_A_PATCH = "write JsonPatch.add('/spec/exportTo', ['.']), or another function of JsonPatch";

function isPatch(patch: unknown): patch is JsonPatch {
  const { operation, _toJson } = (patch ?? {}) as { operation?: { op?: unknown; path?: unknown }; _toJson?: unknown };
  return typeof _toJson === 'function' && typeof operation?.op === 'string' && typeof operation.path === 'string';
}

/** The props. @throws ConfigError for what is none */
function checkedProps<Props extends { apiVersion?: string }>(scope: Construct, id: string, kind: KindName, props: Props): Props {
  const message = !isObject<unknown>(props) ? `Expected props with the spec of a ${kind}, got ${quote(props)}`
    : props.apiVersion !== undefined && typeof props.apiVersion !== 'string' ? `Expected a group and version as text in apiVersion, got ${quote(props.apiVersion)}`
      : undefined;
  if (message === undefined) return props;
  return refuseUnmade(scope, checkedId(scope, id), inputRules.notJson, [], { message, fix: 'pass { spec: … }, with what YAML has under spec' });
}

function operationOf(patch: JsonPatch): { readonly op: string; readonly path: string } {
  return (patch as unknown as { operation: { op: string; path: string } }).operation;
}

/** The path that a JSON pointer means in a finding. */
function pathOf(pointer: string): Path {
  const steps = pointer.split('/').slice(1).map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
