import { fieldNames } from '../core/field-names';
import { fieldRules } from '../core/field-rules';
import { type Edit, valueAt } from '../core/edit';
import type { Finding, Path, ResourceId } from '../core/finding';
import { isObject } from '../core/is-object';
import { checkFailed } from '../core/internal-rules';
import { PathSet } from '../core/path-set';
import { prune } from '../core/prune';
import { choices, quote } from '../core/quote';
import { compareReleases, type IstioRelease } from '../core/release';
import { type Detail, finding, type Report, type Resource, type Rule, type RuleDoc } from '../core/rule';
import { withSafeEdits } from '../core/safe-edits';
import { meantWord } from '../core/suggest';
import { parseGoDuration } from '../values/go-duration';
import type { SourceText } from '../values/schema-issues';
import { checkAnnotations } from './annotations';
import { filledCopy } from './behind-missing';
import { apiVersionOf, type Kind } from './kind';
import { kindOf } from './index';
import { checkMetadata } from './metadata';
import type { ReportRule } from './object-meta';
import { checkSize } from './resource-size';
import { checkUnknownKind } from './unknown-kind';
import { type Explained, WEBHOOK_CODES, webhookCode, withWebhookCodes } from './webhook-codes';

/** What a cluster finds wrong with one resource, and what of it is right. */
export interface CheckedResource {
  readonly findings: readonly Finding[];
  /**
   * The copy that rules read: without the parts that the schema refused, so its spec is what the types of its kind promise. Absent when
   * nothing of the spec is sound, and for kinds this package does not know.
   */
  readonly sound?: Resource;
  /**
   * Set where the sound copy lacks what istiod would read: `partly`, when the API server alone refuses it, as a field that is
   * missing; `no`, when
   * istiod cannot decode it either.
   */
  readonly decodes?: 'partly' | 'no';
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
    const explained: Explained[] = [];
    const sound = checkKnown(document as Resource, id, kind, release, { findings, explained }, sourceText);
    const decodes = decoding(document, findings);
    if (decodes === 'partly') {
      findings.push(...behindMissing(document, findings, release));
      explained.push(...behindUnknown(document, findings, release));
    }
    const coded = findings.length === 0 || decodes === 'no' ? findings : withWebhookCodes(kind.kind, findings, explained);
    return { findings: coded, ...(sound === undefined ? {} : { sound }), ...(decodes === undefined ? {} : { decodes }) };
  } catch (cause) {
    // A fault of this package costs this resource its check, and no other.
    return { findings: [...findings, checkFailed(id, `the check of ${quote(id.kind)}`, cause)] };
  }
}

/** Faults of single values, of which istiod decodes some. */
const MAY_NOT_DECODE: ReadonlySet<string> = new Set(['value/duration', 'value/go-duration', fieldRules.outOfRange.id]);
const PORTS: ReadonlySet<unknown> = new Set(['number', 'port', 'portNumber']);

/** True for an entry of a list without a value. */
function isEmptyEntry(document: unknown, path: Path): boolean {
  return typeof path[path.length - 1] === 'number' && (valueAt(document, path) ?? undefined) === undefined;
}

/** False for text that is no duration, and for a number that no field holds. */
function isDecoded(value: unknown, path: Path): boolean {
  if (typeof value === 'string') return parseGoDuration(value) !== undefined;
  return typeof value !== 'number' || (value <= 0xffff_ffff && value >= -0x8000_0000 && (value >= 0 || !PORTS.has(path[path.length - 1])));
}

/** What istiod refuses in objects that miss a field: they are no part of the sound copy that rules read. */
function behindMissing(document: unknown, found: readonly Finding[], release: IstioRelease): readonly Finding[] {
  const { copy, filled } = filledCopy(document, found) ?? {};
  if (!filled) return [];
  const known = new Set(found.map(({ rule, path }) => `${rule} ${JSON.stringify(path)}`));
  // What a server may have of TLS follows from its protocol: where that is filled in, it is not known.
  const isUnsure = filled.some((at) => at[at.length - 1] === 'protocol' || at[at.length - 1] === 'port');
  return checkOnce(copy, release, undefined).findings.filter(({ rule, authority, path }) => (
    authority === 'istiod' && !(isUnsure && path.includes('tls')) && !known.has(`${rule} ${JSON.stringify(path)}`) && !filled.some((at) => at.every((step, i) => step === path[i]))
  ));
}

/**
 * What istiod, which overlooks fields that it does not know, reports about what is left; the first of these fields explains it
 * to the user.
 */
function behindUnknown(document: unknown, found: readonly Finding[], release: IstioRelease): readonly Explained[] {
  const unknown = found.filter(({ rule }) => rule === fieldRules.unknown.id).map(({ path }) => path);
  if (unknown.length === 0) return [];
  const known = new Set(found.map(({ rule, path }) => `${rule} ${JSON.stringify(path)}`));
  return checkOnce(prune(document, unknown), release, undefined).findings.flatMap(({ rule, authority, path, aliases = [] }) => (
    authority !== 'istiod' || known.has(`${rule} ${JSON.stringify(path)}`) ? []
      : aliases.filter((alias) => WEBHOOK_CODES.has(alias)).map((code) => ({ at: unknown[0]!, code }))
  ));
}

/** Faults of the schema after which istiod cannot decode a value; fields that are missing or unknown it takes as they are. */
const NOT_DECODED: ReadonlySet<string> = new Set([fieldRules.wrongType, fieldRules.unknownValue].map(({ id }) => id));

function decoding(document: unknown, findings: readonly Finding[]): CheckedResource['decodes'] {
  if (findings.some(({ rule, path }) => NOT_DECODED.has(rule) || isEmptyEntry(document, path) || (MAY_NOT_DECODE.has(rule) && !isDecoded(valueAt(document, path), path)))) return 'no';
  return findings.some(({ severity, authority }) => severity === 'error' && authority === 'api-server') ? 'partly' : undefined;
}

/** Where the check of a resource puts what it finds. */
interface Results {
  readonly findings: Finding[];
  readonly explained: Explained[];
}

/** Adds the findings of a resource to those given; returns its sound copy, when it has one. */
function checkKnown(
  written: Resource, id: ResourceId, kind: Kind, release: IstioRelease, { findings, explained }: Results, sourceText: SourceText | undefined, // eslint-disable-line max-len -- one sentence
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
    if (lost?.reaches(at)) return;
    if (!refused?.has(at)) findings.push(finding(running!, id, at, detail));
    else {
      const code = webhookCode({ ...running!, severity: detail.severity ?? running!.severity });
      if (code !== undefined) explained.push({ at, code });
    }
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
