import { fileRules } from '../core/file-rules';
import type { Finding } from '../core/finding';
import { inputRules } from '../core/input';
import { isObject } from '../core/is-object';
import { choices, quote } from '../core/quote';
import { DEFAULT_RELEASE, type IstioRelease, isRelease, RELEASES } from '../core/release';
import { acknowledgement, type SuppressedFinding } from '../core/suppression/acknowledgement';
import { type Severities, wrongSeverity } from '../core/suppression/severities';
import { finding } from '../core/rule';
import { unknownName } from '../core/suggest';
import { lacksKind, resourcesOf } from '../io/resources';
import type { World } from '../mesh/absence';
import { type GivenMeshConfig, givenMeshConfig, type MeshConfigInput } from '../mesh/given-mesh-config';
import { aboutMeshConfig } from './given-mesh-config';
import { isAnalyzer, type MeshAnalyzer } from './define-analyzer';
import { type Assumed, checkSubjects, type Subject } from './pipeline';

/** Findings of a rule that are known and stay. */
export interface AcknowledgeOptions {
  /** The rule, as the finding names it: `gateway/redirect-on-http-only`. */
  readonly rule: string;
  /** Why the findings may stay. Without one, nothing is suppressed. */
  readonly reason: string;
  /**
   * The resources it is for, as findings write them; `*` stands for any characters: `VirtualService shop/*`.
   *
   * @default - every resource
   */
  readonly resource?: string;
}

/** What to check for. */
export interface CheckOptions {
  /**
   * The Istio release that will run the config.
   *
   * @default '1.31'
   */
  readonly release?: IstioRelease;
  /**
   * `admission`: what the API server and istiod say to each resource alone. `mesh`: also what the resources mean together.
   *
   * @default 'mesh'
   */
  readonly scope?: 'admission' | 'mesh';
  /**
   * Severities that findings shall have, by rule. What the API server refuses stays an error.
   *
   * @default - each rule has its own
   */
  readonly severities?: Severities;
  /**
   * Findings that are known and stay, beside what the annotations of the resources say.
   *
   * @default - none
   */
  readonly acknowledge?: readonly AcknowledgeOptions[];
  /**
   * `closed`: the resources and the context are all that the cluster has, so what is not among them is missing for certain. `open`: it may
   * exist elsewhere, so only what is likely to be missing is a finding, and one severity lower.
   *
   * @default 'open'
   */
  readonly world?: World;
  /**
   * Resources that are there too, such as what a cluster has: the others are checked against them, and they have no findings. A resource of
   * the same kind, namespace and name replaces one of these.
   *
   * @default - none
   */
  readonly context?: readonly unknown[];
  /**
   * Istio's MeshConfig: its fields, a text of YAML with them, or the path of a file with that, with the ConfigMap `istio` or with an
   * IstioOperator. It wins, field by field, over one that the resources have.
   *
   * @default - what the resources have, and Istio's defaults
   */
  readonly meshConfig?: MeshConfigInput;
  /**
   * Analyzers of other packages, which run beside those of this one.
   *
   * @default - none
   */
  readonly analyzers?: readonly MeshAnalyzer[];
}

/** What was found: what remains, and what is acknowledged. */
export interface CheckReport {
  /** What there is to do. */
  readonly findings: readonly Finding[];
  /** What was found and is acknowledged, with the reason. */
  readonly suppressed: readonly SuppressedFinding[];
  /** What was not given and is taken to exist: nothing in an open world makes it likely that it does not. */
  readonly assumed: Assumed;
}

/**
 * Checks plain Kubernetes objects of any kind, offline. Kinds it does not know are only context. Never throws on any JSON value.
 *
 * @param resources objects as `JSON.parse` or a YAML reader gives them; of a `List` its items, with paths that begin at the item
 * @returns the findings that are not acknowledged, in the order of the resources
 * @throws TypeError when there is no list of resources
 * @throws RangeError when the options name an option, release, scope, rule or severity that does not exist
 * @example
 * const findings = check([{
 *   apiVersion: 'networking.istio.io/v1',
 *   kind: 'Sidecar',
 *   metadata: { name: 'default', namespace: 'shop' },
 *   spec: { egress: [{ hosts: ['./*'], prot: { number: 80 } }] },
 * }]);
 * findings[0].rule; // => 'field/unknown'
 */
export function check(resources: readonly unknown[], options: CheckOptions = {}): Finding[] {
  return [...checkReport(resources, options).findings];
}

/**
 * The same as {@link check}, with what was acknowledged: by an annotation on its resource, or by the options.
 *
 * @throws TypeError when there is no list of resources
 * @throws RangeError when the options name an option, release, scope, rule or severity that does not exist
 * @example
 * const { findings, suppressed } = checkReport([{
 *   apiVersion: 'networking.istio.io/v1',
 *   kind: 'ServiceEntry',
 *   metadata: { name: 'a', annotations: { 'cdk8s-istio/acknowledge': 'service-entry/selector-selects-all: nothing else runs here' } },
 *   spec: { hosts: ['a.com'], resolution: 'STATIC', workloadSelector: {} },
 * }]);
 * findings; // => []
 * suppressed[0].suppressed; // => { by: 'annotation', reason: 'nothing else runs here' }
 */
