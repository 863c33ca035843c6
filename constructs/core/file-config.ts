import { dirname } from 'node:path';
import type { IConstruct } from 'constructs';
import type { ContextFile } from '../../lib/config/context';
import { findConfig, type MeshConfig } from '../../lib/config/mesh-config';
import type { Severity } from '../../lib/core/finding';
import type { SetMeshConfig } from './mesh-options';

const FILE = Symbol('cdk8s-istio.FileConfig');

/** What `cdk8s-istio.yaml` says, once for a tree. */
export interface FileConfig extends Pick<MeshConfig, 'severities' | 'overrides' | 'acknowledged' | 'analyzers'> {
  /** What config is written for, without what the file does not say. */
  readonly settings: Pick<MeshConfig, 'release' | 'rootNamespace' | 'clusterDomain' | 'trustDomain' | 'world'> & {
    readonly failOn?: Severity;
    readonly context?: readonly ContextFile[];
    readonly meshConfig?: SetMeshConfig;
  };
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
  /* eslint-disable @typescript-eslint/no-require-imports -- see above */
  const { readConfig } = require('../../lib/config/read-config') as typeof import('../../lib/config/read-config');
  const { contextFiles } = require('../../lib/config/context') as typeof import('../../lib/config/context');
  /* eslint-enable @typescript-eslint/no-require-imports */
  const {
    severities, overrides, acknowledged, analyzers, release, rootNamespace, clusterDomain, trustDomain, world, failOn: fileFailOn, ...more
  } = readConfig(file);
  const context = more.context && contextFiles(more.context, dirname(file));
  const meshConfig = more.meshConfig && { ...more.meshConfig, findings: more.aboutMeshConfig ?? [] };
  const failOn = fileFailOn === 'never' ? undefined : fileFailOn; // what the cluster refuses is not written
  const settings = { release, rootNamespace, clusterDomain, trustDomain, failOn, world, context, meshConfig };
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { severities, overrides, acknowledged, analyzers, settings: Object.fromEntries(given) };
}
