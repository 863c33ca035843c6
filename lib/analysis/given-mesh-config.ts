import { configRules } from '../core/config-rules';
import { type Finding, renderPath, type SourceLocation } from '../core/finding';
import { finding } from '../core/rule';
import type { GivenMeshConfig } from '../mesh/given-mesh-config';
import { unknownField } from './mesh-config/unknown-field';
import { wrongValue } from './mesh-config/wrong-value';

/**
 * What is wrong in a MeshConfig that was given.
 *
 * @param locate the line of a field, where no file of its own has the MeshConfig
 */
export function aboutMeshConfig(
  { problems, unread, file }: GivenMeshConfig, locate: (path: Finding['path']) => SourceLocation | undefined = () => undefined,
): readonly Finding[] {
  if (unread !== undefined) {
    return [{ ...finding(configRules.unreadable, undefined, ['meshConfig'], { message: unread }), ...(file === undefined ? {} : { file }) }];
  }
  return problems.map(({ path, message, fix, isUnknown, source = locate(path) }) => {
    const where = path.length === 0 ? '' : ` at ${renderPath(path)}`;
    const detail = { message: `${message}${where}`, ...(fix === undefined ? {} : { fix }) };
    return { ...finding(isUnknown ? unknownField : wrongValue, undefined, ['meshConfig', ...path], detail), ...(source ? { source } : {}) };
  });
}
