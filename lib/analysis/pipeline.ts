import { fieldRules } from '../core/field-rules';
import type { Finding, Path, Place, RelatedResource, ResourceId } from '../core/finding';
import { checkFailed } from '../core/internal-rules';
import type { RuleScope } from '../core/known-rules.gen';
import { packageRule } from '../core/package-rules';
import { covers } from '../core/prune';
import type { IstioRelease } from '../core/release';
import { finding, type Resource } from '../core/rule';
import type { Acknowledgement, SuppressedFinding } from '../core/suppression/acknowledgement';
import { judge, type Policy } from '../core/suppression/judge';
import { ANALYZE_SUPPRESS, namesCode } from '../core/suppression/upstream';
import type { Severities } from '../core/suppression/severities';
import { checkResource, identify } from '../kinds/check-resource';
import { WEBHOOK_CODES } from '../kinds/webhook-codes';
import { soundMetadata } from '../kinds/metadata';
import type { DeclaredService } from '../mesh/declared-service';
import { type MeshInput, withoutReplaced } from '../mesh/entry';
import type { Mesh } from '../mesh/mesh';
import type { Given } from '../mesh/mesh-settings';
import { qualifyHost } from '../values/host-name';
import type { Analyzer, MeshDetail, MeshPlace } from './analyzer';
import type { MeshAnalyzer } from './define-analyzer';
import { asSure } from './missing';

/** One thing that is checked: where it comes from, what holds for it, and how its fields are located. */
export interface Subject<P extends Place = Place> {
  /** An object as plain JSON. What is no Kubernetes object has only the findings that come with it. */
  readonly value?: unknown;
  /** Findings of whoever read or rendered it. A finding of the check at the same field follows from them and is left out. */
  readonly findings?: readonly Finding[];
  readonly release: IstioRelease;
  /** True for what is left of an object without lines that cannot be read: only what single values are is certain then. */
  readonly isPart?: boolean;
  /** The text that holds it. */
  readonly file?: string;
  /** The cluster that it is for: nothing of one cluster is held against another. */
  readonly cluster?: string;
  /** True for what is not checked: other subjects are checked against it, and it has no findings itself. */
  readonly skip?: boolean;
  /**
   * True for what is given to be seen alone. It is skipped, belongs to every cluster if it names none, and gives way to a subject that is
   * the same object.
   */
  readonly isContext?: boolean;
  /** Severities that hold for it. Unset: those of the policy. */
  readonly severities?: Severities;
  /** What is acknowledged for a finding of it outside of its annotations; each is in `listed` of the policy too. */
  readonly acknowledged?: (found: Finding) => readonly Acknowledgement[];
  /** How the text that the value was read from writes the plain scalar at a path. Asked for findings alone. */
  readonly sourceText?: (path: Path) => string | undefined;
  /** Where a field is. Asked for findings alone: of the check of this subject before the next one is taken, of analyzers at the end. */
  place(path: Path): P | undefined;
}

/** What holds for all subjects of a check. */
export interface PipelineOptions extends Omit<Policy, 'scopes'> {
  /** Each resource alone, what resources mean together, or also what only a program knows. */
  readonly scope: RuleScope;
  /** What the mesh of a cluster is given beside its objects. */
  readonly given?: (cluster: string | undefined) => Given;
  /** Analyzers of other packages, which run beside those of this one. */
  readonly analyzers?: readonly MeshAnalyzer[];
  /** Findings that are made when all subjects are known, each on the subject at a place in their order. Its annotations hold for them. */
  readonly late?: () => Iterable<{ readonly index: number; readonly finding: Finding }>;
  /** Services of a cluster that a program declares without writing their objects. */
  readonly declaredServices?: (cluster: string | undefined) => readonly DeclaredService[];
}

/** A finding, its place as the subject gave it, and the places of its related resources in their order. */
export interface Located<P extends Place = Place, F extends Finding = Finding> {
  readonly finding: F;
  readonly place?: P;
  readonly related: readonly (P | undefined)[];
}

