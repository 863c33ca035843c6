import { isUnread } from '../file-rules';
import type { Finding, ResourceId, Severity } from '../finding';
import type { RuleScope } from '../known-rules.gen';
import { scopeOfRule } from '../package-rules';
import { quote } from '../quote';
import { finding, type RuleDoc } from '../rule';
import {
  type Acknowledgement, isFor, ofAnnotations, type SuppressedFinding, type Suppression, type WrittenAt,
} from './acknowledgement';
import { isKnownRule, isRefusedAnyway, meantRule, type Severities, severityOf } from './severities';
import { suppressionRules } from './suppression-rules';
import { ANALYZE_SUPPRESS, isSuppressedUpstream, overlooked } from './upstream';

/** A resource, or anything else that has findings, and what holds for them. */
export interface Judgeable<F extends Finding = Finding> {
  /** What identifies it; absent for what is no resource. */
  readonly id: ResourceId | undefined;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly findings: readonly F[];
  /** What is acknowledged for a finding of it outside of its annotations; each is in {@link Policy.listed} too. */
  acknowledged?(found: Finding): readonly Acknowledgement[];
  /** Severities that hold for it. Unset: those of the policy. */
  readonly severities?: Severities;
}

/** Acknowledgements and severities, whatever the resource. */
export interface Policy {
  /** What is acknowledged for every subject. */
  readonly acknowledged?: readonly Acknowledgement[];
  /** What is acknowledged for some: all of it, be there a subject or not. */
  readonly listed?: readonly Acknowledgement[];
  readonly severities?: Severities;
  /** Severities as they were written, each with its place: an attempt to lower an error of the API server is a finding there. */
  readonly overrides?: readonly Override[];
  /** The rules that were checked. An acknowledgement of another rule is not reported as one without effect. */
  readonly scopes: readonly RuleScope[];
}

/** A severity for a rule, and where it was written. */
export interface Override {
  readonly rule: string;
  readonly severity: Severity;
  readonly place: WrittenAt;
}

/** The findings of one that remain, with those about its acknowledgements, and the findings that are acknowledged. */
export interface Judged<F extends Finding = Finding> {
  readonly findings: readonly (F | Finding)[];
  readonly suppressed: readonly (F & SuppressedFinding)[];
}

/** What remains of each, in their order, and the findings about acknowledgements and severities themselves. */
export interface Verdict<F extends Finding = Finding> {
  readonly subjects: readonly Judged<F>[];
  readonly general: readonly Finding[];
}

/** Applies acknowledgements and severities to findings. The one place that does: `check()`, synth, command and plugin ask it. */
export function judge<F extends Finding>(subjects: readonly Judgeable<F>[], policy: Policy): Verdict<F> {
  const { acknowledged = [], listed = [], severities, overrides = [], scopes } = policy;
  const used = new Set<Acknowledgement>();
  const judged = subjects.map((subject) => judgeOne(subject, used, policy));
  const general = [
    ...[...acknowledged, ...listed].flatMap((acknowledgement) => about(acknowledgement, used, scopes)),
    ...overrides.filter(({ rule, severity }) => severity !== 'error' && isRefusedAnyway(rule)).map(({ rule, place }) => (
      say(suppressionRules.refusedAnyway, place, `Expected "error" for ${rule}, which the API server refuses`)
    )),
  ];
  return { subjects: judged, general: general.map((found) => withSeverity(found, severities)) };
}

