import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { analyze } from '../../lib/analysis/analyze';
import { annotationsOf } from '../../lib/analysis/check-each';
import type { Finding, Path, ResourceId } from '../../lib/core/finding';
import { covers } from '../../lib/core/prune';
import type { Acknowledgement, SuppressedFinding } from '../../lib/core/suppression/acknowledgement';
import { judge, type Subject } from '../../lib/core/suppression/judge';
import { checkResource } from '../../lib/kinds/check-resource';
import { kindOf } from '../../lib/kinds/index';
import { acknowledgedFor, acknowledgedOn } from './acknowledged';
import { placeOf } from './claimant';
import { fileConfigOf } from './file-config';
import type { IstioObject } from './istio-object';
import { meshOptionsOf, overridesOn } from './mesh-options';

/** One object of the tree, and what is to be said about it. */
export interface Examined {
  readonly object: ApiObject;
  readonly id: ResourceId;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** A tree after every object in it was rendered and checked. */
export interface Examination {
  readonly objects: readonly Examined[];
  /** What is to be said about what was acknowledged, and configured. */
  readonly general: readonly Finding[];
}

/** Renders and checks all objects of a tree. Those of a synth, given as all its constructs, write what was checked until told to forget. */
export function examine(root: IConstruct, ofSynth?: readonly IConstruct[]): Examination {
  const keep = ofSynth !== undefined;
  const constructs = ofSynth ?? root.node.findAll();
  const objects = constructs.filter((c): c is ApiObject => ApiObject.isApiObject(c));
  const listed = constructs.flatMap(acknowledgedOn);
  const subjects = objects.map((object) => subjectOf(object, keep, listed.length > 0));
  analyze(subjects.map(({ id }) => id), (index, found) => {
    if (!subjects[index]!.skip) subjects[index]!.findings.push(found);
  });
  const file = fileConfigOf(root);
  const verdict = judge(subjects, {
    acknowledged: file?.acknowledged,
    listed,
    severities: meshOptionsOf(root).severities,
    overrides: [...file?.overrides ?? [], ...constructs.flatMap(overridesOn)],
    scopes: ['admission', 'mesh', 'program'],
  });
  const madeBy = new Map(subjects.map(({ id }, index) => [id, objects[index]!]));
  return {
    objects: verdict.subjects.map(({ findings, suppressed }, index) => {
      const object = objects[index]!;
      return {
        object,
        id: subjects[index]!.id,
        findings: findings.map((found) => located(found, object, madeBy)),
        suppressed: suppressed.map((found) => located(found, object, madeBy)),
      };
    }),
    general: verdict.general,
  };
}

export function isIstioObject(object: IConstruct): object is IstioObject<unknown> {
  return '_render' in object;
}

/** The construct that people wrote: an L2 rather than the L1 inside it. */
export function ownerOf(object: ApiObject): IConstruct {
  const { scope } = object.node;
  return scope && object.node.id === 'Resource' && !Chart.isChart(scope) ? scope : object;
}

interface CheckedObject extends Subject {
  readonly id: ResourceId;
  readonly findings: Finding[];
  /** True for what is only context for others. */
  readonly skip: boolean;
}

function subjectOf(object: ApiObject, keep: boolean, isAcknowledged: boolean): CheckedObject {
  const { release, severities, skip } = meshOptionsOf(object);
  const { id, json, findings } = checked(object, keep, release);
  if (skip) return { id, findings: [], skip };
  const annotations = annotationsOf(json ?? { metadata: metadataOf(object) });
  return { id, annotations, findings, severities, acknowledged: isAcknowledged ? acknowledgedAt(object, findings) : undefined, skip };
}

/** What was acknowledged for the object, and for the constructs that findings on it name: those that wrote a part of it. */
function acknowledgedAt(object: ApiObject, findings: readonly Finding[]): Acknowledgement[] {
  const paths = new Set(findings.flatMap(({ construct }) => construct ?? []));
  const named = paths.size === 0 ? [] : object.node.root.node.findAll().filter(({ node }) => paths.has(node.path));
  return [...new Set([object, ...named].flatMap(acknowledgedFor))];
}

function checked(object: ApiObject, keep: boolean, release: Parameters<typeof checkResource>[1]) {
  if (isIstioObject(object)) {
    const { json, findings } = object._render(keep);
    const { findings: found } = checkResource(json, release);
    // What could not be rendered is not in the JSON: it would only be blamed a second time.
    const said = (path: Path): boolean => findings.some((first) => covers(first.path, path) || covers(path, first.path));
    const rest = findings.length === 0 ? found : found.filter(({ path }) => !said(path));
    return { id: object._id, json, findings: [...findings, ...rest, ...object._about()] };
  }
  const { namespace } = object.metadata;
  const id = { apiVersion: object.apiVersion, kind: object.kind, ...(namespace === undefined ? {} : { namespace }), name: object.name };
  // Other kinds are context, and cost what they cost when they are written.
  const json = kindOf(id.apiVersion, id.kind) ? object.toJson() as unknown : undefined;
  return { id, json, findings: json === undefined ? [] : [...checkResource(json, release).findings] };
}

function metadataOf(object: ApiObject): unknown {
  try {
    return object.metadata.toJson();
  } catch {
    return undefined; // cdk8s says why, when it writes the object
  }
}

function located<F extends Finding>(found: F, object: ApiObject, madeBy: ReadonlyMap<ResourceId, ApiObject>): F {
  const place = (by: ApiObject, path: Path) => {
    const said = isIstioObject(by) ? by._claimantOf(path) : undefined;
    if (said) return placeOf(said);
    const source = isIstioObject(by) ? by._sourceOf(path) : undefined;
    return { construct: ownerOf(by).node.path, ...(source ? { source } : {}) };
  };
  return {
    ...place(object, found.path), // what is said about several constructs names its own
    ...found,
    ...(found.related ? {
      related: found.related.map((other) => {
        const by = madeBy.get(other.resource);
        return by ? { ...place(by, other.path ?? []), ...other } : other;
      }),
    } : {}),
  };
}
