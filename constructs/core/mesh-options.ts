import type { IConstruct } from 'constructs';
import { quote } from '../../lib/core/quote';
import { DEFAULT_RELEASE, type IstioRelease } from '../../lib/core/release';
import type { Override } from '../../lib/core/suppression/judge';
import { type Severities, wrongSeverity } from '../../lib/core/suppression/severities';
import { MESH_SETTINGS, type MeshSetting, wrongSetting } from '../../lib/config/mesh-setting';
import { closest } from '../../lib/core/suggest';
import { fileConfigOf } from './file-config';
import { Source } from './source';

/** What config is written for, and how it is checked. What is not set in code is as `cdk8s-istio.yaml` says, when there is that file. */
export interface MeshOptions {
  /**
   * The Istio release that will run the config. Decides the apiVersion, and which fields there are.
   *
   * @default '1.31'
   */
  readonly release?: IstioRelease;
  /**
   * The namespace whose policies hold for the whole mesh.
   *
   * @default 'istio-system'
   */
  readonly rootNamespace?: string;
  /**
   * The DNS domain of the cluster, the end of every service's full name.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
  /**
   * The trust domain of the mesh, the first part of every workload's identity.
   *
   * @default 'cluster.local'
   */
  readonly trustDomain?: string;
  /**
   * Severities that findings below shall have, by rule. What the API server refuses stays an error.
   *
   * @default - each rule has its own
   */
  readonly severities?: Severities;
  /**
   * True when what is below is not checked, as it is not yours to mend.
   *
   * @default false
   */
  readonly skip?: boolean;
}

/** What holds at a construct. */
type Settings = Required<Omit<MeshOptions, 'severities'>> & Pick<MeshOptions, 'severities'>;

const OPTIONS = Symbol.for('cdk8s-istio.MeshOptions');
const OVERRIDES = Symbol.for('cdk8s-istio.Overrides');

interface Configured {
  readonly [OPTIONS]?: MeshOptions;
  readonly [OVERRIDES]?: readonly Override[];
}

const DEFAULTS: Settings = {
  release: DEFAULT_RELEASE, rootNamespace: 'istio-system', clusterDomain: 'cluster.local', trustDomain: 'cluster.local', skip: false,
};
const NAMES = [...Object.keys(MESH_SETTINGS), 'severities', 'skip'];

/**
 * Sets what everything below a construct is written for. Call it before the constructs are made: an apiVersion is chosen
 * when its construct is.
 *
 * @param scope an App, a Chart, or any other construct; the nearest one counts
 * @throws RangeError when a value is none that the option can have
 * @example
 * const app = new App();
 * configureMesh(app, { release: '1.28', severities: { 'virtual-service/unreachable-route': 'error' } });
 */
export function configureMesh(scope: IConstruct, options: MeshOptions): void {
  if (typeof options !== 'object' || options === null) throw new RangeError(`Expected options, got ${quote(options)}`);
  for (const [name, value] of Object.entries(options)) {
    const wrong = value === undefined ? undefined : wrongOption(name, value);
    if (wrong !== undefined) throw new RangeError(wrong);
  }
  const before = scope as Configured;
  Object.defineProperty(scope, OPTIONS, { value: { ...before[OPTIONS], ...options }, configurable: true });
  const source = new Source();
  const { path } = scope.node;
  const overrides = Object.entries(options.severities ?? {}).map(([rule, severity]) => ({
    rule,
    severity,
    place: {
      path: ['severities', rule], construct: path,
      get source() { return source.location; },
    },
  }));
  Object.defineProperty(scope, OVERRIDES, { value: [...before[OVERRIDES] ?? [], ...overrides], configurable: true });
}

/** The options that hold at a construct. @internal */
export function meshOptionsOf(scope: IConstruct): Settings {
  let configured: MeshOptions[] | undefined;
  let root = scope;
  for (let at: IConstruct | undefined = scope; at; at = at.node.scope) {
    root = at;
    const options = (at as Configured)[OPTIONS];
    if (options) (configured ??= []).push(options);
  }
  const file = fileConfigOf(root);
  // Asked for every construct, and mostly nothing is set.
  return configured || file ? merged([...configured ?? [], ...file ? [{ ...file.settings, severities: file.severities }] : []]) : DEFAULTS;
}

/** What the options say together, the nearest first. */
function merged(configured: readonly MeshOptions[]): Settings {
  const set: Record<string, unknown> = {};
  for (const options of configured) for (const [name, value] of Object.entries(options)) set[name] ??= value;
  const severities = configured.reduceRight<Severities>((all, options) => ({ ...all, ...options.severities }), {});
  const given = Object.entries(set).filter(([, value]) => value !== undefined);
  return { ...DEFAULTS, ...Object.fromEntries(given), severities };
}

/** The severities set on a construct itself. @internal */
export function overridesOn(construct: IConstruct): readonly Override[] {
  return (construct as Configured)[OVERRIDES] ?? [];
}

function wrongOption(name: string, value: unknown): string | undefined {
  if (Object.hasOwn(MESH_SETTINGS, name)) return wrongSetting(name as MeshSetting, value);
  if (name === 'skip') return typeof value === 'boolean' ? undefined : `Expected skip to be true or false, got ${quote(value)}`;
  if (name !== 'severities') {
    const meant = closest(name, NAMES);
    return `Unknown option ${quote(name)}: ${meant ? `write ${meant}` : `known are ${NAMES.join(', ')}`}`;
  }
  if (typeof value !== 'object' || value === null) return `Expected severities to be an object, got ${quote(value)}`;
  return Object.entries(value).map(([rule, severity]) => wrongSeverity(rule, severity)).find((wrong) => wrong !== undefined);
}
