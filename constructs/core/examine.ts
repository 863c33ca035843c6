import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkSubjects, type Subject } from '../../lib/analysis/pipeline';
import { isAtLeast } from '../../lib/core/fail-on';
import type { Finding, Path, Place, ResourceId } from '../../lib/core/finding';
import type { IstioRelease } from '../../lib/core/release';
import type { KnownRule } from '../../lib/core/known-rules.gen';
import type { Acknowledgement, SuppressedFinding } from '../../lib/core/suppression/acknowledgement';
import type { DeclaredService } from '../../lib/mesh/declared-service';
import { clusterSettings } from './cluster-settings';
import { acknowledgedFor, acknowledgedOn } from './acknowledged';
import { placeOf } from './claimant';
import { fileConfigOf } from './file-config';
import type { Inspection } from './inspection';
import type { IstioObject } from './istio-object';
import { isIstioObject } from './istio-object-mark';
import { meshOptionsOf, overridesOn, ownOptionsOf } from './mesh-options';

/** What constructs of a tree add to its check. */
export interface Contributed {
  /** Findings by the construct that reports them. */
  readonly reports: ReadonlyMap<IConstruct, readonly (() => readonly Finding[])[]>;
  /** Looks at all objects, when they are rendered. */
  readonly inspections: readonly Inspection[];
  readonly declaredServices: () => readonly DeclaredService[];
}

/** One object of the tree after the check. */
export interface Examined {
  readonly object: ApiObject;
  /** The manifest that was checked; absent when cdk8s cannot render it. */
  readonly json: unknown;
  /** Gives the manifest, or throws what rendering it threw. */
  readonly again: () => unknown;
  readonly id: ResourceId | undefined;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** A tree after every object in it was rendered and checked. */
export interface Examination {
  readonly objects: readonly Examined[];
  /** All findings, in the order of the tree. */
  readonly findings: readonly Finding[];
  /** Those that stop a synth. */
  readonly failing: ReadonlySet<Finding>;
}

/**
 * Renders each object of a tree once and checks them all together, with what constructs report.
 *
 * @param keep true when Istio's objects keep what was rendered, to write it until they forget it
 */
export function examine(root: IConstruct, constructs: readonly IConstruct[], contributed: Contributed, keep: boolean): Examination {
  const file = fileConfigOf(root);
  const { release } = meshOptionsOf(root);
  const sources: Source[] = [];
  const settings = clusterSettings(root, constructs);
  function* allSubjects(): Generator<Subject> {
    yield* subjectsOf(constructs, contributed, keep, sources);
    for (const subject of seenSubjects(constructs, settings, release)) {
      sources.push({ construct: root });
      yield subject;
    }
  }
  const { subjects, general } = checkSubjects(allSubjects(), {
    acknowledged: file?.acknowledged,
    listed: constructs.flatMap(acknowledgedOn),
    severities: meshOptionsOf(root).severities,
    overrides: [...file?.overrides ?? [], ...constructs.flatMap(overridesOn)],
    scope: 'program',
    analyzers: file?.analyzers,
    late: () => inspected(contributed.inspections, sources),
    given: (cluster) => settings(cluster).given,
    declaredServices: (cluster) => contributed.declaredServices().filter((service) => service.cluster === cluster),
  });
  const found = subjects.map(({ findings }, index) => (
    findings.map(({ finding }) => finding).filter((finding) => !isReportedByOwner(finding, sources[index]!.object))
  ));
  return {
    objects: subjects.flatMap(({ id, suppressed }, index) => {
      const { object, json, again = () => json } = sources[index]!;
      return object ? [{ object, json, again, id, findings: found[index]!, suppressed: suppressed.map(({ finding }) => finding) }] : [];
    }),
    findings: [...found.flat(), ...general],
    failing: new Set([
      ...found.flatMap((findings, index) => failingAt(sources[index]!.construct, findings)),
      ...failingAt(root, general),
    ]),
  };
}

/** What is known of the mesh of each cluster: its context, and what is wrong in its MeshConfig. */
function* seenSubjects(
  constructs: readonly IConstruct[], settings: ReturnType<typeof clusterSettings>, release: IstioRelease,
): Generator<Subject> {
  const reported = new Set<Finding>();
  const read = new Set<string>();
  const clusters = new Set([undefined, ...constructs.flatMap((construct) => ownOptionsOf(construct)?.cluster ?? [])]);
  for (const cluster of clusters) {
    const { context, findings } = settings(cluster);
    const fresh = findings.filter((found) => !reported.has(found));
    for (const found of fresh) reported.add(found);
    if (fresh.length > 0) yield { findings: fresh, release, place: () => undefined };
    // What holds for the whole tree is context of every cluster, and read once.
    const files = context.filter(({ path }) => !read.has(path)).map((file) => ({ ...file, ...(cluster === undefined ? {} : { cluster }) }));
    if (files.length === 0) continue;
    if (cluster === undefined) for (const { path } of files) read.add(path);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- few programs have context
    const { contextSubjects } = require('../../lib/config/context') as typeof import('../../lib/config/context');
    yield* contextSubjects(files, release);
  }
}

/** The findings of a construct that stop a synth. */
export function failingAt(construct: IConstruct, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length === 0) return findings;
  const { failOn } = meshOptionsOf(construct);
  return findings.filter(({ severity }) => isAtLeast(severity, failOn));
}