/** A subject after the check. */
export interface CheckedSubject<P extends Place = Place> {
  /** What identifies it, when it is a Kubernetes object. */
  readonly id: ResourceId | undefined;
  readonly findings: readonly Located<P>[];
  readonly suppressed: readonly Located<P, SuppressedFinding>[];
  /** True for what was only given to be seen. */
  readonly isContext: boolean;
}

/** The subjects in their order, and the findings about acknowledgements and severities themselves. */
export interface CheckedSubjects<P extends Place = Place> {
  readonly subjects: readonly CheckedSubject<P>[];
  readonly general: readonly Finding[];
  /** What was not given and is taken to exist, because nothing makes it likely that it does not. */
  readonly assumed: Assumed;
}

/** What a check took for granted. */
export interface Assumed {
  /** How many hosts. */
  readonly hosts: number;
}

/** Checks each subject, then what they mean together, applies what was acknowledged and configured, and locates what remains. */
export function checkSubjects<P extends Place>(subjects: Iterable<Subject<P>>, options: PipelineOptions): CheckedSubjects<P> {
  const { scope, given, analyzers: others, declaredServices, late, ...policy } = options;
  const checked: Checked<P>[] = [];
  for (const subject of subjects) checked.push(checkOne(subject));
  for (const { index, finding } of late?.() ?? NONE) {
    const { subject, findings } = checked[index]!;
    if (!subject.skip) findings.push(placed(finding, subject));
  }
  const { faults, assumed } = scope === 'admission' ? NOT_ANALYZED : analyze(checked, { given, analyzers: others, declaredServices });
  const { subjects: judged, general } = judge(checked, { ...policy, scopes: SCOPES[scope] });
  return {
    subjects: judged.map(({ findings, suppressed }, index) => {
      const { id, subject } = checked[index]!;
      return {
        id,
        isContext: subject.isContext === true,
        findings: findings.length === 0 ? NONE : findings.map((found) => unpacked(hasPlaces<P>(found) ? found : placed(found, subject))),
        suppressed: suppressed.length === 0 ? NONE : suppressed.map((found) => unpacked(found)),
      };
    }),
    general: [...general, ...faults],
    assumed,
  };
}

/** The rules that a scope runs. */
const SCOPES: Readonly<Record<RuleScope, readonly RuleScope[]>> = {
  admission: ['admission'], mesh: ['admission', 'mesh'], program: ['admission', 'mesh', 'program'],
};
const NONE: readonly never[] = [];
const NOT_ANALYZED: Analysis = { faults: NONE, assumed: { hosts: 0 } };

/** A finding on its way through the pipeline, with its place and those of its related resources. */
type Placed<P extends Place, F extends Finding = Finding> = F & { readonly places: readonly (P | undefined)[] };

/** A subject that was checked alone, as `judge` takes it. */
interface Checked<P extends Place> {
  readonly subject: Subject<P>;
  readonly id: ResourceId | undefined;
  readonly sound: Resource | undefined;
  readonly decodes: MeshInput['decodes'];
  readonly annotations: Readonly<Record<string, string>> | undefined;
  readonly findings: Placed<P>[];
  readonly severities: Severities | undefined;
  readonly acknowledged: Subject['acknowledged'];
}

function checkOne<P extends Place>(subject: Subject<P>): Checked<P> {
  const { value, findings: before = NONE, release, isContext = false, skip = isContext, severities, acknowledged, sourceText } = subject;
  const { findings: all, sound, decodes } = checkResource(value, release, sourceText);
  const findings = subject.isPart ? certainInPart(value, all) : all;
  const found = skip ? NONE : before.length === 0 ? findings : [...before, ...findings.filter(({ path }) => isNew(path, before))];
  return {
    subject,
    id: identify(value),
    sound,
    decodes,
    annotations: skip ? undefined : sound ? sound.metadata.annotations : annotationsOf(value),
    findings: found.map((each) => placed(each, subject)),
    severities,
    acknowledged,
  };
}

