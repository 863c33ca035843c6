import type { IConstruct } from 'constructs';
import { DEFAULT_RELEASE, type IstioRelease } from '../../lib/core/release';
import type { Severity } from '../../lib/core/finding';
import type { Override } from '../../lib/core/suppression/judge';
import type { Severities } from '../../lib/core/suppression/severities';
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
}

/** What holds at a construct. */
type Settings = Required<Omit<MeshOptions, 'severities' | 'cluster'>> & Pick<MeshOptions, 'severities' | 'cluster'>;

const OPTIONS = Symbol('cdk8s-istio.MeshOptions');
const OVERRIDES = Symbol('cdk8s-istio.Overrides');

interface Configured {
  readonly [OPTIONS]?: MeshOptions;
  readonly [OVERRIDES]?: readonly Override[];
}

const DEFAULTS: Settings = {
  release: DEFAULT_RELEASE, rootNamespace: 'istio-system', clusterDomain: 'cluster.local', trustDomain: 'cluster.local', skip: false,
  failOn: 'error',
};

/** Notes options on a construct; what was set before and is not set now stays. @internal */
export function setMeshOptions(scope: IConstruct, options: MeshOptions, overrides: readonly Override[]): void {
  const before = scope as Configured;
  Object.defineProperty(scope, OPTIONS, { value: { ...before[OPTIONS], ...options }, configurable: true });
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