/** Rules about one resource that owners ask of contributions as well: those findings name both constructs. */
const ASKED_BY_OWNERS: ReadonlySet<string> = new Set<KnownRule>(['virtual-service/fault-alone']);

function isReportedByOwner({ rule, path }: Finding, object: ApiObject | undefined): boolean {
  return ASKED_BY_OWNERS.has(rule) && object !== undefined && isIstioObject(object) && object._claimantOf(path) !== undefined;
}

/** The construct that people wrote: an L2 rather than the L1 inside it. */
export function ownerOf(object: ApiObject): IConstruct {
  const { scope } = object.node;
  return scope && object.node.id === 'Resource' && !Chart.isChart(scope) ? scope : object;
}

/** The construct of a subject; the object that it was made of, and its manifest: neither for what constructs report. */
interface Source {
  readonly construct: IConstruct;
  readonly object?: ApiObject;
  readonly json?: unknown;
  readonly again?: () => never;
}

function* subjectsOf(
  constructs: readonly IConstruct[], { reports }: Contributed, keep: boolean, sources: Source[],
): Generator<Subject> {
  const acknowledgedBy = acknowledgedIn(constructs);
  const settings = (construct: IConstruct): Pick<Subject, 'release' | 'severities' | 'skip' | 'cluster' | 'acknowledged'> => {
    const { release, severities, skip, cluster } = meshOptionsOf(construct);
    return { release, severities, skip, cluster, acknowledged: acknowledgedBy && ((found) => acknowledgedBy(construct, found)) };
  };
  for (const construct of constructs) {
    const reported = reports.get(construct)?.flatMap((report) => report()) ?? [];
    if (reported.length > 0) {
      sources.push({ construct });
      yield { ...settings(construct), findings: reported, place: () => ({ construct: construct.node.path }) };
    }
    if (!ApiObject.isApiObject(construct)) continue;
    const { json, checked = json, findings, again } = rendered(construct, keep);
    sources.push({ construct, object: construct, json, again });
    yield { ...settings(construct), value: checked, findings, place: (path) => placeIn(construct, path) };
  }
}

/** What constructs find on the objects of others, when all are rendered. */
function inspected(
  inspections: readonly Inspection[], sources: readonly Source[],
): { readonly index: number; readonly finding: Finding }[] {
  const written = sources.flatMap(({ object, json }) => (object ? [{ object, json }] : []));
  const found = inspections.flatMap((inspect) => inspect(written));
  if (found.length === 0) return [];
  const indexOf = new Map(sources.map(({ object }, index) => [object, index]));
  return found.map(({ on, finding }) => ({ index: indexOf.get(on)!, finding }));
}

/** The manifest of an object, what of it is checked where that is another, and what in its input is not JSON. */
function rendered(object: ApiObject, keep: boolean): Partial<ReturnType<IstioObject<unknown>['_render']>> & Pick<Source, 'again'> {
  if (isIstioObject(object)) return object._render(keep);
  try {
    return { json: object.toJson() as unknown };
  } catch (cause) {
    return { again: () => { throw cause; } }; // when cdk8s writes the object
  }
}

/** What is acknowledged for a finding of a construct. */
type AcknowledgedBy = (construct: IConstruct, found: Finding) => Acknowledgement[];

/** Looks for it on the construct, on the one that the finding names, and above them; not at all when nothing is acknowledged. */
function acknowledgedIn(constructs: readonly IConstruct[]): AcknowledgedBy | undefined {
  if (!constructs.some((construct) => acknowledgedOn(construct).length > 0)) return undefined;
  const byPath = new Map(constructs.map((construct) => [construct.node.path, construct]));
  return (construct, { construct: path }) => {
    const named = path === undefined ? undefined : byPath.get(path);
    return [...new Set([construct, ...named ? [named] : []].flatMap(acknowledgedFor))];
  };
}

/** The construct and the line that made a field. */
function placeIn(object: ApiObject, path: Path): Place {
  const claimant = isIstioObject(object) ? object._claimantOf(path) : undefined;
  if (claimant) return placeOf(claimant);
  const source = isIstioObject(object) ? object._sourceOf(path) : undefined;
  return { construct: ownerOf(object).node.path, ...(source ? { source } : {}) };
}
