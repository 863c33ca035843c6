import type { IConstruct } from 'constructs';
import { MESH_SETTINGS, type MeshSetting, wrongSetting } from '../../lib/config/mesh-setting';
import type { ContextFile } from '../../lib/config/context';
import { ConfigError } from '../../lib/core/config-error';
import type { Severity } from '../../lib/core/finding';
import { isObject } from '../../lib/core/is-object';
import { choices, quote } from '../../lib/core/quote';
import { closest } from '../../lib/core/suggest';
import { SEVERITIES, wrongSeverity } from '../../lib/core/suppression/severities';
import type { MeshConfigInput } from '../../lib/mesh/given-mesh-config';
import { type MeshOptions, meshOptionsOf, type SetMeshConfig, setMeshOptions } from './mesh-options';
import { Source } from './source';
import { Synthesis } from './synthesis';

const NAMES = [...Object.keys(MESH_SETTINGS), 'cluster', 'failOn', 'severities', 'skip', 'world', 'context', 'meshConfig'];

/**
 * Sets what everything below a construct is written for, and has the whole tree checked at the synth, whoever made what is in it. Call it
 * before the constructs are made: an apiVersion is chosen, and a host gets its owner, when a construct is made.
 *
 * @param scope an App, a Chart, or any other construct; the nearest one counts
 * @throws RangeError when a value is none that the option can have
 * @throws ConfigError when a MeshConfig cannot be read, or when it contradicts a setting that holds here
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
  const { context, meshConfig, ...rest } = options;
  setMeshOptions(scope, {
    ...rest,
    ...(context === undefined ? {} : { context: filesOf(context) }),
    ...(meshConfig === undefined ? {} : { meshConfig: read(meshConfig, path, source) }),
  }, overrides);
  if (meshConfig !== undefined) meshOptionsOf(scope); // refuses a contradiction here
  Synthesis.of(scope);
}

/* eslint-disable @typescript-eslint/no-require-imports -- few programs have context or a MeshConfig */
function filesOf(context: readonly string[]): readonly ContextFile[] {
  const { contextFiles } = require('../../lib/config/context') as typeof import('../../lib/config/context');
  return contextFiles(context, process.cwd());
}

function read(given: MeshConfigInput, construct: string, source: Source): SetMeshConfig {
  const { givenMeshConfig } = require('../../lib/mesh/given-mesh-config') as typeof import('../../lib/mesh/given-mesh-config');
  const { aboutMeshConfig } = require('../../lib/analysis/given-mesh-config') as typeof import('../../lib/analysis/given-mesh-config');
  const meshConfig = givenMeshConfig(given, process.cwd());
  const findings = aboutMeshConfig(meshConfig, () => source.location).map((found) => ({ ...found, construct }));
  if (meshConfig.unread !== undefined) throw new ConfigError(findings);
  return { ...meshConfig, findings };
}
/* eslint-enable @typescript-eslint/no-require-imports */

function wrongOption(name: string, value: unknown): string | undefined {
  if (Object.hasOwn(MESH_SETTINGS, name)) return wrongSetting(name as MeshSetting, value);
  if (name === 'cluster') {
    return typeof value === 'string' && value !== '' ? undefined : `Expected cluster to be the name of a cluster, got ${quote(value)}`;
  }
  if (name === 'failOn') {
    return SEVERITIES.includes(value as Severity) ? undefined : `Expected failOn to be ${choices(SEVERITIES)}, got ${quote(value)}`;
  }
  if (name === 'skip') return typeof value === 'boolean' ? undefined : `Expected skip to be true or false, got ${quote(value)}`;
  if (name === 'world') {
    return value === 'open' || value === 'closed' ? undefined : `Expected world to be "open" or "closed", got ${quote(value)}`;
  }
  if (name === 'context') {
    const isPaths = Array.isArray(value) && value.every((path) => typeof path === 'string');
    return isPaths ? undefined : `Expected context to be a list of paths, got ${quote(value)}`;
  }
  if (name === 'meshConfig') {
    const isGiven = typeof value === 'string' || (isObject(value) && !Array.isArray(value));
    return isGiven ? undefined : `Expected meshConfig to be the fields of MeshConfig, YAML or a path, got ${quote(value)}`;
  }
  if (name !== 'severities') {
    const meant = closest(name, NAMES);
    return `Unknown option ${quote(name)}: ${meant ? `write ${meant}` : `known are ${NAMES.join(', ')}`}`;
  }
  if (typeof value !== 'object' || value === null) return `Expected severities to be an object, got ${quote(value)}`;
  return Object.entries(value).map(([rule, severity]) => wrongSeverity(rule, severity, acknowledging)).find((wrong) => wrong !== undefined);
}

function acknowledging(rule: string): string {
  return `Findings.of(construct).acknowledge(${quote(rule)}, "why")`;
}
