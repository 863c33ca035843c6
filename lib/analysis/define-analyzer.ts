import type { Severity } from '../core/finding';
import { isObject } from '../core/is-object';
import { KNOWN_RULES } from '../core/known-rules.gen';
import { registerRule } from '../core/package-rules';
import { choices, quote } from '../core/quote';
import type { RuleId } from '../core/rule';
import { SEVERITIES } from '../core/suppression/severities';
import type { Mesh } from '../mesh/mesh';
import type { ReportOn } from './analyzer';

/** A check of what resources mean together, as a package adds it to those of cdk8s-istio. */
export interface MeshAnalyzer {
  /** The name of its rule, `<package>/<words>`: findings have it, and so do acknowledgements and severities. */
  readonly id: RuleId;
  /** How bad its findings are, where they do not say another severity themselves. */
  readonly severity: Severity;
  /** One line: what must hold. */
  readonly summary: string;
  /** The consequence in the mesh. */
  readonly why: string;
  /** The edit that corrects it, where a finding does not say it better. */
  readonly fix: string;
  /** The address of a page about it. */
  readonly source?: `https://${string}`;
  /**
   * Asks the mesh, and reports each finding on one of its objects. Pure: the same objects in any order have the same findings. What it
   * reports on context is no finding, so of two objects it reports on the one that is not.
   */
  check(mesh: Mesh, report: ReportOn): void;
}

/** Marks analyzers for whoever looks for them in a module; copies of this package share it. */
const ANALYZER = Symbol.for('cdk8s-istio.Analyzer');

/**
 * Makes an analyzer of your own. Those that a module exports run in `cdk8s synth` and in `cdk8s-istio check` when `analyzers:` of
 * `cdk8s-istio.yaml` names the module.
 *
 * @throws RangeError for what is no analyzer
 * @example
 * const ownedGateways = defineAnalyzer({
 *   id: 'house/owned-gateways',
 *   severity: 'warning',
 *   summary: 'A Gateway has an owner',
 *   why: 'Without the label nothing says whom to call when its certificate expires.',
 *   fix: 'label the Gateway with the team that owns it',
 *   check(mesh, report) {
 *     for (const gateway of mesh.all('Gateway')) {
 *       if (gateway.resource.metadata.labels?.owner) continue;
 *       report({ on: gateway, path: ['metadata', 'labels'] }, { message: 'Expected the label "owner", got none' });
 *     }
 *   },
 * });
 */
export function defineAnalyzer(analyzer: MeshAnalyzer): MeshAnalyzer {
  const wrong = whyNoAnalyzer(analyzer);
  if (wrong !== undefined) throw new RangeError(wrong);
  const { id, severity, summary, why, fix, source } = analyzer;
  registerRule(id, { severity, summary, why, fix, ...(source === undefined ? {} : { source }) });
  return Object.freeze(Object.defineProperty({ ...analyzer }, ANALYZER, { value: true }));
}

/** True for what {@link defineAnalyzer} made, be it that of another copy of this package. */
export function isAnalyzer(value: unknown): value is MeshAnalyzer {
  return isObject<unknown>(value) && (value as { readonly [ANALYZER]?: unknown })[ANALYZER] === true;
}

const TEXTS = ['summary', 'why', 'fix'] as const;
const KEYS: Readonly<Record<keyof MeshAnalyzer, true>> = {
  id: true, severity: true, summary: true, why: true, fix: true, source: true, check: true,
};

function whyNoAnalyzer(analyzer: unknown): string | undefined {
  if (!isObject<unknown>(analyzer)) return `Expected an analyzer, got ${quote(analyzer)}`;
  const { id, severity, check, source } = analyzer;
  if (typeof id !== 'string' || !/^[a-z][a-z0-9-]*\/[a-z0-9-]+$/.test(id)) {
    return `Expected the id of an analyzer to be like "house/owned-gateways", got ${quote(id)}`;
  }
  const own = Object.keys(KNOWN_RULES).find((rule) => rule.startsWith(`${id.split('/')[0]!}/`));
  if (own !== undefined) return `Expected an id that begins with the name of your package, got ${quote(id)}: cdk8s-istio has ${own}`;
  const of = `of analyzer ${id}`;
  if (!SEVERITIES.includes(severity as Severity)) return `Expected severity ${of} to be ${choices(SEVERITIES)}, got ${quote(severity)}`;
  const [empty] = TEXTS.filter((name) => typeof analyzer[name] !== 'string' || analyzer[name] === '');
  if (empty !== undefined) return `Expected ${empty} ${of} to be text, got ${quote(analyzer[empty])}`;
  if (source !== undefined && !/^https:\/\//.test(String(source))) return `Expected source ${of} to be an address with https, got ${quote(source)}`;
  if (typeof check !== 'function') return `Expected check ${of} to be a function, got ${quote(check)}`;
  const [unknown] = Object.keys(analyzer).filter((key) => !Object.hasOwn(KEYS, key));
  return unknown === undefined ? undefined : `Expected ${choices(Object.keys(KEYS))} ${of}, got ${quote(unknown)}`;
}