/** Findings about what a field holds: they do not depend on lines that are missing. Edits need the whole document. */
function certainInPart(value: unknown, findings: readonly Finding[]): Finding[] {
  return findings.filter(({ rule, path }) => (
    (rule.startsWith('value/') || OF_ONE_FIELD.has(rule)) && (valueAt(value, path) ?? undefined) !== undefined
  )).map(({ edits: _, ...found }) => found);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Readonly<Record<string | number, unknown>> | null | undefined)?.[step], value);
}

const OF_ONE_FIELD: ReadonlySet<string> = new Set([
  fieldRules.unknown, fieldRules.wrongType, fieldRules.unknownKind, fieldRules.removedKind, fieldRules.unknownValue, fieldRules.outOfRange,
  fieldRules.wrongFormat,
].map(({ id }) => id));

/** False for a finding that follows from one before it: of the same field, an owner of it, or a part of it. */
function isNew(path: Path, before: readonly Finding[]): boolean {
  return !before.some((first) => covers(first.path, path) || covers(path, first.path));
}

/** The annotations that are text, of anything. */
function annotationsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  const { metadata } = (typeof value === 'object' && value !== null ? value : {}) as { metadata?: { annotations?: unknown } | null };
  return metadata?.annotations === undefined ? undefined : soundMetadata(metadata).annotations;
}

/** What an analyzer is to the pipeline, be it of this package or of another. */
type Analyzes = Pick<Analyzer, 'id' | 'severity' | 'authority' | 'fix' | 'aliases' | 'coveredBy' | 'check'>;

/** What other packages advise has the authority of this one: no cluster says so. */
const OF_PACKAGE = { authority: 'cdk8s-istio' } as const;

/** What analyzers have beside their findings. */
interface Analysis {
  /** Analyzers that failed, as findings. */
  readonly faults: readonly Finding[];
  readonly assumed: Assumed;
}

