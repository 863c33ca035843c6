import { ApiObject, type ApiObjectMetadata, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Detail, finding, type RuleDoc } from '../../lib/core/rule';
import type { Claimant } from '../../lib/composition/claim';
import type { Finding, Path, SourceLocation } from '../../lib/core/finding';
import { inputRules } from '../../lib/core/input';
import { covers } from '../../lib/core/prune';
import { quote } from '../../lib/core/quote';
import { apiVersionOf } from '../../lib/kinds/kind';
import { kinds } from '../../lib/kinds/index';
import type { KindName } from '../../lib/kinds/kind-name';
import { checkedId } from './construct-id';
import { bindPlace, type ResourcePlace } from './cdk8s-patches';
import { claimantIn } from './lazy-spec';
import { meshOptionsOf } from './mesh-options';
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
  /** Where in the user's program the resource was made, and fields that were set later. */
  private readonly source: Source;
  private setLater: { readonly at: Path; readonly source: Source }[] | undefined;
  private readonly spec: Spec;
  private readonly jsonPatches: JsonPatch[] = [];
  private rendered: Rendered | undefined;

  protected constructor(scope: Construct, id: string, kind: KindName, props: IstioObjectProps<Spec>) {
    super(scope, checkedId(scope, id), {
      kind,
      apiVersion: props.apiVersion ?? apiVersionOf(kinds[kind], meshOptionsOf(scope).release),
      metadata: props.metadata ?? props._place?.(),
    });
    if (props._place) bindPlace(this, props._place);
    this.source = props._source ?? new Source();
    this.spec = props.spec;
    Synthesis.of(this);
  }

  /** Patches the manifest after everything else; what comes out is checked like the rest. */
  public override addJsonPatch(...ops: JsonPatch[]): void {
    this.jsonPatches.push(...ops);
    for (const patch of ops) this._setHere(pathOf(operationOf(patch).path));
  }

  /** The manifest, as plain JSON. */
  public override toJson(): unknown {
    // What was rendered to be checked is what is written; outside a synth nothing is kept, as the resource may have changed.
    return (this.rendered ?? this.render()).json;
  }

  /** Renders the manifest and says what in the input is not JSON. With `keep`, `toJson` gives the same until told to forget. @internal */
  public _render(keep: boolean): Rendered {
    const rendered = this.render();
    this.rendered = keep ? rendered : undefined;
    return rendered;
  }

  /** Forgets what was kept. @internal */
  public _forget(): void {
    this.rendered = undefined;
  }

  /** Notes that whoever called set a field, so that findings about it lead there. @internal */
  public _setHere(at: Path): void {
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
  public get _id(): Finding['resource'] {
    const { namespace } = this.metadata;
    return { apiVersion: this.apiVersion, kind: this.kind, ...(namespace === undefined ? {} : { namespace }), name: this.name };
  }

  private render(): Rendered {
    const findings: Finding[] = [];
    const report = (rule: RuleDoc, at: Path, detail: Detail): void => {
      findings.push(finding(rule, this._id, at, detail));
    };
    const metadata = this.attempt(() => this.metadata.toJson() as unknown, inputRules.notJson, ['metadata'], report);
    const spec = renderValue(this, this.spec, ['spec'], report);
    const json = { apiVersion: this.apiVersion, kind: this.kind, metadata, ...(spec === undefined ? {} : { spec }) };
    if (this.jsonPatches.length === 0) return { json, findings };
    let patched: unknown = json;
    for (const patch of this.jsonPatches) {
      const { op, path } = operationOf(patch);
      patched = this.attempt(() => JsonPatch.apply(patched, patch) as unknown, inputRules.patch, [], report, ` ${quote(`${op} ${path}`)}`) ?? patched;
    }
    return { json: renderValue(this, patched, [], report), findings };
  }

  private attempt(
    read: () => unknown, rule: RuleDoc, at: Path, report: (rule: RuleDoc, at: Path, detail: Detail) => void, what = '',
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
  readonly findings: readonly Finding[];
}

function operationOf(patch: JsonPatch): { readonly op: string; readonly path: string } {
  return (patch as unknown as { operation: { op: string; path: string } }).operation;
}

/** The path that a JSON pointer means in a finding. */
function pathOf(pointer: string): Path {
  const steps = pointer.split('/').slice(1).map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
