import type { IConstruct } from 'constructs';
import { DEFAULT_RELEASE, type IstioRelease } from '../../lib/core/release';
import type { ContextFile } from '../../lib/config/context';
import { contradictions } from '../../lib/config/mesh-setting';
import { ConfigError } from '../../lib/core/config-error';
import { configRules } from '../../lib/core/config-rules';
import type { Finding, Severity } from '../../lib/core/finding';
import { finding } from '../../lib/core/rule';
import type { Override } from '../../lib/core/suppression/judge';
import type { Severities } from '../../lib/core/suppression/severities';
import type { World as MeshWorld } from '../../lib/mesh/absence';
import type { GivenMeshConfig, MeshConfigInput } from '../../lib/mesh/given-mesh-config';
import { fileConfigOf } from './file-config';

/** What config is written for, and how it is checked. What is not set in code is as `cdk8s-istio.yaml` says, when there is that file. */
export interface MeshOptions {
  /**
   * The Istio release that will run the config. Decides the apiVersion, and which fields exist.
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
   * The name of the cluster that everything below is for. An app may write the config of several: nothing of one cluster is held against
   * another, so a chart of each environment may own the same hosts and have resources of the same names.
   *
   * @default - one cluster, for everything that names none
   */
  readonly cluster?: string;
  /**
   * The least severity of findings below that stops the synth; less severe ones are written to stderr. Errors always stop it.
   *
   * @default 'error', or `failOn` of `cdk8s-istio.yaml`
   */
  readonly failOn?: Severity;
  /**
   * Severities that findings below shall have, by rule. What the API server refuses stays an error.
   *
   * @default - each rule has its own
   */
  readonly severities?: Severities;
  /**
   * True when what is below is not checked, as it is not yours to change.
   *
   * @default false
   */
  readonly skip?: boolean;
  /**
   * `closed` when the program and the context are all that the cluster has, so that what is not among them is missing for certain; `open`
   * when other resources may exist.
   *
   * @default 'open', or `world` of `cdk8s-istio.yaml`
   */
  readonly world?: MeshWorld;
  /**
   * Files and folders with resources that the cluster has too, from the working directory: what is below is checked against them.
   *
   * @default - `context` of `cdk8s-istio.yaml`
   */
  readonly context?: readonly string[];
  /**
   * The MeshConfig of the mesh: its fields, a text of YAML, or the path of a file from the working directory. It has the root namespace and
   * the trust domain too, which then need no options of their own.
   *
   * @default - `meshConfig` of `cdk8s-istio.yaml`
   */
  readonly meshConfig?: MeshConfigInput;
}

/** A MeshConfig that was read, and what is wrong in it. */
export interface SetMeshConfig extends GivenMeshConfig {
  readonly findings: readonly Finding[];
}

/** Options as they are kept: what has to be read is read once. */
interface KeptOptions extends Omit<MeshOptions, 'meshConfig' | 'context'> {
  readonly meshConfig?: SetMeshConfig;
  readonly context?: readonly ContextFile[];
}

/** What holds at a construct. */
type Settings = Required<Omit<KeptOptions, Unset>> & Pick<KeptOptions, Unset>;

/** What may be unset. */
type Unset = 'severities' | 'cluster' | 'context' | 'meshConfig';

const OPTIONS = Symbol('cdk8s-istio.MeshOptions');
const OVERRIDES = Symbol('cdk8s-istio.Overrides');

interface Configured {
  readonly [OPTIONS]?: KeptOptions;
  readonly [OVERRIDES]?: readonly Override[];
}

const DEFAULTS: Settings = {
  release: DEFAULT_RELEASE, rootNamespace: 'istio-system', clusterDomain: 'cluster.local', trustDomain: 'cluster.local', skip: false,
  failOn: 'error', world: 'open',
};

/** Notes options on a construct; what was set before and is not set now stays. @internal */
export function setMeshOptions(scope: IConstruct, options: KeptOptions, overrides: readonly Override[]): void {
  const before = scope as Configured;
  Object.defineProperty(scope, OPTIONS, { value: { ...before[OPTIONS], ...options }, configurable: true });
  Object.defineProperty(scope, OVERRIDES, { value: [...before[OVERRIDES] ?? [], ...overrides], configurable: true });
}

/** The options that hold at a construct. @internal */
export function meshOptionsOf(scope: IConstruct): Settings {
  let configured: KeptOptions[] | undefined;
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
function merged(configured: readonly KeptOptions[]): Settings {
  const set: Record<string, unknown> = {};
  for (const options of configured) for (const [name, value] of Object.entries(options)) set[name] ??= value;
  const severities = configured.reduceRight<Severities>((all, options) => ({ ...all, ...options.severities }), {});
  const given: Partial<Settings> = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  const { meshConfig } = given;
  if (!meshConfig) return { ...DEFAULTS, ...given, severities };
  const wrong = contradictions(given, meshConfig.config)
    .map(({ name, message }) => finding(configRules.contradiction, undefined, [name], { message }));
  if (wrong.length > 0) throw new ConfigError(wrong);
  const { rootNamespace = DEFAULTS.rootNamespace, trustDomain = DEFAULTS.trustDomain } = meshConfig.config;
  return { ...DEFAULTS, rootNamespace, trustDomain, ...given, severities };
}

/** The options set on a construct itself. @internal */
export function ownOptionsOf(construct: IConstruct): KeptOptions | undefined {
  return (construct as Configured)[OPTIONS];
}

/** The severities set on a construct itself. @internal */
export function overridesOn(construct: IConstruct): readonly Override[] {
  return (construct as Configured)[OVERRIDES] ?? [];
}