export function checkReport(resources: readonly unknown[], options: CheckOptions = {}): CheckReport {
  if (!Array.isArray(resources)) throw new TypeError(`Expected a list of resources, got ${quote(resources)}; write check([resource])`);
  assertOptions(options);
  const { acknowledge = [], severities = {}, release = DEFAULT_RELEASE, scope = 'mesh', world = 'open', context = [] } = options;
  const { meshConfig, analyzers = [] } = options;
  if (!isRelease(release)) throw new RangeError(`Expected a release of ${choices(RELEASES)}, got ${quote(release)}`);
  if (scope !== 'mesh' && scope !== 'admission') throw new RangeError(`Expected scope "mesh" or "admission", got ${quote(scope)}`);
  if (world !== 'open' && world !== 'closed') throw new RangeError(`Expected world "open" or "closed", got ${quote(world)}`);
  if (!Array.isArray(context)) throw new RangeError(`Expected a list of resources in "context", got ${quote(context)}`);
  const other: unknown = Array.isArray(analyzers) ? analyzers.find((each) => !isAnalyzer(each)) : analyzers;
  if (other !== undefined) throw new RangeError(`Expected what defineAnalyzer makes in "analyzers", got ${quote(other)}`);
  for (const [rule, severity] of Object.entries(severities)) {
    const wrong = wrongSeverity(rule, severity, (named) => `acknowledge: [{ rule: ${quote(named)}, reason: "why" }]`);
    if (wrong !== undefined) throw new RangeError(wrong);
  }
  if (!Array.isArray(acknowledge)) throw new RangeError(`Expected a list in "acknowledge", got ${quote(acknowledge)}`);
  const mesh = meshConfig === undefined ? undefined : givenMeshConfig(meshConfig, process.cwd());
  const { subjects, general, assumed } = checkSubjects(subjectsOf(resources, context, mesh, release), {
    scope,
    given: () => ({ world, config: mesh?.config }),
    analyzers,
    severities,
    overrides: Object.entries(severities).map(([rule, severity]) => ({ rule, severity, place: { path: ['severities', rule] } })),
    acknowledged: acknowledge.map(({ rule, reason, resource }, i) => (
      acknowledgement(rule, reason, 'code', { path: ['acknowledge', i] }, resource)
    )),
  });
  return {
    findings: [...subjects.flatMap(({ findings }) => findings.map((found) => found.finding)), ...general],
    suppressed: subjects.flatMap(({ suppressed }) => suppressed.map((found) => found.finding)),
    assumed,
  };
}

const OPTIONS: Readonly<Record<keyof CheckOptions, true>> = {
  release: true, scope: true, severities: true, acknowledge: true, world: true, context: true, meshConfig: true, analyzers: true,
};

function assertOptions(options: CheckOptions): void {
  if (!isObject<unknown>(options)) throw new RangeError(`Expected an object with options, got ${quote(options)}`);
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(OPTIONS, name)) continue;
    const { message, fix } = unknownName(name, Object.keys(OPTIONS), 'an option');
    throw new RangeError(`${message} as an option${fix === undefined ? '' : `; ${fix}`}`);
  }
}

/** Plain objects have no place beside their fields. */
function* subjectsOf(
  resources: readonly unknown[], context: readonly unknown[], mesh: GivenMeshConfig | undefined, release: IstioRelease,
): Generator<Subject> {
  const place = (): undefined => undefined;
  for (const [index, given] of resources.entries()) {
    const findings = whyNoResource(given, index);
    if (findings) yield { release, findings, place };
    else for (const { value } of resourcesOf(given)) yield { value, release, place };
  }
  for (const given of context) {
    if (isObject<unknown>(given)) for (const { value } of resourcesOf(given)) yield { value, isContext: true, release, place };
  }
  if (mesh) yield { findings: aboutMeshConfig(mesh), release, place };
}

/** The findings of an entry that is no resource. Readers of YAML give null for an empty document. */
function whyNoResource(given: unknown, index: number): Finding[] | undefined {
  if (given === undefined || given === null) return undefined;
  if (isObject<unknown>(given)) return lacksKind(given) ? [finding(fileRules.notAResource, undefined, [index], NO_KIND)] : undefined;
  const fix = typeof given === 'string' ? { fix: 'parse the text first' } : {};
  return [finding(inputRules.notAResource, undefined, [index], { message: `Expected a Kubernetes object, got ${quote(given)}`, ...fix })];
}

const NO_KIND = { message: 'Expected apiVersion and kind as text beside metadata, got an object without them' };