function judgeOne<F extends Finding>(subject: Judgeable<F>, used: Set<Acknowledgement>, policy: Policy): Judged<F> {
  const { id, annotations = {}, findings } = subject;
  const severities = subject.severities ?? policy.severities;
  const own = id ? ofAnnotations(id, annotations) : [];
  // What could not be read was not checked: no acknowledgement makes that right.
  const ofPolicy = (policy.acknowledged ?? []).filter((one) => isFor(one, id) && !isUnread(one.rule));
  const upstream = Object.hasOwn(annotations, ANALYZE_SUPPRESS) ? annotations[ANALYZE_SUPPRESS] : undefined;
  if (own.length + ofPolicy.length === 0 && !subject.acknowledged && upstream === undefined) {
    return { findings: severities ? findings.map((found) => withSeverity(found, severities)) : findings, suppressed: NONE };
  }

  const kept: F[] = [];
  const suppressed: (F & SuppressedFinding)[] = [];
  for (const found of findings) {
    const matching = [...own, ...subject.acknowledged?.(found) ?? [], ...ofPolicy]
      .filter((one) => one.rule === found.rule && problem(one) === undefined);
    for (const one of matching) used.add(one);
    const by = matching[0] ? suppressionOf(matching[0])
      : upstream !== undefined && !isFixed(found) && isSuppressedUpstream(found, upstream) ? { by: 'istioctl' } as const
        : undefined;
    if (by) suppressed.push({ ...withSeverity(found, severities), suppressed: by });
    else kept.push(withSeverity(found, severities));
  }
  const notes = [...own.flatMap((one) => about(one, used, policy.scopes)), ...id && upstream !== undefined ? ofUpstream(id, upstream) : []];
  return { findings: [...kept, ...notes.map((found) => withSeverity(found, severities))], suppressed };
}

function suppressionOf({ by, reason, place: { construct, source } }: Acknowledgement): Suppression {
  return { by, reason, ...(construct === undefined ? {} : { construct }), ...(source ? { source } : {}) };
}

interface Problem {
  readonly rule: RuleDoc;
  readonly message: string;
  readonly fix?: string;
}

/** What is wrong with an acknowledgement by itself; it then suppresses nothing. */
function problem({ rule, reason }: Acknowledgement): Problem | undefined {
  if (!isKnownRule(rule)) {
    return { rule: suppressionRules.unknownRule, message: `Unknown rule ${quote(rule)} in an acknowledgement`, fix: meantRule(rule) };
  }
  if (isRefusedAnyway(rule)) {
    return { rule: suppressionRules.refusedAnyway, message: `Expected no acknowledgement of ${rule}, which the API server refuses` };
  }
  if (reason.trim() === '') {
    return { rule: suppressionRules.noReason, message: `Expected a reason for acknowledging ${rule}, got none` };
  }
  return undefined;
}

function about(acknowledgement: Acknowledgement, used: ReadonlySet<Acknowledgement>, scopes: readonly RuleScope[]): Finding[] {
  const { rule, resource, place } = acknowledgement;
  const wrong = problem(acknowledgement);
  if (wrong) return [say(wrong.rule, place, wrong.message, wrong.fix)];
  if (used.has(acknowledgement) || !scopes.includes(scopeOfRule(rule)!)) return [];
  const where = resource === undefined ? '' : ` on ${resource}`;
  return [say(suppressionRules.matchesNothing, place, `Expected a finding of ${rule}${where} to acknowledge, got none`)];
}

function ofUpstream(id: ResourceId, annotation: string): Finding[] {
  return overlooked(annotation).map((entry) => say(
    suppressionRules.overlookedCode, { resource: id, path: ['metadata', 'annotations', ANALYZE_SUPPRESS] },
    `Expected ${quote(entry.trim())}, got ${quote(entry)}: istioctl suppresses nothing for it`,
  ));
}

function say(rule: RuleDoc, place: WrittenAt, message: string, fix?: string): Finding {
  const { resource, path, ...where } = place;
  return { ...finding(rule, resource, path, { message, ...(fix === undefined ? {} : { fix }) }), ...where };
}

const NONE: readonly never[] = [];

function withSeverity<F extends Finding>(found: F, severities: Severities = {}): F {
  const wanted = severityOf(found.rule, severities);
  if (wanted === undefined || wanted === found.severity) return found;
  return isFixed(found) ? found : { ...found, severity: wanted };
}

/** True for what the API server refuses, whatever the configuration. */
function isFixed({ authority, severity }: Finding): boolean {
  return authority === 'api-server' && severity === 'error';
}
