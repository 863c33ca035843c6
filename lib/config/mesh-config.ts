import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { debuglog } from 'node:util';
import type { MeshAnalyzer } from '../analysis/define-analyzer';
import { ConfigError } from '../core/config-error';
import { configRules } from '../core/config-rules';
import type { FailOn } from '../core/fail-on';
import type { Finding } from '../core/finding';
import type { IstioRelease } from '../core/release';
import { finding } from '../core/rule';
import type { Acknowledgement } from '../core/suppression/acknowledgement';
import type { Override } from '../core/suppression/judge';
import type { Severities } from '../core/suppression/severities';
import type { World } from '../mesh/absence';
import type { GivenMeshConfig } from '../mesh/given-mesh-config';

/** What a configuration file says. Its fields are the options of `checkEach`. */
export interface MeshConfig {
  /** The file it was read from. */
  readonly file: string;
  readonly release?: IstioRelease;
  readonly rootNamespace?: string;
  readonly clusterDomain?: string;
  readonly trustDomain?: string;
  readonly world?: World;
  /** Files and folders of context, from the folder of the file. */
  readonly context?: readonly string[];
  /** The MeshConfig that it gives. */
  readonly meshConfig?: GivenMeshConfig;
  /** What is wrong in that. */
  readonly aboutMeshConfig?: readonly Finding[];
  /** Analyzers of the packages that it names. */
  readonly analyzers?: readonly MeshAnalyzer[];
  /** From which severity on findings fail the command, the plugin and, unless it is `never`, the synth. */
  readonly failOn?: FailOn;
  /** Globs of files that are not checked, from the folder of the file. */
  readonly skip: readonly string[];
  /** Which files are for which cluster, in the order of the file: globs from its folder. */
  readonly clusters?: readonly { readonly glob: string; readonly cluster: string }[];
  readonly severities: Severities;
  readonly overrides: readonly Override[];
  readonly acknowledged: readonly Acknowledgement[];
}

/** The names that a configuration file can have. */
const NAMES = ['cdk8s-istio.yaml', 'cdk8s-istio.yml'] as const;

/** With `NODE_DEBUG=cdk8s-istio`, also where no command line has `--verbose`. */
const debug = debuglog('cdk8s-istio');

/**
 * The configuration file that holds for a folder: the nearest one in it or above it, up to the root of its repository or the home folder.
 * Here, so that a program without a file loads no reader of YAML.
 *
 * @throws ConfigError when a folder has two
 */
export function findConfig(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const [file, second] = NAMES.map((name) => join(at, name)).filter((path) => existsSync(path));
    if (second !== undefined) throw new ConfigError([twoFiles(at)]);
    if (file !== undefined) {
      debug('configuration: %s', file);
      return file;
    }
    if (existsSync(join(at, '.git')) || at === homedir() || at === dirname(at)) return undefined;
  }
}

function twoFiles(folder: string): Finding {
  const message = `Expected one configuration file in a folder, got ${NAMES.join(' and ')}`;
  return { ...finding(configRules.twoFiles, undefined, [], { message }), file: folder };
}
