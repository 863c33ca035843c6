import type { IConstruct } from 'constructs';
import { MESH_SETTINGS, type MeshSetting, wrongSetting } from '../../lib/config/mesh-setting';
import type { Severity } from '../../lib/core/finding';
import { choices, quote } from '../../lib/core/quote';
import { closest } from '../../lib/core/suggest';
import { SEVERITIES, wrongSeverity } from '../../lib/core/suppression/severities';
import { type MeshOptions, setMeshOptions } from './mesh-options';
import { Source } from './source';
import { Synthesis } from './synthesis';

const NAMES = [...Object.keys(MESH_SETTINGS), 'cluster', 'failOn', 'severities', 'skip'];

/**
 * Sets what everything below a construct is written for, and has the whole tree checked at the synth, whoever made what is in it. Call it
 * before the constructs are made: an apiVersion is chosen, and a host gets its owner, when a construct is made.
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
  setMeshOptions(scope, options, overrides);
  Synthesis.of(scope);
}

function wrongOption(name: string, value: unknown): string | undefined {
  if (Object.hasOwn(MESH_SETTINGS, name)) return wrongSetting(name as MeshSetting, value);
  if (name === 'cluster') {
    return typeof value === 'string' && value !== '' ? undefined : `Expected cluster to be the name of a cluster, got ${quote(value)}`;
  }
  if (name === 'failOn') {
    return SEVERITIES.includes(value as Severity) ? undefined : `Expected failOn to be ${choices(SEVERITIES)}, got ${quote(value)}`;
  }
  if (name === 'skip') return typeof value === 'boolean' ? undefined : `Expected skip to be true or false, got ${quote(value)}`;
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
