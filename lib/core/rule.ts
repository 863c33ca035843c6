import type { Citation } from './citation';
import type { Edit } from './edit';
import type { Authority, Finding, Path, RelatedResource, ResourceId, Severity } from './finding';
import type { IstioRelease } from './release';
import { MESSAGE, shown } from './shown';

/** `<topic>/<words>`: the rule's name, its file and its anchor in the docs. */
export type RuleId = `${string}/${string}`;

/** What every rule says about itself. The docs page of a rule is made from this and from its examples. */
export interface RuleDoc {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly authority: Authority;
  /** One line: what must hold. */
  readonly summary: string;
  /** The consequence in the mesh. */
  readonly why: string;
  /** The edit that corrects it. */
  readonly fix: string;
  /** Where to look it up: the upstream code that decides it, documentation, or a page of this package. */
  readonly source: Citation | readonly Citation[];
  /** The CEL expressions of the CRD that the rule answers for, as upstream writes them. */
  readonly cel?: readonly string[];
  /** The same rule in other tools: `IST0101`. */
  readonly aliases?: readonly string[];
}

/** A resource (YAML, without what goes without saying: apiVersion, kind and metadata are filled in) that breaks the rule, and where. */
export interface BadExample {
  readonly yaml: string;
  readonly at: string;
  /** Target release of the example; unset: the default one. */
  readonly release?: IstioRelease;
}

/** Good and bad inputs: they are the rule's tests and its documentation. */
export interface Examples {
  readonly good: readonly string[];
  readonly bad: readonly BadExample[];
}

/** A Kubernetes object as the cluster sees it: plain JSON. */
export interface Resource<Spec = unknown> {
  /** Group and version. */
  readonly apiVersion: string;
  /** The name of its kind. */
  readonly kind: string;
  /** Name, labels and the like. */
  readonly metadata: ResourceMetadata;
  /** What it says. */
  readonly spec: Spec;
}

/** The part of object metadata that rules read. */
export interface ResourceMetadata {
  /** Its name in its namespace. */
  readonly name: string;
  /** Its namespace; unset where none is written. */
  readonly namespace?: string;
  /** Its labels. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Its annotations. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What a rule knows besides the resource. */
export interface RuleContext {
  readonly release: IstioRelease;
}

/** A finding of a rule at a place: the message in the user's words, and what differs from the rule's own text. */
export interface Detail {
  /** What was got, and what is expected. */
  readonly message: string;
  /** The edit that corrects it, where the rule's own text does not say it. */
  readonly fix?: string;
  /** Where the effect is less than that of the rule in general. */
  readonly severity?: Severity;
  /** What makes the correction, where it is mechanical and safe. */
  readonly edits?: readonly Edit[];
  /** Codes of other tools for this finding, where they are not those of the rule. */
  readonly aliases?: readonly string[];
  /** The field that an unknown one stands for: that it is missing follows from this, and is no finding of its own. */
  readonly meant?: Path;
  /** The other resources that it is about. */
  readonly related?: readonly RelatedResource[];
}

/** How a rule reports a finding. */
export type Report = (at: Path, detail: Detail) => void;

/** What the fields of one resource mean together. Pure: same resource, same findings; runs only on fields that the schema accepted. */
export interface Rule<Spec> extends RuleDoc, Examples {
  /** Names of fields: a spec that has none of them, at any depth, cannot break the rule, and is not shown to it. Absent: any spec can. */
  readonly onlyWith?: readonly string[];
  check(resource: Resource<Spec>, report: Report, context: RuleContext): void;
}

/** Types a rule without stating its type twice. */
export function defineRule<Spec>(rule: Rule<Spec>): Rule<Spec> {
  return rule;
}

/** What a finding has of its rule. */
export type FindingRule = Pick<RuleDoc, 'id' | 'severity' | 'authority' | 'fix' | 'aliases'>;

/** A rule's words at a place of a resource, or of what is no resource. */
export function finding(rule: FindingRule, resource: ResourceId | undefined, path: Path, detail: Detail): Finding {
  return {
    rule: rule.id,
    severity: detail.severity ?? rule.severity,
    authority: rule.authority,
    message: shown(detail.message, MESSAGE),
    fix: detail.fix === undefined ? rule.fix : shown(detail.fix, MESSAGE),
    ...(detail.edits && detail.edits.length > 0 ? { edits: detail.edits } : {}),
    ...aliasesOf(detail.aliases ?? rule.aliases),
    ...(resource ? { resource } : {}),
    path,
    ...(detail.related ? { related: detail.related } : {}),
  };
}

function aliasesOf(aliases: readonly string[] | undefined): Pick<Finding, 'aliases'> {
  return aliases && aliases.length > 0 ? { aliases } : {};
}
