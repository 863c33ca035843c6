import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IstioRelease } from '../core/release';
import type { Acknowledgement } from '../core/suppression/acknowledgement';
import type { Override } from '../core/suppression/judge';
import type { Severities } from '../core/suppression/severities';

/** The name of the configuration file. */
export const CONFIG_FILE = 'cdk8s-istio.yaml';

/** What a configuration file says. Its fields are the options of `checkEach`. */
export interface MeshConfig {
  /** The file it was read from. */
  readonly file: string;
  readonly release?: IstioRelease;
  readonly rootNamespace?: string;
  readonly clusterDomain?: string;
  readonly trustDomain?: string;
  /** Globs of files that are not checked, from the folder of the file. */
  readonly skip: readonly string[];
  /** Which files are for which cluster, in the order of the file: globs from its folder. */
  readonly clusters?: readonly { readonly glob: string; readonly cluster: string }[];
  readonly severities: Severities;
  readonly overrides: readonly Override[];
  readonly acknowledged: readonly Acknowledgement[];
}

/** The file that holds for a folder, when it has one. Here, so that whoever has none loads no reader of YAML. */
export function findConfig(folder: string): string | undefined {
  const file = join(folder, CONFIG_FILE);
  return existsSync(file) ? file : undefined;
}
