import { fieldNames } from '../core/field-names';
import { fieldRules } from '../core/field-rules';
import { type Edit, valueAt } from '../core/edit';
import type { Finding, ResourceId } from '../core/finding';
import { isObject } from '../core/is-object';
import { checkFailed } from '../core/internal-rules';
import { PathSet } from '../core/path-set';
import { choices, quote } from '../core/quote';
import { compareReleases, type IstioRelease } from '../core/release';
import { type Detail, finding, type Report, type Resource, type Rule, type RuleDoc } from '../core/rule';
import { withSafeEdits } from '../core/safe-edits';
import { meantWord } from '../core/suggest';
import type { SourceText } from '../values/schema-issues';
import { checkAnnotations } from './annotations';
import { apiVersionOf, type Kind } from './kind';
import { kindOf } from './index';
import { checkMetadata } from './metadata';
import type { ReportRule } from './object-meta';
import { checkSize } from './resource-size';
import { checkUnknownKind } from './unknown-kind';

/** What a cluster finds wrong with one resource, and what of it is right. */
export interface CheckedResource {
  readonly findings: readonly Finding[];
  /**
   * The copy that rules read: without the parts that the schema refused, so its spec is what the types of its kind promise. Absent when
   * nothing of the spec is sound, and for kinds this package does not know.
   */
  readonly sound?: Resource;
}

const NOTHING: CheckedResource = { findings: [] };

/** A fault of these rules takes the field away from what rules read, or may itself be what a rule misses. */
const HIDES_OWNERS: readonly RuleDoc[] = [fieldRules.missing, fieldRules.unknown, fieldRules.wrongType];

const TOP_LEVEL = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];

/**
 * Checks one resource alone, as a cluster of that release does. Kinds this package does not know have no findings.
 *
 * @param sourceText how the text that the document was read from writes the plain scalar at a path
 */
export function checkResource(document: unknown, release: IstioRelease, sourceText?: SourceText): CheckedResource {
  const { findings, ...checked } = checkOnce(document, release, sourceText);
  if (!findings.some(({ edits }) => edits)) return { findings, ...checked };
  return { findings: withSafeEdits(document, findings, (edited) => checkOnce(edited, release, undefined).findings), ...checked };
}

/** The same; edits may do harm. */
function checkOnce(document: unknown, release: IstioRelease, sourceText: SourceText | undefined): CheckedResource {
  const id = identify(document);
  if (!id) return NOTHING;
  const findings: Finding[] = [];
  const kind = kindOf(id.apiVersion, id.kind);
  try {
    if (!kind) {
      checkUnknownKind(id.apiVersion, id.kind, release, (rule, at, detail) => findings.push(finding(rule, id, at, detail)));
      return { findings };
    }
    const sound = checkKnown(document as Resource, id, kind, release, findings, sourceText);
    return sound === undefined ? { findings } : { findings, sound };
  } catch (cause) {
    // A fault of this package costs this resource its check, and no other.
    return { findings: [...findings, checkFailed(id, `the check of ${quote(id.kind)}`, cause)] };
  }
}

/** Adds the findings of a resource to those given; returns its sound copy, when it has one. */
function checkKnown(
  written: Resource, id: ResourceId, kind: Kind, release: IstioRelease, findings: Finding[], sourceText: SourceText | undefined,
): Resource | undefined {
  // Fields that the schema took away from what rules read, and fields that something else is wrong with.
  let lost: PathSet | undefined;
  let refused: PathSet | undefined;
  const report: ReportRule = (rule, at, detail) => {
    findings.push(finding(rule, id, at, detail));
    if (rule.severity !== 'error') return;
    const set = HIDES_OWNERS.includes(rule) ? lost ??= new PathSet() : refused ??= new PathSet();
    // An object that misses a field does not conform to its type.
    set.add(rule === fieldRules.missing ? at.slice(0, -1) : at);
    if (detail.meant) set.add(detail.meant);
  };

  checkTopLevel(written, kind, report);
  const isMisspelled = (key: string): boolean => lost?.has([key]) === true && !Object.hasOwn(written, key);
  const metadata = isMisspelled('metadata') ? { name: '' } : checkMetadata(written.metadata, report, sourceText);
  checkAnnotations(kind.kind, metadata, release, report);
  checkVersion(kind, id, report, release);
  if (isMisspelled('spec')) return undefined;
  const { schema, rules } = kind.load();
  const { checkSchema } = schemaChecks();
  const checked = hasSpec(written, kind, report)
    ? checkSchema(schema, written.spec, ['spec'], release, report, sourceText)
    : { sound: kind.specRequired ? undefined : {} };
  if (checked.sound === undefined) return undefined;
  // A copy: what rules remember of a spec (`lastAsked`) must not be taken for that of the same object once the caller has changed it.
  const sound: Resource = { ...written, metadata, spec: { ...checked.sound as object } };
  const context = { release };
  let running: RuleDoc | undefined;
  const reportUnlessExplained: Report = (at, detail) => {
    // What the schema took away explains a complaint about any owner of it, and was reported already.
    if (!lost?.reaches(at) && !refused?.has(at)) findings.push(finding(running!, id, at, detail));
  };
  const names = fieldNames(sound.spec);
  for (const rule of rules) {
    if (!canBreak(rule, names)) continue;
    running = rule;
    try {
      rule.check(sound, reportUnlessExplained, context);
    } catch (cause) {
      findings.push(checkFailed(id, `rule ${rule.id}`, cause));
    }
  }
  // What is refused already may be as big because of that.
  if (!findings.some(({ severity }) => severity === 'error')) checkSize(written, (rule, at, detail) => findings.push(finding(rule, id, at, detail)));
  return sound;
}

