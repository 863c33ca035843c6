import type { IConstruct } from 'constructs';
import { findConfig, type MeshConfig } from '../../lib/config/mesh-config';
import type { Severity } from '../../lib/core/finding';

const FILE = Symbol('cdk8s-istio.FileConfig');

/** What `cdk8s-istio.yaml` says, once for a tree. */
export interface FileConfig extends Pick<MeshConfig, 'severities' | 'overrides' | 'acknowledged'> {
  /** What config is written for, without what the file does not say. */
  readonly settings: Pick<MeshConfig, 'release' | 'rootNamespace' | 'clusterDomain' | 'trustDomain'> & { readonly failOn?: Severity };
}

/**
 * What the nearest file at or above the working directory says for a tree. The reader of YAML is loaded only when there is a file.
 *
 * @throws ConfigError when the file is wrong
 */
export function fileConfigOf(root: IConstruct): FileConfig | undefined {
  const holder = root as { [FILE]?: { readonly config: FileConfig | undefined } };
  if (!holder[FILE]) Object.defineProperty(root, FILE, { value: { config: read() } });
  return holder[FILE]!.config;
}

function read(): FileConfig | undefined {
  const file = findConfig(process.cwd());
  if (file === undefined) return undefined;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const { readConfig } = require('../../lib/config/read-config') as typeof import('../../lib/config/read-config');
  const { severities, overrides, acknowledged, release, rootNamespace, clusterDomain, trustDomain, failOn: fileFailOn } = readConfig(file);
  const failOn = fileFailOn === 'never' ? undefined : fileFailOn; // what the cluster refuses is not written
  const given = Object.entries({ release, rootNamespace, clusterDomain, trustDomain, failOn }).filter(([, value]) => value !== undefined);
  return { severities, overrides, acknowledged, settings: Object.fromEntries(given) };
}