/** Runs every analyzer on the mesh of each cluster, and adds each finding to its subject. */
function analyze<P extends Place>(
  checked: readonly Checked<P>[],
  { given, analyzers: others = NONE, declaredServices }: Pick<PipelineOptions, 'given' | 'analyzers' | 'declaredServices'>,
): Analysis {
  const { analyzers, Mesh: MeshOfObjects } = loaded();
  const all: readonly Analyzes[] = others.length === 0 ? analyzers : [...analyzers, ...others.map((each) => ({ ...each, ...OF_PACKAGE }))];
  const faults: Finding[] = [];
  const found = new Set(checked.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  let hosts = 0;
  for (const [cluster, inputs] of inputsByCluster(checked)) {
    const mesh = new MeshOfObjects(inputs, declaredServices && (() => declaredServices(cluster)), given?.(cluster));
    const taken = new Set<string>();
    const fullName = ({ name, namespace }: { readonly name: string; readonly namespace: string }): string => (
      qualifyHost(name, namespace, mesh.settings.clusterDomain)
    );
    const report = (analyzer: Analyzes, at: MeshPlace, detail: MeshDetail): void => {
      if (isUnreported(checked[at.on.subject]!.subject)) return;
      const sure = asSure(detail, analyzer.severity, mesh);
      if (sure) addFinding(checked, analyzer, at, sure);
      else if (detail.missing?.kind === 'host') taken.add(fullName(detail.missing));
    };
    for (const analyzer of all) {
      if (analyzer.coveredBy?.some((rule) => found.has(rule))) continue;
      try {
        analyzer.check(mesh, (at, detail) => report(analyzer, at, detail));
      } catch (cause) {
        const fix = packageRule(analyzer.id) && 'report it to those who publish the analyzer; all others have run';
        faults.push(checkFailed(undefined, `analyzer ${analyzer.id}`, cause, fix));
      }
    }
    if (mesh.world === 'closed') leaveOutUpstream(checked, mesh);
    hosts += taken.size;
  }
  return { faults, assumed: { hosts } };
}

/* eslint-disable @typescript-eslint/no-require-imports -- a program that only makes constructs needs neither */
/** The analyzers and the mesh, which load with the first check. */
function loaded(): Pick<typeof import('./index'), 'analyzers'> & Pick<typeof import('../mesh/mesh'), 'Mesh'> {
  const { analyzers } = require('./index') as typeof import('./index');
  const { Mesh } = require('../mesh/mesh') as typeof import('../mesh/mesh');
  return { analyzers, Mesh };
}
/* eslint-enable @typescript-eslint/no-require-imports */

/** In a closed world the verdict is istioctl's: of an object that it does not look at, no finding has a code of its own. */
function leaveOutUpstream(checked: readonly Checked<Place>[], mesh: Mesh): void {
  for (const entry of mesh.entries) {
    const { findings } = checked[entry.subject]!;
    const annotation = checked[entry.subject]!.annotations?.[ANALYZE_SUPPRESS];
    if (!findings.some(hasWebhookCode) || !(annotation !== undefined || mesh.istioctl.isLeftOut(entry))) continue;
    const isLeftOut = annotation === undefined || mesh.istioctl.isLeftOut(entry);
    findings.forEach(({ aliases = NONE, ...found }, i) => {
      const others = aliases.filter((alias) => !WEBHOOK_CODES.has(alias) || !(isLeftOut || namesCode(annotation, alias)));
      findings[i] = { ...found, ...(others.length > 0 ? { aliases: others } : {}) };
    });
  }
}

function hasWebhookCode({ aliases = NONE }: Finding): boolean {
  return aliases.some((alias) => WEBHOOK_CODES.has(alias));
}

/** The objects of each cluster, in input order. Context without a cluster is in each. */
function inputsByCluster(checked: readonly Checked<Place>[]): ReadonlyMap<string | undefined, readonly MeshInput[]> {
  const clusters = new Map<string | undefined, MeshInput[]>();
  const everywhere: MeshInput[] = [];
  for (const [subject, { id, sound, decodes, subject: of }] of checked.entries()) {
    if (!id) continue;
    const { value, file, cluster, release, isContext = false, skip = isContext } = of;
    const input = { id, subject, file, release, written: value, sound, decodes, isContext: skip };
    const inputs = isContext && cluster === undefined ? everywhere : clusters.get(cluster);
    if (inputs) inputs.push(input);
    else clusters.set(cluster, [input]);
  }
  const isReplaceable = ({ subject }: MeshInput): boolean => checked[subject]!.subject.isContext === true;
  return new Map([...clusters].map(([cluster, inputs]) => [cluster, withoutReplaced([...inputs, ...everywhere], isReplaceable)]));
}

function isUnreported({ skip, isContext, isPart }: Subject): boolean {
  return skip === true || isContext === true || isPart === true;
}

function addFinding<P extends Place>(
  checked: readonly Checked<P>[], analyzer: Analyzes, { on, path }: MeshPlace, { related = [], ...detail }: MeshDetail,
): void {
  const { subject, findings } = checked[on.subject]!;
  const places = related.map((other) => checked[other.on.subject]!.subject.place(other.path ?? ['metadata', 'name']));
  const others = related.map((other, i): RelatedResource => ({
    resource: other.on.id, ...(other.path ? { path: other.path } : {}), ...inFinding(places[i]),
  }));
  const found = finding(analyzer, on.id, path, { ...detail, ...(others.length > 0 ? { related: others } : {}) });
  findings.push(placed(found, subject, places));
}

/** What a finding has of a place. */
function inFinding({ construct, source }: Place = {}): Place {
  return { ...(construct === undefined ? {} : { construct }), ...(source ? { source } : {}) };
}

/** Locates a finding; one about several constructs names its own. */
function placed<P extends Place>(found: Finding, subject: Subject<P>, others: readonly (P | undefined)[] = NONE): Placed<P> {
  const place = subject.place(found.path);
  return { ...found, ...inFinding({ ...place, ...inFinding(found) }), places: [place, ...others] };
}

function hasPlaces<P extends Place>(found: Finding): found is Placed<P> {
  return 'places' in found;
}

function unpacked<P extends Place, F extends Finding>({ places: [place, ...related], ...found }: Placed<P, F>): Located<P, F> {
  return { finding: found as unknown as F, place, related };
}