/** False for a rule about fields that the spec does not have. */
export function canBreak({ onlyWith }: Pick<Rule<unknown>, 'onlyWith'>, names: ReadonlySet<string>): boolean {
  if (onlyWith === undefined) return true;
  for (const name of onlyWith) if (names.has(name)) return true;
  return false;
}

/** What identifies a document, if it is a Kubernetes object at all. */
export function identify(document: unknown): ResourceId | undefined {
  if (document === null || typeof document !== 'object') return undefined;
  const { apiVersion, kind, metadata } = document as Record<string, unknown>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const { name, namespace } = (metadata !== null && typeof metadata === 'object' ? metadata : {}) as Record<string, unknown>;
  return {
    apiVersion,
    kind,
    ...(typeof namespace === 'string' ? { namespace } : {}),
    name: typeof name === 'string' ? name : '',
  };
}

function checkTopLevel(document: Resource, kind: Kind, report: ReportRule): void {
  for (const key of Object.keys(document)) {
    if (!TOP_LEVEL.includes(key)) report(fieldRules.unknown, [key], beside(key, document, kind));
  }
}

/** A field beside `spec`: a misspelled one, or one that belongs into it. */
function beside(key: string, document: Resource, kind: Kind): Detail {
  const message = `Unknown field ${quote(key)} beside spec`;
  const meant = meantWord(key, TOP_LEVEL);
  const isFree = meant !== undefined && !Object.hasOwn(document, meant.word);
  if (meant) {
    const edits: Edit[] = meant.isSure && isFree ? [{ path: [key], op: 'rename', to: meant.word }] : [];
    return { message, fix: `write ${meant.word}${isFree ? '' : ', which is there already: keep one of the two'}`, edits, meant: [meant.word] };
  }
  const { fields } = schemaChecks();
  const field = fields(kind.load().schema)[key];
  if (!field) return { message, fix: 'write it where its object is, or remove it' };
  const { spec } = document;
  const isFit = field.safeParse(valueAt(document, [key])).success;
  const isMovable = isFit && isObject<unknown>(spec) && !Object.hasOwn(spec, key);
  return { message, fix: 'move it into spec', edits: isMovable ? [{ path: [key], op: 'move', to: ['spec', key] }] : [], meant: ['spec', key] };
}

/** False when the API server sees no spec; it then looks at nothing in it, and asks for one of some kinds only. */
function hasSpec({ spec }: Resource, { specRequired }: Kind, report: ReportRule): boolean {
  if (spec !== undefined && spec !== null) return true;
  if (spec === null) report(fieldRules.empty, ['spec'], { message: 'Expected a value, got nothing behind the key "spec"' });
  if (specRequired) report(fieldRules.missing, ['spec'], { message: 'Expected an object, got no "spec"', fix: 'add spec: { … }' });
  return false;
}

function checkVersion(kind: Kind, { apiVersion }: ResourceId, report: ReportRule, release: IstioRelease): void {
  const version = apiVersion.slice(kind.group.length + 1);
  const known = kind.versions.find(({ name }) => name === version);
  if (!known) {
    report(fieldRules.unknownValue, ['apiVersion'], {
      message: `Expected ${choices(kind.versions.map(({ name }) => `${kind.group}/${name}`))}, got ${quote(apiVersion)}`,
      fix: `write ${apiVersionOf(kind, release)}`,
    });
  } else if (known.since !== undefined && compareReleases(known.since, release) > 0) {
    report(fieldRules.release, ['apiVersion'], {
      message: `Expected what Istio ${release} has, got ${apiVersion} ${kind.kind}, which came with Istio ${known.since}`,
    });
  }
}

/** zod is loaded with the first schema. */
function schemaChecks(): typeof import('../values/check-schema') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see lib/kinds/index.ts
  return require('../values/check-schema') as typeof import('../values/check-schema');
}
